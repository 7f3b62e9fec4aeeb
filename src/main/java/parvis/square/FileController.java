package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.ServletWebRequest;
import parvis.brand.Brand;
import parvis.file.Files;
import parvis.person.Visitor;
import parvis.square.FileReading.Readable;
import parvis.web.Missing;

/** Pictures of messages, to whoever may read the message. */
@Controller
class FileController {
    /** What we drew ourselves; anything else is handed out to be saved, never shown. */
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png");

    private final FileReading reading;
    private final Files files;

    FileController(FileReading reading, Files files) {
        this.reading = reading;
        this.files = files;
    }

    @GetMapping("/files/{sha256:[0-9a-f]{64}}")
    void file(
            Brand brand,
            Visitor visitor,
            @PathVariable String sha256,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var found = reading.find(brand, visitor, sha256).orElseThrow(Missing::new);
        send(found, found.file(), request, response);
    }

    @GetMapping("/files/{sha256:[0-9a-f]{64}}/thumb")
    void thumb(
            Brand brand,
            Visitor visitor,
            @PathVariable String sha256,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var found = reading.find(brand, visitor, sha256).orElseThrow(Missing::new);
        send(found, found.thumb(), request, response);
    }

    private void send(Readable found, String sha256, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // A day: what is hidden must not stay for a year in caches that we do not hold.
        response.setHeader("Cache-Control", (found.isPublic() ? "public" : "private") + ", max-age=86400");
        if (new ServletWebRequest(request, response).checkNotModified("\"" + sha256 + "\"")) {
            return;
        }
        try (var content = files.open(sha256).orElseThrow(Missing::new)) {
            var shown = found.drawn() && SHOWN.contains(found.type());
            response.setContentType(shown ? found.type() : "application/octet-stream");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
            response.setHeader(
                    "Content-Disposition",
                    (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                            .filename(found.name(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            content.transferTo(response.getOutputStream());
        }
    }
}
