package parvis.guard;

import java.util.ArrayList;
import java.util.List;

/** Where the sentences of a folded text begin and end: at . ! ? and the ends of lines, with the emoji that follow. */
final class Sentences {
    record Span(int start, int end) {
        boolean holds(int at) {
            return at >= start && at < end;
        }
    }

    private final List<Span> spans = new ArrayList<>();

    Sentences(String text) {
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            var ends = c == '\n'
                    || ((c == '.' || c == '!' || c == '?')
                            && (at + 1 == text.length()
                                    || " \n\"')".indexOf(text.charAt(at + 1)) >= 0
                                    || Emoji.isMark(text.charAt(at + 1))));
            if (ends) {
                var end = at + 1;
                while (end < text.length()
                        && (Emoji.isMark(text.charAt(end)) || " ?!.\"')".indexOf(text.charAt(end)) >= 0)) {
                    end++;
                }
                add(text, start, end);
                start = end;
                at = end - 1;
            }
        }
        add(text, start, text.length());
    }

    private void add(String text, int start, int end) {
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            spans.add(new Span(start, end));
        }
    }

    List<Span> all() {
        return spans;
    }

    /** Which one holds this place; the last when none does. */
    int at(int place) {
        for (int i = 0; i < spans.size(); i++) {
            if (place < spans.get(i).end()) {
                return i;
            }
        }
        return spans.size() - 1;
    }

    Span get(int index) {
        return spans.get(index);
    }
}
