package parvis.search;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/** Texts cut into terms. */
final class Terms {
    private Terms() {}

    /** Words without elided articles, accents and capitals, neither stemmed nor stopped. */
    static final Analyzer PLAIN = analyzer(folded -> folded);

    static Analyzer analyzer(UnaryOperator<TokenStream> further) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var words = new StandardTokenizer();
                return new TokenStreamComponents(words, further.apply(folded(words)));
            }

            @Override
            protected Reader initReader(String field, Reader text) {
                return new Apart(text);
            }
        };
    }

    private static TokenStream folded(TokenStream words) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(
                new EnglishPossessiveFilter(new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES))));
    }

    static List<String> of(Analyzer analyzer, String text) {
        var terms = new ArrayList<String>();
        try (var stream = analyzer.tokenStream("", new StringReader(text))) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
        return terms;
    }

    /** To the tokenizer colons and underlines join what they stand between, and people forget the space after a colon. */
    private static final class Apart extends FilterReader {
        Apart(Reader text) {
            super(text);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            return one < 0 ? one : apart((char) one);
        }

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            var read = super.read(into, from, most);
            for (var i = from; i < from + read; i++) {
                into[i] = apart(into[i]);
            }
            return read;
        }

        private static char apart(char one) {
            return one == ':' || one == '_' ? ' ' : one;
        }
    }
}
