package parvis.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is told for its words, by {@code guard/phrases.rules}, and the words that the brand itself does not want to read. */
final class Phrases {
    private static final String UNLESS = " UNLESS ";
    private static final String UNLESS_ANYWHERE = " UNLESS-ANYWHERE ";

    private record Rule(
            Check check,
            String kind,
            Weight weight,
            String language,
            Pattern pattern,
            @Nullable Pattern unless,
            boolean anywhere) {}

    private static final List<Rule> RULES =
            Resource.lines("/guard/phrases.rules").stream().map(Phrases::rule).toList();

    private Phrases() {}

    static void read(Reading reading, List<Finding> findings) {
        var text = reading.folded().text();
        var sentences = new Sentences(text);
        for (var rule : RULES) {
            if (!rule.language.equals("any") && rule.language.equals("fr") != reading.isFrench()) {
                continue;
            }
            var found = rule.pattern.matcher(text);
            while (found.find()) {
                if (!isExcused(rule, text, sentences, found.start()) && !isQuoted(text, found.start())) {
                    tell(reading, rule, found.start(), found.end(), findings);
                }
            }
        }
        avoided(reading, text, findings);
    }

    private static boolean isExcused(Rule rule, String text, Sentences sentences, int at) {
        if (rule.unless == null) {
            return false;
        }
        if (rule.anywhere) {
            return rule.unless.matcher(text).find();
        }
        var sentence = sentences.get(sentences.at(at));
        return rule.unless
                .matcher(text)
                .region(sentence.start(), sentence.end())
                .find();
    }

    /** Somebody else's words, between quotation marks on the same line. */
    private static boolean isQuoted(String text, int at) {
        var marks = 0;
        for (int i = at - 1; i >= 0 && text.charAt(i) != '\n'; i--) {
            if (text.charAt(i) == '"') {
                marks++;
            }
        }
        var closes = text.indexOf('"', at);
        var line = text.indexOf('\n', at);
        return marks % 2 == 1 && closes >= 0 && (line < 0 || closes < line);
    }

    private static void tell(Reading reading, Rule rule, int start, int end, List<Finding> findings) {
        var from = reading.folded().start(start);
        var to = reading.folded().end(end);
        findings.add(Finding.of(
                rule.check,
                rule.kind,
                rule.weight,
                from,
                to,
                reading.text().substring(from, to).strip()));
    }

    private static void avoided(Reading reading, String text, List<Finding> findings) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var word : reading.context().avoided()) {
            var folded = Folded.of(word).text().toLowerCase(Locale.ROOT);
            for (int at = lower.indexOf(folded);
                    at >= 0 && !folded.isBlank();
                    at = lower.indexOf(folded, at + folded.length())) {
                var end = at + folded.length();
                if ((at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                        && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)))) {
                    findings.add(Finding.of(
                            Check.LANGUAGE,
                            "avoided",
                            Weight.LOOK,
                            reading.folded().start(at),
                            reading.folded().end(end),
                            word));
                }
            }
        }
    }

    private static Rule rule(String line) {
        var parts = line.split(" ", 5);
        var regex = parts[4];
        var anywhere = regex.contains(UNLESS_ANYWHERE);
        var at = regex.indexOf(anywhere ? UNLESS_ANYWHERE : UNLESS);
        return new Rule(
                Check.valueOf(parts[0]),
                parts[1],
                Weight.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                parts[3],
                pattern(at < 0 ? regex : regex.substring(0, at)),
                at < 0 ? null : pattern(regex.substring(at + (anywhere ? UNLESS_ANYWHERE : UNLESS).length())),
                anywhere);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex.replace("{E}", "[\\uE001-\\uE005]"), Pattern.CASE_INSENSITIVE);
    }
}
