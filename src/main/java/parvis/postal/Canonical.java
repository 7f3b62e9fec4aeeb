package parvis.postal;

import java.util.Locale;

/** The two ways in which a mail is read before it is signed (RFC 6376, 3.4): to the byte, or without counting white space. */
enum Canonical {
    SIMPLE,
    RELAXED;

    /** With the line end that every field but the last has. */
    String field(RawHeaders.Field field) {
        return bare(field.name(), field.raw()) + "\r\n";
    }

    /** Without it. */
    String bare(String name, String raw) {
        if (this == SIMPLE) {
            return raw;
        }
        var value = raw.substring(raw.indexOf(':') + 1);
        var text = new StringBuilder(value.length());
        var space = false;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\r' && i + 1 < value.length() && value.charAt(i + 1) == '\n') {
                i++;
            } else if (c == ' ' || c == '\t') {
                space = true;
            } else {
                if (space && !text.isEmpty()) {
                    text.append(' ');
                }
                space = false;
                text.append(c);
            }
        }
        return name.strip().toLowerCase(Locale.ROOT) + ":" + text;
    }
}
