package parvis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the numbers of a house look: letters that are always the same, runs of digits or letters, and what stands between them.
 * It is found by {@link NumberExamples}, written down as {@link #notation}, and looks a text through in linear time.
 */
public final class NumberShape {
    /** As many characters as an example may have. */
    public static final int LONGEST = 36;

    private static final Pattern TOKEN =
            Pattern.compile("=\\p{L}{1,36}|([9ax])\\{(\\d{1,2}),(\\d{1,2})}|[-./_s]|[#°*]");
    private static final String GAPS = "-./_s";
    private static final String DIGITS = "1234567890";
    private static final String LETTERS = "ABCDEFGHJK";

    /** What a run is made of. */
    public enum Of {
        DIGITS('9'),
        LETTERS('a'),
        EITHER('x');

        final char sign;

        Of(char sign) {
            this.sign = sign;
        }
    }

    public sealed interface Part {
        /** The same in every number, in whichever case. */
        record Letters(String letters) implements Part {}

        record Run(Of of, int least, int most) implements Part {}

        /** A space, a dash or the like; another one will do. */
        record Gap(char shown) implements Part {}

        record Sign(char sign) implements Part {}
    }

    /** @param name what the house calls such numbers */
    public record Named(String name, NumberShape shape) {}

    /** Where one stands in a text, in UTF-16 code units; the end is exclusive. */
    public record Place(int start, int end) {}

    private final List<Part> parts;
    private final NumberSteps steps;

    NumberShape(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.steps = new NumberSteps(this.parts);
    }

    /** Empty for what {@link #notation} never writes. */
    public static Optional<NumberShape> of(String notation) {
        var parts = new ArrayList<Part>();
        for (var token : notation.split(" ", -1)) {
            var read = TOKEN.matcher(token);
            if (!read.matches()) {
                return Optional.empty();
            }
            if (read.group(1) != null) {
                var of = read.group(1).equals("9") ? Of.DIGITS : read.group(1).equals("a") ? Of.LETTERS : Of.EITHER;
                parts.add(new Part.Run(of, Integer.parseInt(read.group(2)), Integer.parseInt(read.group(3))));
            } else if (token.length() > 1) {
                parts.add(new Part.Letters(token.substring(1).toUpperCase(Locale.ROOT)));
            } else if (GAPS.contains(token)) {
                parts.add(new Part.Gap(token.equals("s") ? ' ' : token.charAt(0)));
            } else {
                parts.add(new Part.Sign(token.charAt(0)));
            }
        }
        return NumberExamples.isFit(parts) ? Optional.of(new NumberShape(parts)) : Optional.empty();
    }

    public List<Part> parts() {
        return parts;
    }

    /** The shape in a line of its own, such as {@code =TLL - 9{4,4} - 9{6,6}}. */
    public String notation() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Letters(var letters) -> "=" + letters;
                    case Part.Run(var of, var least, var most) -> of.sign + "{" + least + "," + most + "}";
                    case Part.Gap(var shown) -> shown == ' ' ? "s" : String.valueOf(shown);
                    case Part.Sign(var sign) -> String.valueOf(sign);
                })
                .collect(Collectors.joining(" "));
    }

    /** One that looks like it, and is nobody's. */
    public String specimen() {
        var specimen = new StringBuilder();
        var digits = 0;
        for (var part : parts) {
            switch (part) {
                case Part.Letters(var letters) -> specimen.append(letters);
                case Part.Run(var of, var least, var most) -> {
                    for (int i = 0; i < least; i++, digits++) {
                        var from = of == Of.DIGITS || of == Of.EITHER && i % 2 == 1 ? DIGITS : LETTERS;
                        specimen.append(from.charAt(digits % from.length()));
                    }
                }
                case Part.Gap(var shown) -> specimen.append(shown);
                case Part.Sign(var sign) -> specimen.append(sign);
            }
        }
        return specimen.toString();
    }

    /** Whether what stands between its parts may be left out: without letters of its own, any long number would be one. */
    public boolean isLoose() {
        return steps.loose;
    }

    /** Where such numbers stand, from the left, none inside another. */
    public List<Place> in(String text) {
        var found = new ArrayList<Place>();
        for (int at = 0; at < text.length(); ) {
            var end = NumberSteps.isInside(text, at) ? -1 : steps.longest(text, at);
            if (end > at) {
                found.add(new Place(at, end));
            }
            at = Math.max(end, at + 1);
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberShape shape && shape.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return notation();
    }
}
