package parvis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import parvis.text.NumberShape.Of;
import parvis.text.NumberShape.Part;

/** Finds the shape that numbers have from some of them. What they share is the shape, and where they differ it is open. */
public final class NumberExamples {
    public static final int MOST = 8;

    /** Fewer characters, or fewer digits among them, stand in any text. */
    private static final int LEAST = 6;

    private static final int LEAST_DIGITS = 3;

    public enum Fault {
        /** There is no example, */
        NONE,
        /** or more than are read, */
        MANY,
        /** or one holds something else than letters, digits, what stands between them, and signs, */
        UNREADABLE,
        /** or one is longer than numbers are, */
        LONG,
        /** or they have nothing in common but that they are numbers, */
        DIFFERENT,
        /** or what they share stands in any text. */
        COMMON
    }

    public sealed interface Found {
        record Shape(NumberShape shape) implements Found {}

        /** @param example the one that was not taken, or empty */
        record Refused(Fault fault, String example) implements Found {}
    }

    private static final String GAP = "[ ./_\\u00a0\\u202f\\u2009\\u2010-\\u2014-]";
    private static final Pattern NUMBER =
            Pattern.compile("(?:[\\p{L}0-9#°*&&[\\x00-\\uffff]]|" + GAP + "(?!" + GAP + "{3}))+");
    private static final Pattern RUN = Pattern.compile("\\p{L}+|[0-9]+|[#°*]");
    private static final Pattern BETWEEN = Pattern.compile(GAP + "+");

    private NumberExamples() {}

    /** @param examples one number each */
    public static Found shape(List<String> examples) {
        var read = examples.stream()
                .map(example -> example.strip().replaceAll("^" + GAP + "+|" + GAP + "+$", ""))
                .filter(example -> !example.isEmpty())
                .distinct()
                .toList();
        if (read.isEmpty()) {
            return new Found.Refused(Fault.NONE, "");
        }
        if (read.size() > MOST) {
            return new Found.Refused(Fault.MANY, "");
        }
        for (var example : read) {
            if (example.length() > NumberShape.LONGEST) {
                return new Found.Refused(Fault.LONG, example);
            }
            if (!NUMBER.matcher(example).matches()) {
                return new Found.Refused(Fault.UNREADABLE, example);
            }
        }
        return shared(read);
    }

    private static Found shared(List<String> examples) {
        var words = examples.stream()
                .map(example -> List.of(BETWEEN.split(example)))
                .toList();
        var first = words.getFirst();
        var gaps = BETWEEN.matcher(examples.getFirst())
                .results()
                .map(MatchResult::group)
                .toList();
        var parts = new ArrayList<Part>();
        for (int at = 0; at < first.size(); at++) {
            var column = new ArrayList<String>();
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).size() != first.size()) {
                    return new Found.Refused(Fault.DIFFERENT, examples.get(i));
                }
                column.add(words.get(i).get(at));
            }
            if (at > 0) {
                parts.add(new Part.Gap(shown(gaps.get(at - 1))));
            }
            var shared = alike(column);
            if (shared.isEmpty()) {
                return new Found.Refused(Fault.DIFFERENT, "");
            }
            parts.addAll(shared);
        }
        if (steps(parts) > NumberSteps.MOST) {
            return new Found.Refused(Fault.LONG, examples.getFirst());
        }
        return isFit(parts) ? new Found.Shape(new NumberShape(parts)) : new Found.Refused(Fault.COMMON, "");
    }

    /** What these words share, run by run; where their runs are not the same, letters or digits; empty where signs differ. */
    private static List<Part> alike(List<String> column) {
        var runs = column.stream()
                .map(word -> RUN.matcher(word).results().map(MatchResult::group).toList())
                .toList();
        var kinds = runs.stream()
                .map(each -> each.stream().map(run -> kind(run.charAt(0))).toList())
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            var plain = column.stream().allMatch(word -> word.chars().allMatch(Character::isLetterOrDigit));
            return plain ? List.of(run(Of.EITHER, column)) : List.of();
        }
        var parts = new ArrayList<Part>();
        for (int at = 0; at < runs.getFirst().size(); at++) {
            var place = at;
            var each = runs.stream()
                    .map(all -> all.get(place).toUpperCase(Locale.ROOT))
                    .distinct()
                    .toList();
            var sign = each.getFirst().charAt(0);
            if (Character.isLetter(sign)) {
                parts.add(each.size() == 1 ? new Part.Letters(each.getFirst()) : run(Of.LETTERS, each));
            } else {
                parts.add(kind(sign) == '9' ? run(Of.DIGITS, each) : new Part.Sign(sign));
            }
        }
        return parts;
    }

    private static Part run(Of of, List<String> words) {
        var lengths = words.stream().mapToInt(String::length).summaryStatistics();
        return new Part.Run(of, lengths.getMin(), lengths.getMax());
    }

    private static char kind(char c) {
        return Character.isLetter(c) ? 'a' : c >= '0' && c <= '9' ? '9' : c;
    }

    private static char shown(String gap) {
        var bare = gap.strip();
        var sign = bare.isEmpty() ? ' ' : bare.charAt(0);
        return "./_".indexOf(sign) >= 0 ? sign : Character.isSpaceChar(sign) ? ' ' : '-';
    }

    private static int steps(List<Part> parts) {
        return new NumberSteps(parts).count();
    }

    /** Whether it is long enough to be told from other words, and short enough to be walked. */
    static boolean isFit(List<Part> parts) {
        var characters = 0;
        var digits = 0;
        for (var part : parts) {
            switch (part) {
                case Part.Letters(var letters) -> characters += letters.length();
                case Part.Run(var of, var least, var most) -> {
                    if (least < 1 || most < least || most > NumberShape.LONGEST) {
                        return false;
                    }
                    characters += least;
                    digits += of == Of.LETTERS ? 0 : least;
                }
                case Part.Sign ignored -> characters++;
                case Part.Gap ignored -> {}
            }
        }
        return characters >= LEAST && digits >= LEAST_DIGITS && steps(parts) <= NumberSteps.MOST;
    }
}
