package parvis.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells the person's own words from what their program added: quotations, headers repeated, signatures. When in doubt, words are
 * the person's own. Answers written between pieces of a quotation keep the pieces, because without them they mean nothing.
 */
final class Folding {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2007\\u202F\\u3000]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u2060-\\u2064\\uFEFF\\u00AD]");
    private static final int DEEPEST = 3;

    private enum What {
        OWN,
        BLANK,
        QUOTED,
        INTRODUCTION
    }

    record Folded(String own, String quoted) {}

    private final List<String> lines;
    private final List<String> bare;
    private final What[] what;
    private final int depth;

    private Folding(List<String> lines, int depth) {
        this.lines = lines;
        this.bare = lines.stream().map(Folding::bare).toList();
        this.what = new What[lines.size()];
        this.depth = depth;
    }

    static Folded of(String text) {
        return new Folding(Arrays.asList(text.split("\\R", -1)), 0).folded();
    }

    private static String bare(String line) {
        return SPACES.matcher(INVISIBLE.matcher(line).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    private Folded folded() {
        markQuotations();
        int end = markIntroductions();
        end = Math.min(end, headers(end));
        if (end < lines.size() && depth < DEEPEST && !anyOwn(end)) {
            return behind(end);
        }
        Arrays.fill(what, end, what.length, What.QUOTED);
        return collected();
    }

    private void markQuotations() {
        boolean code = false;
        for (int i = 0; i < what.length; i++) {
            var line = bare.get(i);
            if (line.startsWith("```") && (code || closes(i))) {
                code = !code;
                what[i] = What.OWN;
            } else if (code) {
                what[i] = What.OWN;
            } else if (line.isEmpty()) {
                what[i] = What.BLANK;
            } else if (line.startsWith(">")
                    && !Attribution.BROKEN_END.matcher(head(line)).matches()) {
                what[i] = What.QUOTED;
            } else {
                what[i] = What.OWN;
            }
        }
    }

    private boolean closes(int from) {
        for (int i = from + 1; i < what.length; i++) {
            if (bare.get(i).startsWith("```")) {
                return true;
            }
        }
        return false;
    }

    /** @return where a quotation without marks begins, or the number of lines */
    private int markIntroductions() {
        for (int i = 0; i < what.length; i++) {
            var found = what[i] == What.OWN ? Attribution.at(bare, i) : Attribution.NONE;
            if (found.lines() == 0) {
                continue;
            }
            int next = i + found.lines();
            while (next < what.length && what[next] == What.BLANK) {
                next++;
            }
            if (next < what.length && bare.get(next).startsWith("|")) {
                for (int j = next;
                        j < what.length
                                && (bare.get(j).startsWith("|") || bare.get(j).isEmpty());
                        j++) {
                    what[j] = bare.get(j).isEmpty() ? what[j] : What.QUOTED;
                }
            }
            if (next < what.length && what[next] == What.QUOTED) {
                Arrays.fill(what, i, next, What.INTRODUCTION);
            } else if (found.sure()) {
                return i;
            }
        }
        return what.length;
    }

    /** @return where the headers of another mail begin before {@code most}, or {@code most} */
    private int headers(int most) {
        for (int i = 0; i < most; i++) {
            if (what[i] == What.OWN && (original(i) >= 0 || headersEnd(i, false) >= 0)) {
                return i;
            }
        }
        return most;
    }

    private int original(int at) {
        return HeaderBlock.isOriginal(bare.get(at)) ? at + 1 : -1;
    }

    private int headersEnd(int at, boolean announced) {
        return HeaderBlock.startsLikeOne(bare.get(at)) ? HeaderBlock.end(bare, at, announced) : -1;
    }

    private boolean anyOwn(int before) {
        return Signatures.end(bare, lines, 0, before) > 0
                && Arrays.asList(what).subList(0, before).contains(What.OWN);
    }

    /** Nothing stands before another mail: it was forwarded, or answered below. What follows its headers is what is there to read. */
    private Folded behind(int from) {
        int rest = original(from);
        boolean announced = rest >= 0;
        rest = announced ? rest : from;
        while (rest < what.length && bare.get(rest).isEmpty()) {
            rest++;
        }
        int end = rest < what.length ? headersEnd(rest, announced) : -1;
        if (end < 0 && !announced) {
            end = from + Math.max(1, Attribution.at(bare, from).lines());
        }
        rest = Math.max(rest, end);
        var below = new Folding(lines.subList(rest, lines.size()), depth + 1).folded();
        return new Folded(below.own(), joined(trimmed(lines.subList(0, rest)), List.of(below.quoted())));
    }

    private record Block(boolean quoted, int from, int to) {}

    private Folded collected() {
        var blocks = blocks();
        var own = blocks.stream().filter(block -> !block.quoted()).toList();
        var ends = own.stream()
                .map(block -> Signatures.end(bare, lines, block.from(), block.to()))
                .toList();
        int first = -1;
        int last = -1;
        int count = 0;
        for (int i = 0; i < own.size(); i++) {
            if (ends.get(i) > own.get(i).from()) {
                first = first < 0 ? i : first;
                last = i;
                count++;
            }
        }
        if (count == 0) {
            return new Folded("", String.join("\n", trimmed(lines)));
        }
        int from = own.get(first).from();
        int to = ends.get(last);
        if (count > 1 && from > 0 && first == 0) {
            from = 0; // the answer to what is quoted at the top stands below it
        }
        return new Folded(
                String.join("\n", trimmed(lines.subList(from, to))),
                joined(trimmed(lines.subList(0, from)), trimmed(lines.subList(to, lines.size()))));
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        int at = 0;
        while (at < what.length) {
            int from = at;
            if (isQuoted(at)) {
                int last = at;
                while (at < what.length && (isQuoted(at) || what[at] == What.BLANK)) {
                    last = isQuoted(at) ? at : last;
                    at++;
                }
                at = last + 1;
                blocks.add(new Block(true, from, at));
            } else {
                while (at < what.length && !isQuoted(at)) {
                    at++;
                }
                blocks.add(new Block(false, from, at));
            }
        }
        return blocks;
    }

    private boolean isQuoted(int line) {
        return what[line] == What.QUOTED || what[line] == What.INTRODUCTION;
    }

    private List<String> trimmed(List<String> some) {
        int from = 0;
        int to = some.size();
        while (from < to && bare(some.get(from)).isEmpty()) {
            from++;
        }
        while (to > from && bare(some.get(to - 1)).isEmpty()) {
            to--;
        }
        return some.subList(from, to);
    }

    private static String joined(List<String> first, List<String> second) {
        var one = String.join("\n", first);
        var two = String.join("\n", second);
        return one.isEmpty() || two.isEmpty() ? one + two : one + "\n\n" + two;
    }

    private static String head(String line) {
        return line.length() > 400 ? line.substring(0, 400) : line;
    }
}
