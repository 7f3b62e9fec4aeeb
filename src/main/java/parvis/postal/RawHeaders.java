package parvis.postal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The header of a mail, byte for byte (as Latin-1): what is signed is what was written. */
record RawHeaders(List<Field> fields) {
    /** Larger ones are nobody's letter. */
    private static final int LONGEST = 512 * 1024;

    /**
     * @param name as written
     * @param raw the whole field with its folds, without its last line end
     */
    record Field(String name, String raw) {
        String value() {
            return raw.substring(raw.indexOf(':') + 1);
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** Reads to the first byte of the body. What is no field is passed over; an endless header ends in none. */
    static RawHeaders read(InputStream from) throws IOException {
        var fields = new ArrayList<Field>();
        var whole = new StringBuilder();
        var read = 0;
        for (var line = line(from, LONGEST); line != null && !line.isEmpty(); line = line(from, LONGEST - read)) {
            read += line.length() + 2;
            if (read > LONGEST) {
                return new RawHeaders(List.of());
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                whole.append(whole.isEmpty() ? "" : "\r\n").append(line);
            } else {
                add(fields, whole);
                whole.append(line);
            }
        }
        add(fields, whole);
        return new RawHeaders(List.copyOf(fields));
    }

    List<Field> named(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    private static void add(List<Field> fields, StringBuilder whole) {
        var colon = whole.indexOf(":");
        if (colon > 0) {
            fields.add(new Field(whole.substring(0, colon).stripTrailing(), whole.toString()));
        }
        whole.setLength(0);
    }

    /** Without its CRLF; null at the end. A line feed alone ends no line: it is a byte like others. */
    private static @org.jspecify.annotations.Nullable String line(InputStream from, int most) throws IOException {
        var bytes = new ByteArrayOutputStream(120);
        var before = -1;
        for (var next = from.read(); next >= 0; next = from.read()) {
            if (before == '\r' && next == '\n') {
                var text = bytes.toString(StandardCharsets.ISO_8859_1);
                return text.substring(0, text.length() - 1);
            }
            if (bytes.size() > most) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            }
            bytes.write(next);
            before = next;
        }
        return bytes.size() == 0 ? null : bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
