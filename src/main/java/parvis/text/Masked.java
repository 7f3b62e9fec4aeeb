package parvis.text;

/** Words by which somebody knows again what they wrote, and from which nobody else learns it. */
public final class Masked {
    private static final char DOT = '•';
    /** Shorter ones would be told by their ends. */
    private static final int WITH_BOTH_ENDS = 8;

    private Masked() {}

    /** "06 12 34 56 78" becomes "06 •• •• •• 78": letters and digits but the first and the last two. */
    public static String of(String words) {
        var counted = words.codePoints().filter(Character::isLetterOrDigit).count();
        var open = counted >= WITH_BOTH_ENDS ? 2 : counted > 2 ? 1 : 0;
        var masked = new StringBuilder();
        var at = 0;
        for (var point : words.codePoints().toArray()) {
            var counts = Character.isLetterOrDigit(point);
            var shown = !counts || at < open || (open == 2 && at >= counted - open);
            at += counts ? 1 : 0;
            masked.appendCodePoint(shown ? point : DOT);
        }
        return masked.toString();
    }
}
