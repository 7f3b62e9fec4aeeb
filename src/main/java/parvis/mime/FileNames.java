package parvis.mime;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names that strangers give to files, made safe to save under anywhere. */
final class FileNames {

    private static final int LONGEST = 120;
    private static final Pattern UNSAFE = Pattern.compile("[<>:\"|?*\\\\/\\p{Cntrl}]");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d|desktop\\.ini|thumbs\\.db)(\\..*)?");

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/plain", "txt"),
            Map.entry("text/html", "html"),
            Map.entry("text/calendar", "ics"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("text/x-vcard", "vcf"),
            Map.entry("message/rfc822", "eml"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/pkcs7-signature", "p7s"),
            Map.entry("application/pkcs7-mime", "p7m"),
            Map.entry("application/pgp-signature", "asc"),
            Map.entry("application/ms-tnef", "dat"));

    private FileNames() {}

    static String safe(String declared, String type, int number) {
        var line = Words.line(declared, 1_000);
        line = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        line = UNSAFE.matcher(line).replaceAll("_").replaceAll("^[.\\s~-]+|[.\\s]+$", "");
        if (line.isEmpty()) {
            return "part-" + number + "." + EXTENSIONS.getOrDefault(type.toLowerCase(Locale.ROOT), "bin");
        }
        if (RESERVED.matcher(line).matches()) {
            line = "_" + line;
        }
        return shortened(line);
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        int end = LONGEST - extension.length();
        end -= Character.isHighSurrogate(name.charAt(end - 1)) ? 1 : 0;
        return name.substring(0, end).strip() + extension;
    }
}
