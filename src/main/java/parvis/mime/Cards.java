package parvis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What calendars (RFC 5545) and contacts (RFC 6350) say of themselves. They share the form of their lines. */
final class Cards {

    private static final int LONGEST = 200;
    private static final int MOST_NAMES = 50;
    private static final Set<String> MAIN = Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY");

    private Cards() {}

    static Contents.Event calendar(String text, String declaredMethod) {
        var method = declaredMethod;
        var summary = "";
        var start = "";
        var organizer = "";
        var within = "";
        for (var line : lines(text)) {
            switch (line.name()) {
                case "BEGIN" ->
                    within = within.isEmpty() && MAIN.contains(line.value().toUpperCase(Locale.ROOT))
                            ? line.value()
                            : within;
                case "METHOD" -> method = method.isEmpty() ? line.value() : method;
                case "SUMMARY" -> summary = !within.isEmpty() && summary.isEmpty() ? words(line.value()) : summary;
                // A time zone has a DTSTART of its own: only what stands inside an event counts.
                case "DTSTART" -> start = !within.isEmpty() && start.isEmpty() ? when(line) : start;
                case "ORGANIZER" -> organizer = organizer.isEmpty() ? who(line) : organizer;
                default -> {}
            }
        }
        return new Contents.Event(Words.line(method, 20).toUpperCase(Locale.ROOT), summary, start, organizer);
    }

    static Contents contacts(String text) {
        var names = new ArrayList<String>();
        String full = null;
        String parts = null;
        for (var line : lines(text)) {
            switch (line.name()) {
                case "FN" -> full = words(line.value());
                case "N" -> parts = named(line.value());
                case "ORG" ->
                    parts = parts == null || parts.isEmpty()
                            ? words(line.value().replace(';', ' '))
                            : parts;
                case "END" -> {
                    var name = full != null && !full.isEmpty() ? full : parts;
                    if (name != null && !name.isEmpty() && names.size() < MOST_NAMES) {
                        names.add(name);
                    }
                    full = null;
                    parts = null;
                }
                default -> {}
            }
        }
        return new Contents.Contacts(List.copyOf(names));
    }

    private record Line(String name, Map<String, String> parameters, String value) {}

    private static Iterable<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        for (var line : text.replaceAll("\\r?\\n[ \\t]", "").split("\\R")) {
            var found = line(line);
            if (found != null) {
                lines.add(found);
            }
        }
        return lines;
    }

    private static @Nullable Line line(String line) {
        int colon = -1;
        boolean quoted = false;
        for (int i = 0; i < line.length() && colon < 0; i++) {
            quoted ^= line.charAt(i) == '"';
            colon = line.charAt(i) == ':' && !quoted ? i : -1;
        }
        if (colon < 1) {
            return null;
        }
        var declared = Parameters.of(line.substring(0, colon));
        var name = declared.value().toUpperCase(Locale.ROOT);
        var value = line.substring(colon + 1);
        if (declared.get("encoding").equalsIgnoreCase("quoted-printable")) {
            value = EncodedWords.decode("=?utf-8?Q?" + value.replace("_", "=5F").replace("?", "=3F") + "?=");
        }
        return new Line(name.substring(name.indexOf('.') + 1), declared.named(), value);
    }

    private static String words(String value) {
        return Words.line(value.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1"), LONGEST);
    }

    private static String named(String value) {
        var parts = value.split("(?<!\\\\);", -1);
        return words((parts.length > 1 ? parts[1] + " " : "") + parts[0]);
    }

    private static String who(Line line) {
        var name = words(line.parameters().getOrDefault("cn", ""));
        return name.isEmpty() ? words(line.value().replaceFirst("(?i)^mailto:", "")) : name;
    }

    private static String when(Line line) {
        var value = Words.line(line.value(), 40)
                .replaceFirst("^(\\d{4})(\\d{2})(\\d{2})", "$1-$2-$3")
                .replaceFirst("T(\\d{2})(\\d{2})(\\d{2})", "T$1:$2:$3");
        var zone = Words.line(line.parameters().getOrDefault("tzid", ""), 60);
        return zone.isEmpty() ? value : value + " " + zone;
    }
}
