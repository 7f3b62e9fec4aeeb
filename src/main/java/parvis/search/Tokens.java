package parvis.search;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a text, cut and folded once for all fields that hold them: finding them is most of what putting a text into the index
 * takes.
 *
 * @param letters of the text
 */
record Tokens(int letters, List<String> terms) {

    static Tokens of(String text) {
        return new Tokens(text.length(), Terms.of(Terms.PLAIN, text));
    }

    /** As they are; to be read once. */
    TokenStream plain() {
        return new Given(terms);
    }

    /** As a language has them: stemmed, without what is too common; to be read once. */
    TokenStream in(Language language) {
        return language.stemmed(plain());
    }

    private static final class Given extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final List<String> terms;
        private int next;

        Given(List<String> terms) {
            this.terms = terms;
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            clearAttributes();
            term.append(terms.get(next++));
            return true;
        }
    }
}
