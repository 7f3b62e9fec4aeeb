package parvis.search;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parvis.text.Clean;

/**
 * A word that is sought.
 *
 * @param terms what it becomes in each language, without those where it is too common
 * @param unfinished whether it may be the beginning of what is being typed
 */
record Sought(String text, Map<Language, String> terms, boolean unfinished) {

    boolean mayBeMistyped() {
        return text.length() >= 4 && text.chars().noneMatch(Character::isDigit);
    }

    /** The words of a text that say something, each once; common ones only when they are being typed still. */
    static List<Sought> in(String typed, int most) {
        // What is stored was cleaned alike: some keyboards send accents apart.
        var terms =
                Terms.of(Terms.PLAIN, Clean.text(typed, Queries.LONGEST_TEXT).text());
        var open = !typed.isEmpty() && Character.isLetterOrDigit(typed.charAt(typed.length() - 1));
        var words = new LinkedHashMap<String, Sought>();
        for (var i = 0; i < terms.size() && words.size() < most; i++) {
            var word = terms.get(i);
            var unfinished = open && i == terms.size() - 1 && word.length() >= 3;
            if (!isCommon(word)) {
                words.merge(word, of(word, unfinished), (one, again) -> again);
            }
        }
        return List.copyOf(words.values());
    }

    private static boolean isCommon(String word) {
        for (var language : Language.values()) {
            if (language.isCommon(word)) {
                return true;
            }
        }
        return word.length() == 1 && !Character.isDigit(word.charAt(0));
    }

    private static Sought of(String word, boolean unfinished) {
        var terms = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) {
            var term = language.term(word);
            if (term != null) {
                terms.put(language, term);
            }
        }
        return new Sought(word, terms, unfinished);
    }
}
