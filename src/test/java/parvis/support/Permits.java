package parvis.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code who-may-what.txt}: what every route answers to whom. */
public final class Permits {
    /** In the order of the columns. */
    public enum Who {
        NOBODY,
        ASKER,
        MEMBER,
        EXPERT,
        MANAGER,
        OWNER,
        AGENCY,
        STRANGER,
        /** From here on as an expert, but for the lines that begin with {@code but}. */
        EXECUTIVE,
        SECRETARY,
        TRAINEE;

        static final List<Who> COLUMNS = List.of(values()).subList(0, EXECUTIVE.ordinal());
        static final List<Who> LIKE_AN_EXPERT = List.of(values()).subList(EXECUTIVE.ordinal(), values().length);
    }

    /**
     * @param path with its variables, as the controller has it
     * @param on what the address names
     */
    public record Line(String verb, String path, String on, Map<Who, String> outcomes, Map<String, String> form) {
        public String route() {
            return verb + " " + path;
        }
    }

    private static final String BUT = "but ";

    private Permits() {}

    public static List<Line> read() {
        try (var file = Permits.class.getResourceAsStream("/who-may-what.txt")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            var known = lines.stream()
                    .filter(line -> !line.startsWith(BUT))
                    .map(Permits::line)
                    .toList();
            lines.stream().filter(line -> line.startsWith(BUT)).forEach(line -> but(line, known));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** "but trainee,secretary 403 POST /desk/x question": of all lines with this verb and path, about this; or about anything. */
    private static void but(String text, List<Line> known) {
        var columns = text.strip().split("\\s+");
        var about = known.stream()
                .filter(line -> line.verb().equals(columns[3]) && line.path().equals(columns[4]))
                .filter(line -> columns[5].equals("*") || columns[5].equals(line.on()))
                .filter(line -> columns.length < 7
                        || line.form().entrySet().stream()
                                .anyMatch(field -> columns[6].equals(field.getKey() + "=" + field.getValue())))
                .toList();
        if (about.isEmpty()) {
            throw new IllegalArgumentException("No such line: " + text);
        }
        for (var who : columns[1].split(",")) {
            about.forEach(line -> line.outcomes().put(Who.valueOf(who.toUpperCase(Locale.ROOT)), columns[2]));
        }
    }

    private static Line line(String text) {
        var halves = text.split("\\|", 2);
        var columns = halves[0].strip().split("\\s+");
        if (columns.length != 3 + Who.COLUMNS.size()) {
            throw new IllegalArgumentException("Not as wide as the others: " + text);
        }
        var outcomes = new LinkedHashMap<Who, String>();
        for (var who : Who.COLUMNS) {
            outcomes.put(who, columns[3 + who.ordinal()]);
        }
        for (var who : Who.LIKE_AN_EXPERT) {
            outcomes.put(who, outcomes.get(Who.EXPERT));
        }
        var form = new LinkedHashMap<String, String>();
        for (var field : halves.length < 2 ? new String[0] : halves[1].strip().split(";\\s*")) {
            var sides = field.split("=", 2);
            form.put(sides[0], sides[1]);
        }
        return new Line(columns[0], columns[1], columns[2], outcomes, form);
    }
}
