package parvis.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
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
        STRANGER
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

    private Permits() {}

    public static List<Line> read() {
        try (var file = Permits.class.getResourceAsStream("/who-may-what.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Permits::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        var halves = text.split("\\|", 2);
        var columns = halves[0].strip().split("\\s+");
        if (columns.length != 3 + Who.values().length) {
            throw new IllegalArgumentException("Not as wide as the others: " + text);
        }
        var outcomes = new LinkedHashMap<Who, String>();
        for (var who : Who.values()) {
            outcomes.put(who, columns[3 + who.ordinal()]);
        }
        var form = new LinkedHashMap<String, String>();
        for (var field : halves.length < 2 ? new String[0] : halves[1].strip().split(";\\s*")) {
            var sides = field.split("=", 2);
            form.put(sides[0], sides[1]);
        }
        return new Line(columns[0], columns[1], columns[2], outcomes, form);
    }
}
