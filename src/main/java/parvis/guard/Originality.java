package parvis.guard;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a published piece was worth in originality, from what the guard found in it. The measure is crude and open
 * ({@code docs/guard.md}): it counts what can be pointed at.
 */
public final class Originality {

    /** What a piece is. One may be several; one that is none told something of its own to nobody in particular. */
    public enum Trait {
        /** Names the need that it serves, answers somebody, or answers what people ask. */
        NEED,
        /** Holds nothing that only this house could say. */
        ANYBODY,
        /** On a day on which everybody publishes. */
        CALENDAR,
        BAIT,
        /** Nearly the words of an earlier one. */
        COPY
    }

    /**
     * @param specifics numbers, names and own links that it holds, up to {@value #ENOUGH}
     * @param sameAs share of an earlier one that it repeats, 0 to 100
     */
    public record Judged(Set<Trait> traits, int specifics, int sameAs) {
        public boolean is(Trait trait) {
            return traits.contains(trait);
        }

        /** How much there is to say against it; negative for what speaks for it. */
        public int against() {
            return (is(Trait.BAIT) ? 6 : 0)
                    + (is(Trait.ANYBODY) ? 5 : 0)
                    + (is(Trait.CALENDAR) ? 4 : 0)
                    + (is(Trait.COPY) ? 3 : 0)
                    - (is(Trait.NEED) ? 5 : 0)
                    - specifics;
        }
    }

    private static final int ENOUGH = 6;
    /** With a stock phrase, a hook or bait around it, one number or name does not make a piece one's own. */
    private static final int FEWEST_AMONG_CLICHES = 2;

    private static final Set<String> CLICHES = Set.of("stock", "jargon", "day", "wrong-day");
    private static final Pattern ANSWER = Pattern.compile("^\\.?@[\\p{L}\\d_]+");
    /** Also that of a model, such as B2. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d#@/-])(?:\\p{Lu}{1,4}-?)?\\d[\\d.,:hH]*");
    /** A capital inside a sentence; hashtags and what is shouted are none. */
    private static final Pattern NAME = Pattern.compile(
            "(?<=[\\p{Ll},'’\\d-] |[dlDL]['’])\\p{Lu}\\p{Ll}[\\p{L}'’-]+(?: (?:de |du |des |la |le |of )?\\p{Lu}[\\p{L}'’-]+)*");

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private Originality() {}

    /**
     * @param need which the piece was written for; null where nobody said
     * @param house words that name the house itself: they say nothing of the piece
     */
    public static Judged judge(String text, List<Finding> findings, @Nullable String need, Set<String> house) {
        var traits = EnumSet.noneOf(Trait.class);
        int sameAs = 0;
        var cliche = false;
        for (var finding : findings) {
            switch (finding.check()) {
                case BAIT -> traits.add(Trait.BAIT);
                case CALENDAR -> traits.add(Trait.CALENDAR);
                case USEFUL -> traits.add(Trait.NEED);
                case SAMENESS -> {
                    if (finding.kind().equals("copy")
                            && finding.why().arguments().getFirst() instanceof Number share) {
                        traits.add(Trait.COPY);
                        sameAs = Math.max(sameAs, share.intValue());
                    }
                }
                default -> {}
            }
            cliche |= CLICHES.contains(finding.kind()) || finding.check() == Check.BAIT;
        }
        var answers = ANSWER.matcher(text).find();
        if (answers || (need != null && !need.isBlank())) {
            traits.add(Trait.NEED);
        }
        var specifics = specifics(text, house);
        if (!answers && specifics < (cliche ? FEWEST_AMONG_CLICHES : 1)) {
            traits.add(Trait.ANYBODY);
        }
        return new Judged(Set.copyOf(traits), specifics, sameAs);
    }

    private static int specifics(String text, Set<String> house) {
        var words = LINK.matcher(text).replaceAll(" ");
        var names = NAME.matcher(words)
                .results()
                .filter(name -> house.stream().noneMatch(name.group()::equalsIgnoreCase))
                .limit(ENOUGH)
                .count();
        var numbers = NUMBER.matcher(words).results().limit(ENOUGH).count();
        return (int) Math.min(ENOUGH, names + numbers);
    }
}
