package parvis.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Writes the lines of a sanitized document as it is walked. */
final class Lines implements NodeFilter {

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "table", "hr");

    private static final int DEEPEST = 8;

    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> lists = new ArrayDeque<>(); // the next number of each open list, or 0 for bullets
    private int quotations;
    private int preformatted;
    private int breaks; // owed before the next word: 1 for a line, 2 for a paragraph
    private boolean space; // owed too
    private String mark = "";

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            write(words.getWholeText());
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        var name = element.normalName();
        around(element);
        switch (name) {
            case "br" -> breaks = Math.min(breaks + 1, 2);
            case "hr" -> word("---");
            case "ul" -> lists.push(0);
            case "ol" -> lists.push(firstNumber(element));
            case "li" -> item();
            case "blockquote" -> quotations++;
            case "pre" -> preformatted++;
            case "td", "th" -> cell(element);
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            switch (element.normalName()) {
                case "ul", "ol" -> lists.pop();
                case "blockquote" -> quotations--;
                case "pre" -> preformatted--;
                case "a" -> address(element);
                default -> {}
            }
            around(element);
        }
        return FilterResult.CONTINUE;
    }

    String text() {
        return text.toString();
    }

    private void around(Element element) {
        var name = element.normalName();
        if (PARAGRAPHS.contains(name)) {
            boolean inItem = !lists.isEmpty() && (name.equals("p") || name.equals("ul") || name.equals("ol"));
            breaks = Math.max(breaks, inItem ? 1 : 2);
        } else if (element.isBlock() && !name.equals("td") && !name.equals("th")) {
            breaks = Math.max(breaks, 1);
        }
    }

    private void item() {
        int number = lists.isEmpty() ? 0 : lists.pop();
        lists.push(number == 0 ? 0 : number + 1);
        mark = "  ".repeat(Math.min(lists.size() - 1, DEEPEST)) + (number == 0 ? "- " : number + ". ");
    }

    private void cell(Element cell) {
        if (cell.previousElementSibling() != null && breaks == 0) {
            text.append(" |");
            space = true;
        }
    }

    private void write(String words) {
        if (preformatted > 0) {
            var lines = words.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                breaks += i == 0 ? 0 : 1;
                word(lines[i]);
            }
            return;
        }
        int from = 0;
        for (int i = 0; i <= words.length(); i++) {
            if (i == words.length() || isSpace(words.charAt(i))) {
                word(words.substring(from, i));
                space |= i < words.length();
                from = i + 1;
            }
        }
    }

    private void word(String word) {
        if (word.isEmpty()) {
            return;
        }
        if (text.isEmpty() || breaks > 0) {
            text.append("\n".repeat(text.isEmpty() ? 0 : breaks));
            text.append("> ".repeat(Math.min(quotations, DEEPEST))).append(mark);
            mark = "";
        } else if (space) {
            text.append(' ');
        }
        text.append(word);
        breaks = 0;
        space = false;
    }

    private void address(Element link) {
        var address = link.attr("href").strip();
        var shown = link.text().strip();
        var bare = address.replaceFirst("(?i)^(https?://|mailto:)", "").replaceFirst("/$", "");
        if (Links.allowed(address, null) != null
                && !shown.equals(address)
                && !shown.replaceFirst("(?i)^https?://", "")
                        .replaceFirst("/$", "")
                        .equals(bare)) {
            space = true;
            word("(" + address + ")");
        }
    }

    private static int firstNumber(Element list) {
        var start = list.attr("start");
        return start.matches("[1-9]\\d{0,5}") ? Integer.parseInt(start) : 1;
    }

    /** Not the no-break space, which a writer put there on purpose. */
    private static boolean isSpace(char character) {
        return character == ' ' || character == '\n' || character == '\t' || character == '\r' || character == '\f';
    }
}
