package parvis.grammar;

import java.util.List;
import java.util.Set;
import org.languagetool.JLanguageTool;
import org.languagetool.rules.ITSIssueType;
import org.languagetool.rules.Rule;

/** What LanguageTool says that this house does not: matters of taste, and signs that are ours to set. */
final class House {
    /** The guard has its own words about style, and says them with their reason. */
    private static final Set<ITSIssueType> TASTE = Set.of(
            ITSIssueType.Style,
            ITSIssueType.Register,
            ITSIssueType.LocaleViolation,
            ITSIssueType.Whitespace,
            ITSIssueType.Internationalization);

    private static final Set<String> CATEGORIES = Set.of(
            "STYLE",
            "REDUNDANCY",
            "REPETITIONS",
            "REPETITIONS_STYLE",
            "CREATIVE_WRITING",
            "PLAIN_ENGLISH",
            "WIKIPEDIA",
            "REGIONALISMS",
            "GENDER_NEUTRALITY",
            "TONE_ACADEMIC",
            "TEXT_ANALYSIS",
            // where a comma may stand, and where an adjective: the ear's to decide
            "PONCTUATION_VIRGULE",
            "CAT_TOURS_CRITIQUES");

    /** Spaces and signs that posts set as they like, and what takes a list, a heading or a name for a sentence. */
    private static final List<String> RULES = List.of(
            "FRENCH_WHITESPACE",
            "FRENCH_WHITESPACE_STRICT",
            "APOS_TYP",
            "DOUBLES_ESPACES",
            "WHITESPACE_RULE",
            "UPPERCASE_SENTENCE_START",
            "POINTS_SUSPENSIONS_SPACE",
            "TIRET",
            "NORD_SUD",
            "AGREEMENT_NUMERAL_PLURAL",
            "FR_SPLIT_WORDS_HYPHEN",
            "UNPAIRED_BRACKETS",
            "EN_UNPAIRED_BRACKETS",
            "EN_QUOTES",
            "DASH_RULE");

    private House() {}

    static void fit(JLanguageTool tool) {
        for (var rule : tool.getAllRules()) {
            if (isTaste(rule)) {
                tool.disableRule(rule.getId());
            }
        }
        tool.disableRules(RULES);
    }

    private static boolean isTaste(Rule rule) {
        var category = rule.getCategory();
        return TASTE.contains(rule.getLocQualityIssueType())
                || (category != null && CATEGORIES.contains(category.getId().toString()));
    }
}
