package parvis.grammar;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.languagetool.rules.ITSIssueType;
import org.languagetool.rules.RuleMatch;
import parvis.guard.Check;
import parvis.guard.Finding;
import parvis.guard.Say;
import parvis.guard.Weight;

/** What LanguageTool found, as the guard tells it. */
final class Matches {
    private static final int SUGGESTED = 3;
    private static final int LONGEST_SENTENCE = 200;
    /** Written for machines or as a name, not as words: addresses, handles, hashtags, files, references. */
    private static final Pattern NO_WORDS = Pattern.compile(
            "(?:https?://|www\\.)\\S+|\\S+@\\S+\\.\\S+|[#@][\\p{L}\\p{N}_]+|\\b[\\w-]+\\.(?:com|fr|org|net|test|example|eu|io|pdf|md|csv)\\b\\S*"
                    + "|\\b\\p{L}{0,5}-?\\d[\\p{L}\\d-]*\\b|`[^`\\n]*`");

    private static final Pattern MARKUP = Pattern.compile("<suggestion>(.*?)</suggestion>");
    private static final Pattern FIRST_SENTENCE = Pattern.compile("^(.{20,}?[.!?])(?:\\s+\\p{Lu}.*)$", Pattern.DOTALL);
    private static final Pattern WORDS = Pattern.compile("[\\s'’\\-]+");

    private record Span(int start, int end) {}

    private Matches() {}

    static List<Finding> told(List<RuleMatch> matches, String text, String language, Set<String> ownWords) {
        var machines = NO_WORDS.matcher(text)
                .results()
                .map(found -> new Span(found.start(), found.end()))
                .toList();
        var findings = new ArrayList<Finding>();
        for (var match : matches) {
            var from = match.getFromPos();
            var to = match.getToPos();
            if (from < 0 || to > text.length() || from >= to) {
                continue;
            }
            var passage = text.substring(from, to);
            if (machines.stream().noneMatch(span -> from < span.end() && to > span.start())
                    && !isCut(text, to)
                    && !isOwn(passage, ownWords)
                    && !(match.getRule().isDictionaryBasedSpellingRule() && isName(passage, text, from, match))) {
                findings.add(finding(match, passage, language));
            }
        }
        findings.sort(Comparator.comparingInt(Finding::start).thenComparing(Finding::end));
        return List.copyOf(findings);
    }

    private static Finding finding(RuleMatch match, String passage, String language) {
        var kind = kind(match);
        var words = "guard.language." + kind + (kind.equals("spelling") || language.equals("fr") ? "" : "-en");
        var instead = instead(match);
        return new Finding(
                Check.LANGUAGE,
                kind,
                Weight.SPELLING,
                match.getFromPos(),
                match.getToPos(),
                new Say(
                        words + ".why",
                        List.of(kind.equals("spelling") ? passage : sentence(match.getMessage(), language))),
                instead == null ? null : new Say("guard.language." + kind + ".instead", List.of(instead)));
    }

    private static String kind(RuleMatch match) {
        var rule = match.getRule();
        var category =
                rule.getCategory() == null ? "" : rule.getCategory().getId().toString();
        if (rule.isDictionaryBasedSpellingRule()) {
            return "spelling";
        }
        return switch (category) {
            case "TYPOGRAPHY", "PUNCTUATION", "CASING", "TYPOGRAPHIE" -> "typography";
            default -> rule.getLocQualityIssueType() == ITSIssueType.Typographical ? "typography" : "grammar";
        };
    }

    /** The first of what the rule says, without its markup. */
    private static String sentence(String message, String language) {
        var quoted = MARKUP.matcher(message).replaceAll(language.equals("fr") ? "«\u00a0$1\u00a0»" : "“$1”");
        var line = quoted.replaceAll("<[^>]{1,30}>", "").replaceAll("\\s+", " ").strip();
        var first = FIRST_SENTENCE.matcher(line);
        var sentence = first.matches() ? first.group(1) : line;
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE - 1) + "…";
    }

    private static @Nullable String instead(RuleMatch match) {
        var suggested = match.getSuggestedReplacements().stream()
                .filter(one -> !one.isBlank())
                .limit(SUGGESTED)
                .collect(Collectors.joining(" / "));
        return suggested.isEmpty() ? null : suggested;
    }

    /** A word that an ellipsis cuts off. */
    private static boolean isCut(String text, int to) {
        return text.startsWith("…", to) || text.startsWith("...", to) || text.startsWith("…", to - 1);
    }

    /** A word in capitals, or one that begins with a capital within a sentence and differs from known ones by more than its accents. */
    private static boolean isName(String passage, String text, int from, RuleMatch match) {
        if (!Character.isUpperCase(passage.codePointAt(0))) {
            return false;
        }
        if (passage.chars().filter(Character::isLetter).noneMatch(Character::isLowerCase)) {
            return true;
        }
        int before = from - 1;
        while (before >= 0
                && !Character.isLetterOrDigit(text.charAt(before))
                && ".!?:\n".indexOf(text.charAt(before)) < 0) {
            before--;
        }
        var begins = before < 0 || !Character.isLetterOrDigit(text.charAt(before));
        var plain = plain(passage);
        return !begins
                && match.getSuggestedReplacements().stream()
                        .limit(SUGGESTED)
                        .noneMatch(one -> plain(one).equals(plain));
    }

    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    /** A word of the brand's, or several of them. */
    private static boolean isOwn(String passage, Set<String> ownWords) {
        if (ownWords.isEmpty()) {
            return false;
        }
        var lower = passage.toLowerCase(Locale.ROOT).strip();
        if (ownWords.contains(lower)) {
            return true;
        }
        var words = WORDS.split(lower);
        return words.length > 0 && List.of(words).stream().allMatch(ownWords::contains);
    }
}
