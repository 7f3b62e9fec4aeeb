package parvis.text;

import java.util.ArrayList;
import java.util.List;
import parvis.text.NumberShape.Of;
import parvis.text.NumberShape.Part;

/**
 * A shape as steps of one character each, of which at most 62 are walked at once, as the bits of one number: whatever a text holds,
 * each of its characters is looked at a bounded number of times.
 */
final class NumberSteps {
    static final int MOST = 62;
    /** "TLL - 2026": as many characters stand between two parts. */
    static final int WIDEST_GAP = 3;

    private static final String GAP = " -./_\u00a0\u202f\u2009\u2010\u2011\u2012\u2013\u2014";

    private record Step(char kind, char sign, boolean optional) {
        boolean takes(char c) {
            return switch (kind) {
                case '9' -> isDigit(c);
                case 'a' -> Character.isLetter(c);
                case 'x' -> isDigit(c) || Character.isLetter(c);
                case '-' -> GAP.indexOf(c) >= 0;
                default -> Character.toUpperCase(c) == sign;
            };
        }
    }

    final boolean loose;
    private final List<Step> steps = new ArrayList<>();
    /** Where letters and digits are mixed, one of each run is a digit at least: else it would be any word. */
    private final int leastDigits;

    NumberSteps(List<Part> parts) {
        loose = parts.stream().anyMatch(part -> part instanceof Part.Letters(var letters) && letters.length() > 1);
        leastDigits = parts.stream().mapToInt(NumberSteps::digits).sum();
        for (var part : parts) {
            switch (part) {
                case Part.Letters(var letters) -> letters.chars().forEach(c -> add('=', (char) c, 1, 1));
                case Part.Run(var of, var least, var most) -> add(of.sign, ' ', least, most);
                case Part.Gap ignored -> add('-', ' ', loose ? 0 : 1, WIDEST_GAP);
                case Part.Sign(var sign) -> add('=', sign, 1, 1);
            }
        }
    }

    private static int digits(Part part) {
        return part instanceof Part.Run(var of, var least, var most)
                ? of == Of.DIGITS ? least : of == Of.EITHER ? 1 : 0
                : 0;
    }

    int count() {
        return steps.size();
    }

    private void add(char kind, char sign, int least, int most) {
        for (int i = 0; i < most; i++) {
            steps.add(new Step(kind, sign, i >= least));
        }
    }

    /** Whether a word or a number has begun before. */
    static boolean isInside(String text, int at) {
        return at > 0 && at < text.length() && isPart(text.charAt(at - 1)) && isPart(text.charAt(at));
    }

    /** Where the longest number that begins there ends; -1 for none. */
    int longest(String text, int start) {
        var end = -1;
        var digits = 0;
        var here = reached(0);
        for (int at = start; at < text.length() && here != 0; at++) {
            var c = text.charAt(at);
            var next = 0L;
            for (var left = here; left != 0; left &= left - 1) {
                var step = Long.numberOfTrailingZeros(left);
                if (step < steps.size() && steps.get(step).takes(c)) {
                    next |= reached(step + 1);
                }
            }
            here = next;
            digits += isDigit(c) ? 1 : 0;
            if ((here >> steps.size() & 1) == 1 && !isInside(text, at + 1) && digits >= leastDigits) {
                end = at + 1;
            }
        }
        return end;
    }

    /** That step, and those after it while none of them is asked for. */
    private long reached(int step) {
        var reached = 1L << step;
        while (step < steps.size() && steps.get(step).optional()) {
            reached |= 1L << ++step;
        }
        return reached;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
