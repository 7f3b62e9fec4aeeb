package parvis.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way of asking for a gesture.
 *
 * @param kind vote, react, share, tag or comment
 * @param prior how sure it is by itself, in log odds, before anything was learned
 * @param gates strings without one of which it is not worth trying; none for always
 */
record BaitRule(String name, String kind, double prior, Anchor anchor, List<String> gates, Pattern pattern) {

    /** Where it may begin. */
    enum Anchor {
        CLAUSE,
        SENTENCE,
        ANYWHERE
    }

    boolean isWorthTrying(String lower) {
        return gates.isEmpty() || gates.stream().anyMatch(lower::contains);
    }

    /** Whether it asks a question: what is answered further on in the post is another matter. */
    boolean asks() {
        return pattern.pattern().endsWith("\\?)") || pattern.pattern().endsWith("\\?+!*)");
    }

    /** Everything that {@code guard/bait.rules} holds. */
    record All(List<BaitRule> rules, Map<String, Pattern> cues, Pattern clause) {
        private static final Pattern RULE =
                Pattern.compile("rule ([\\w-]+)(?:\\[(\\S+)])? (\\w+) (\\S+) (\\{[CS]S})?(.*)");

        Pattern cue(String name) {
            return Objects.requireNonNull(cues.get(name), name);
        }

        static All read() {
            var parts = new HashMap<String, String>();
            var rules = new ArrayList<BaitRule>();
            var cues = new HashMap<String, Pattern>();
            for (var line : Resource.lines("/guard/bait.rules")) {
                var words = line.split(" ", 3);
                switch (words[0]) {
                    case "let" -> parts.put(words[1], filled(words[2], parts));
                    case "cue" -> cues.put(words[1], pattern(filled(words[2], parts)));
                    case "rule" -> rules.add(rule(line, parts));
                    default -> throw new IllegalStateException("Neither let, rule nor cue: " + line);
                }
            }
            return new All(List.copyOf(rules), Map.copyOf(cues), pattern(Objects.requireNonNull(parts.get("CLAUSE"))));
        }

        private static BaitRule rule(String line, Map<String, String> parts) {
            var rule = RULE.matcher(line);
            if (!rule.matches()) {
                throw new IllegalStateException("Not a rule: " + line);
            }
            var anchor = Objects.requireNonNullElse(rule.group(5), "");
            return new BaitRule(
                    rule.group(1),
                    rule.group(3),
                    Double.parseDouble(rule.group(4)),
                    anchor.equals("{CS}") ? Anchor.CLAUSE : anchor.equals("{SS}") ? Anchor.SENTENCE : Anchor.ANYWHERE,
                    gates(rule.group(2)),
                    pattern(filled(rule.group(6), parts)));
        }

        private static List<String> gates(@org.jspecify.annotations.Nullable String written) {
            if (written == null) {
                return List.of();
            }
            var gates = new ArrayList<String>();
            for (var gate : written.split(",")) {
                gates.add(
                        gate.startsWith("\\u")
                                ? Character.toString(Integer.parseInt(gate.substring(2), 16))
                                : gate.replace('_', ' ').toLowerCase(Locale.ROOT));
            }
            return List.copyOf(gates);
        }

        private static String filled(String regex, Map<String, String> parts) {
            return Pattern.compile("\\{([A-Z]+)}").matcher(regex).replaceAll(part -> {
                var regexOfPart = parts.get(part.group(1));
                if (regexOfPart == null) {
                    throw new IllegalStateException("No part " + part.group(1));
                }
                return Matcher.quoteReplacement(regexOfPart);
            });
        }

        private static Pattern pattern(String regex) {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        }
    }
}
