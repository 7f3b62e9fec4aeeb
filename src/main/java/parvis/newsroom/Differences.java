package parvis.newsroom;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import parvis.newsroom.page.DraftPage.Difference;

/** What changed from one text to another, word by word: the longest common subsequence between a common beginning and end. */
final class Differences {
    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");
    /** Two texts that have nothing to do with each other are not taken apart. */
    private static final long MOST_CELLS = 4_000_000;

    private Differences() {}

    static List<Difference> between(String earlier, String later) {
        var a = words(earlier);
        var b = words(later);
        int begin = 0;
        while (begin < Math.min(a.size(), b.size()) && a.get(begin).equals(b.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < Math.min(a.size(), b.size()) - begin
                && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
            end++;
        }
        var found = new ArrayList<Difference>();
        add(found, "same", a.subList(0, begin));
        middle(found, a.subList(begin, a.size() - end), b.subList(begin, b.size() - end));
        add(found, "same", a.subList(a.size() - end, a.size()));
        return found;
    }

    private static void middle(List<Difference> found, List<String> a, List<String> b) {
        if ((long) a.size() * b.size() > MOST_CELLS) {
            add(found, "gone", a);
            add(found, "added", b);
            return;
        }
        var longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = a.get(i).equals(b.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                add(found, "same", List.of(a.get(i)));
                i++;
                j++;
            } else if (j >= b.size() || (i < a.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                add(found, "gone", List.of(a.get(i++)));
            } else {
                add(found, "added", List.of(b.get(j++)));
            }
        }
    }

    private static void add(List<Difference> found, String kind, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        var text = String.join("", words);
        if (!found.isEmpty() && found.getLast().kind().equals(kind)) {
            text = found.removeLast().text() + text;
        }
        found.add(new Difference(kind, text));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }
}
