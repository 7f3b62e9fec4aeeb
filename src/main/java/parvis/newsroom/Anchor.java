package parvis.newsroom;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * By which a finding is found again after the text around it changed: what it is, its passage, and some words around.
 *
 * @param start where the passage began in the whole text, which only decides between equals
 */
record Anchor(String check, String kind, int start, String passage, String before, String after) {
    private static final int AROUND = 24;
    private static final JsonMapper JSON = new JsonMapper();

    static Anchor of(Told told, String text) {
        var finding = told.finding();
        var from = Math.min(finding.start(), text.length());
        var to = Math.min(finding.end(), text.length());
        return new Anchor(
                finding.check().word(),
                finding.kind(),
                from,
                told.passage(),
                text.substring(Math.max(0, from - AROUND), from),
                text.substring(to, Math.min(text.length(), to + AROUND)));
    }

    String written() {
        return JSON.writeValueAsString(this);
    }

    static Optional<Anchor> read(String written) {
        try {
            return Optional.ofNullable(JSON.readValue(written, Anchor.class))
                    .filter(anchor -> anchor.check != null
                            && anchor.kind != null
                            && anchor.passage != null
                            && anchor.before != null
                            && anchor.after != null);
        } catch (JacksonException noAnchor) {
            return Optional.empty();
        }
    }

    /** The same finding among those of a later reading; of several, the one with the same words around it, else the nearest. */
    Optional<Told> in(List<Told> findings, String text) {
        return findings.stream()
                .filter(told -> told.finding().check().word().equals(check)
                        && told.finding().kind().equals(kind)
                        && told.passage().equals(passage))
                .min(Comparator.comparingInt((Told told) -> -common(Anchor.of(told, text)))
                        .thenComparingInt(told -> Math.abs(told.finding().start() - start)));
    }

    /** How many characters on both sides are the same. */
    private int common(Anchor other) {
        int same = 0;
        while (same < Math.min(before.length(), other.before.length())
                && before.charAt(before.length() - 1 - same) == other.before.charAt(other.before.length() - 1 - same)) {
            same++;
        }
        int next = 0;
        while (next < Math.min(after.length(), other.after.length())
                && after.charAt(next) == other.after.charAt(next)) {
            next++;
        }
        return same + next;
    }
}
