package parvis.guard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What is left of a text for finding near copies: MinHash (Broder 1997) over its word triples, sixty values in twenty bands of
 * three. Two texts that share a fraction s of their triples meet in a band with 1 − (1 − s³)²⁰: 0.93 at one half, 0.08 at 0.16.
 */
final class Sketch {
    static final int BANDS = 20;
    private static final int ROWS = 3;
    private static final int TRIPLE = 3;
    private static final long[] MULTIPLIERS =
            new Random(20171218).longs(BANDS * ROWS).map(value -> value | 1).toArray();

    private Sketch() {}

    /** The words that count, in order: no signs, no emoji. */
    static List<String> words(String text) {
        return Grams.words(Folded.of(text).text()).stream()
                .filter(word -> Character.isLetterOrDigit(word.charAt(0)))
                .toList();
    }

    /** Word triples as numbers; pairs or words where the text is too short for any. */
    static Set<Long> triples(List<String> words) {
        var size = Math.max(1, Math.min(TRIPLE, words.size() - 1));
        var triples = new HashSet<Long>();
        for (int i = 0; i + size <= words.size(); i++) {
            long hash = 1125899906842597L;
            for (int w = 0; w < size; w++) {
                hash = mixed(hash * 31 + words.get(i + w).hashCode());
            }
            triples.add(hash);
        }
        return triples;
    }

    /** One number for each band: texts that are alike have some in common. */
    static long[] bands(Set<Long> triples) {
        var least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (var triple : triples) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], mixed(triple * MULTIPLIERS[i]));
            }
        }
        var bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < ROWS; row++) {
                hash = mixed(hash * 31 + least[band * ROWS + row]);
            }
            bands[band] = hash;
        }
        return bands;
    }

    /** Which share of all their triples both have (Jaccard). */
    static double share(Set<Long> one, Set<Long> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        var common = one.stream().filter(other::contains).count();
        return common / (double) (one.size() + other.size() - common);
    }

    private static long mixed(long value) {
        var mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
