package parvis.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Sets text as a printer would. The scripts are typed with plain spaces and apostrophes and broken at the width of the
 * page, so that nobody edits characters that cannot be seen; code spans and addresses are left as they are.
 */
final class Typography {
    private static final char NBSP = '\u00a0';
    private static final Pattern UNTOUCHABLE = Pattern.compile("`[^`]*`|https?://\\S+|\\]\\([^)]*\\)");
    private static final Pattern OWN_LINE = Pattern.compile("(?:\\d{1,2}\\.|[-*>]|\\|) .*");
    private static final Pattern UNIT =
            Pattern.compile("(\\d) (?=(?:h|min|s|g|kg|mm|cm|m|ml|cl|L|W|V|A|°C|dB|t/min)(?!\\p{L}))");

    private Typography() {}

    static String of(String language, String text) {
        return language.equals("fr") ? french(text) : english(text);
    }

    static String french(String text) {
        return outsideCode(
                unwrapped(text),
                words -> common(words)
                        .replaceAll("[ \u00a0]+(?=[;:?!%€»])", "\u00a0")
                        .replaceAll("« ?", "«\u00a0")
                        .replaceAll("(?<=\\d\u00a0h) (?=\\d{2})", "\u00a0"));
    }

    static String english(String text) {
        return outsideCode(
                unwrapped(text),
                words -> common(words)
                        .replaceAll("(?<![\\p{L}\\p{N}.,;:?!)’])\"", "“")
                        .replace('"', '”'));
    }

    private static String common(String words) {
        var set = words.replace('\'', '’').replace("...", "…").replaceAll("(?<=\\d) (?=\\d{3}(?!\\d))", "\u00a0");
        return UNIT.matcher(set).replaceAll("$1" + NBSP);
    }

    /** Lines that were broken for the reader of the source become the one line that a person types. */
    private static String unwrapped(String text) {
        List<StringBuilder> lines = new ArrayList<>();
        var startsAnew = true;
        for (var line : text.strip().lines().map(String::strip).toList()) {
            if (startsAnew || line.isEmpty() || OWN_LINE.matcher(line).matches()) {
                lines.add(new StringBuilder(line));
            } else {
                lines.getLast().append(' ').append(line);
            }
            startsAnew = line.isEmpty();
        }
        return String.join("\n", lines);
    }

    private static String outsideCode(String text, UnaryOperator<String> set) {
        var result = new StringBuilder();
        var from = 0;
        for (var kept : UNTOUCHABLE.matcher(text).results().toList()) {
            result.append(set.apply(text.substring(from, kept.start()))).append(kept.group());
            from = kept.end();
        }
        return result.append(set.apply(text.substring(from))).toString();
    }
}
