package parvis.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rules that begin where a clause begins can begin with these two characters, found out once for each pair: of a
 * hundred rules a handful is left. A rule can when it matches the pair, or when more text could make it match.
 */
final class Openings {
    private static final int ASCII = 128;
    /** The marks of emoji stand behind ASCII; everything else is one character. */
    private static final int MARKS = 5;

    private static final int KNOWN = ASCII + MARKS + 1;

    private final List<BaitRule> rules;
    private final AtomicReferenceArray<@Nullable List<BaitRule>> byPair = new AtomicReferenceArray<>(KNOWN * KNOWN);

    Openings(List<BaitRule> rules) {
        this.rules = rules.stream()
                .filter(rule -> rule.anchor() != BaitRule.Anchor.ANYWHERE)
                .toList();
    }

    /** @param lower a folded text in lower case */
    List<BaitRule> of(String lower, int at) {
        var first = known(lower.charAt(at));
        var second = at + 1 < lower.length() ? known(lower.charAt(at + 1)) : known('\n');
        if (first == KNOWN - 1 || second == KNOWN - 1) {
            return rules;
        }
        var pair = first * KNOWN + second;
        var open = byPair.get(pair);
        if (open == null) {
            open = find(new String(new char[] {character(first), character(second)}));
            byPair.set(pair, open);
        }
        return open;
    }

    private List<BaitRule> find(String pair) {
        var open = new ArrayList<BaitRule>();
        for (var rule : rules) {
            var matcher = rule.pattern().matcher(pair);
            if (matcher.lookingAt() || matcher.hitEnd()) {
                open.add(rule);
            }
        }
        return List.copyOf(open);
    }

    private static int known(char c) {
        return c < ASCII ? c : Emoji.isMark(c) ? ASCII + c - Emoji.REACTION : KNOWN - 1;
    }

    private static char character(int known) {
        return (char) (known < ASCII ? known : known - ASCII + Emoji.REACTION);
    }
}
