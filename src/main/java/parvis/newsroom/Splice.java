package parvis.newsroom;

/** Puts words in the place of others. */
final class Splice {
    private Splice() {}

    /** What is taken out leaves no doubled space, none before the end of a line, and no empty line too many. */
    static String of(String text, int start, int end, String instead) {
        var before = text.substring(0, start);
        var after = text.substring(end);
        if (!instead.isEmpty()) {
            return before + instead + after;
        }
        if (before.isEmpty() || before.endsWith(" ") || before.endsWith("\n")) {
            after = after.replaceFirst("^[ \\u00a0]+", "");
        }
        if (after.isEmpty() || after.startsWith("\n")) {
            before = before.replaceFirst("[ \\u00a0]+$", "");
        }
        return (before + after).replaceAll("\n{3,}", "\n\n");
    }
}
