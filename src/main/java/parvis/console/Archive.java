package parvis.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.guard.Finding;
import parvis.guard.Originality.Judged;
import parvis.guard.Originality.Trait;

/** What was published over a year or so, each piece judged, to be counted and told. */
final class Archive {
    private static final int SHOWN = 10;
    private static final int ALIKE = 40;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** @param kinds of all findings, such as {@code bait:tag} */
    record Piece(
            String id,
            @Nullable Instant at,
            String text,
            @Nullable String need,
            Judged judged,
            List<String> kinds) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final ZoneId zone;

    Archive(ZoneId zone) {
        this.zone = zone;
    }

    void add(
            String id,
            @Nullable Instant at,
            String text,
            @Nullable String need,
            Judged judged,
            List<Finding> findings) {
        var kinds = findings.stream()
                .map(finding -> finding.check().word() + ":" + finding.kind())
                .distinct()
                .toList();
        pieces.add(new Piece(id, at, text, need, judged, kinds));
    }

    int size() {
        return pieces.size();
    }

    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    long count(Trait trait) {
        return pieces.stream().filter(piece -> piece.judged().is(trait)).count();
    }

    /** Those without a date are in none. */
    SortedMap<YearMonth, List<Piece>> months() {
        return pieces.stream()
                .filter(piece -> piece.at() != null)
                .collect(Collectors.groupingBy(
                        piece -> YearMonth.from(
                                java.util.Objects.requireNonNull(piece.at()).atZone(zone)),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** Those with most against them, each way of beginning once. */
    List<Piece> worst() {
        return distinct(Comparator.comparingInt((Piece piece) -> -piece.judged().against()), 1);
    }

    List<Piece> best() {
        return distinct(
                Comparator.comparingInt((Piece piece) -> piece.judged().against())
                        .thenComparing(piece -> -piece.text().length()),
                -1);
    }

    /** @param sign of what must be said against them */
    private List<Piece> distinct(Comparator<Piece> order, int sign) {
        var begun = new HashSet<String>();
        return pieces.stream()
                .sorted(order)
                .filter(piece -> sign * piece.judged().against() > 0)
                .filter(piece -> begun.add(
                        piece.text().substring(0, Math.min(ALIKE, piece.text().length()))))
                .limit(SHOWN)
                .toList();
    }

    /** Comma-separated, with a line of names (RFC 4180), and a mark by which spreadsheets know UTF-8. */
    void csv(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write('\uFEFF');
            line(
                    out,
                    List.of(
                            "id",
                            "published",
                            "need",
                            "serves",
                            "anybody",
                            "calendar",
                            "bait",
                            "copy",
                            "same as before %",
                            "specifics",
                            "findings",
                            "text"));
            for (var piece : pieces) {
                var judged = piece.judged();
                line(
                        out,
                        List.of(
                                piece.id(),
                                when(piece),
                                piece.need() == null ? "" : piece.need(),
                                mark(judged, Trait.NEED),
                                mark(judged, Trait.ANYBODY),
                                mark(judged, Trait.CALENDAR),
                                mark(judged, Trait.BAIT),
                                mark(judged, Trait.COPY),
                                Integer.toString(judged.sameAs()),
                                Integer.toString(judged.specifics()),
                                String.join(" ", piece.kinds()),
                                piece.text()));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    String when(Piece piece) {
        return piece.at() == null ? "" : DAY.format(piece.at().atZone(zone));
    }

    private static String mark(Judged judged, Trait trait) {
        return judged.is(trait) ? "1" : "0";
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        out.write(cells.stream().map(Archive::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    /** A spreadsheet would run what begins like a formula, also behind blanks: an apostrophe makes it a text (OWASP, CSV injection). */
    static String cell(String text) {
        var first = text.stripLeading();
        var runs = !first.isEmpty() && "=+-@＝＋－＠|%".indexOf(first.charAt(0)) >= 0
                || !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0;
        return '"' + (runs ? "'" : "") + text.replace("\"", "\"\"").replace("\u0000", "") + '"';
    }
}
