package parvis.postal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code tag=value; tag=value} (RFC 6376, 3.2), as DKIM and DMARC write. */
record Tags(Map<String, String> values) {

    /** Empty when it is written wrongly or says something twice. */
    static Optional<Tags> parse(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            var is = part.indexOf('=');
            if (is < 1) {
                return Optional.empty();
            }
            var tag = part.substring(0, is).strip();
            if (!tag.matches("[A-Za-z][A-Za-z0-9_]*")
                    || values.put(tag, part.substring(is + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Tags(values));
    }

    Optional<String> get(String tag) {
        return Optional.ofNullable(values.get(tag));
    }

    /** Lower case, for words of the standard. */
    String word(String tag, String otherwise) {
        return get(tag).orElse(otherwise).toLowerCase(Locale.ROOT);
    }

    /** Without the white space that long values are folded with. */
    Optional<String> packed(String tag) {
        return get(tag).map(value -> value.replaceAll("\\s", ""));
    }
}
