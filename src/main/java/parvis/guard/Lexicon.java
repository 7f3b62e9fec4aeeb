package parvis.guard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What words do in a request, by {@code guard/bait.lexicon}: classes that hold French and English words alike, so that what was
 * learned of one language holds for the other. A verb that begins a clause is of another class than the same verb within one.
 */
final class Lexicon {
    /** Verbs of these classes ask where a clause begins with them. */
    private static final List<String> ASKS =
            List.of("react", "share", "send", "tag", "say", "complete", "vote", "opinion", "dare");

    private static final List<String> SIGNS =
            List.of("num", "letter", "blank", "?", "!", "@", "=", "/", "Ereact", "Epict", "Esign", "Eopt", "Epoint");
    private static final List<String> ENDINGS = List.of("e", "es", "ez", "er", "ons");
    private static final int SHORTEST_BEGINNING = 3;
    private static final int LONGEST_BEGINNING = 14;

    private final List<String> names = new ArrayList<>();
    private final Map<String, BitSet> both = new HashMap<>();
    private final Map<String, BitSet> french = new HashMap<>();
    private final Map<String, BitSet> english = new HashMap<>();
    private final Map<String, BitSet> beginnings = new HashMap<>();

    private Lexicon() {}

    static Lexicon read() {
        var lexicon = new Lexicon();
        lexicon.names.addAll(ASKS);
        ASKS.forEach(name -> lexicon.names.add(name + "!"));
        lexicon.names.addAll(SIGNS);
        for (var line : Resource.lines("/guard/bait.lexicon")) {
            lexicon.take(List.of(line.strip().split(" +")));
        }
        return lexicon;
    }

    private void take(List<String> line) {
        var name = line.getFirst();
        if (!names.contains(name)) {
            names.add(name);
        }
        var to = both;
        for (var word : line.subList(1, line.size())) {
            switch (word) {
                case "fr:" -> to = french;
                case "en:" -> to = english;
                default -> add(to, word, names.indexOf(name));
            }
        }
    }

    private void add(Map<String, BitSet> to, String word, int kind) {
        var stem = word.substring(0, word.length() - 1);
        if (word.endsWith("~")) {
            ENDINGS.forEach(ending -> put(to, stem + ending, kind));
        } else if (word.endsWith("*")) {
            put(beginnings, stem, kind);
        } else {
            put(to, word, kind);
        }
    }

    private static void put(Map<String, BitSet> to, String word, int kind) {
        to.computeIfAbsent(word, _ -> new BitSet()).set(kind);
    }

    /** The classes of a word in lower case. */
    BitSet of(String word, boolean isFrench) {
        var found = new BitSet();
        or(found, both.get(word));
        or(found, (isFrench ? french : english).get(word));
        for (int length = Math.min(word.length(), LONGEST_BEGINNING); length >= SHORTEST_BEGINNING; length--) {
            or(found, beginnings.get(word.substring(0, length)));
        }
        return found;
    }

    private static void or(BitSet found, @Nullable BitSet more) {
        if (more != null) {
            found.or(more);
        }
    }

    /** The same class where it begins a clause. */
    int opening(int kind) {
        return kind < ASKS.size() ? kind + ASKS.size() : kind;
    }

    boolean isRequest(int kind) {
        return kind >= ASKS.size() && kind < 2 * ASKS.size();
    }

    int kind(String name) {
        return names.indexOf(name);
    }

    BitSet kinds(String... of) {
        var kinds = new BitSet();
        List.of(of).forEach(name -> kinds.set(kind(name)));
        return kinds;
    }

    String name(int kind) {
        return names.get(kind);
    }

    int size() {
        return names.size();
    }
}
