package parvis.importer;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import parvis.text.Clean;

/**
 * The form that begins an import, as it comes: its file goes straight to where it is kept, however large it is.
 *
 * @param name of the file, or null when none came
 */
record ImportForm(Map<String, String> fields, @Nullable String name, SentFiles.@Nullable Outcome upload) {
    private static final int LONGEST = 8_192;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_FIELDS = 30;

    static ImportForm read(HttpServletRequest request, SentFiles uploads) throws IOException {
        var fields = new HashMap<String, String>();
        String name = null;
        SentFiles.Outcome upload = null;
        var type = request.getContentType();
        if (type == null || !type.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            request.getParameterMap().forEach((field, values) -> fields.put(field, values[0]));
            return new ImportForm(fields, null, null);
        }
        var items = new FileUpload().getItemIterator(new ServletRequestContext(request));
        while (items.hasNext() && fields.size() < MOST_FIELDS) {
            var item = items.next();
            try (var content = item.openStream()) {
                if (item.isFormField()) {
                    fields.put(item.getFieldName(), text(content));
                } else if (item.getName() != null && !item.getName().isBlank() && upload == null) {
                    name = Clean.line(item.getName().replaceFirst(".*[/\\\\]", ""), LONGEST_NAME)
                            .text();
                    upload = uploads.keep(content, request.getContentLengthLong());
                    if (!(upload instanceof SentFiles.Outcome.Kept)) {
                        break;
                    }
                }
            }
        }
        return new ImportForm(fields, name == null || name.isBlank() ? null : name, upload);
    }

    String field(String name) {
        return Clean.text(fields.getOrDefault(name, ""), LONGEST).text().strip();
    }

    private static String text(InputStream content) throws IOException {
        return new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
}
