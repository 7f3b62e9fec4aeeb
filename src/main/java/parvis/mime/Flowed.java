package parvis.mime;

/** RFC 3676: lines that end in a space go on in the next. */
final class Flowed {

    private Flowed() {}

    static String unfolded(String text, boolean deleteSpace) {
        var out = new StringBuilder(text.length());
        int flowing = -1; // the depth of quotation of an open paragraph
        boolean first = true;
        for (var line : text.split("\\R", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            boolean stuffed = depth < line.length() && line.charAt(depth) == ' ';
            var words = line.substring(depth + (stuffed ? 1 : 0));
            boolean signature = words.equals("-- ");
            if (flowing != depth || signature) {
                out.append(first ? "" : "\n")
                        .append(">".repeat(depth))
                        .append(depth > 0 && !words.isEmpty() ? " " : "");
            }
            first = false;
            boolean flows = words.endsWith(" ") && !signature;
            out.append(words, 0, words.length() - (flows && deleteSpace ? 1 : 0));
            flowing = flows ? depth : -1;
        }
        return out.toString();
    }
}
