package parvis.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.jspecify.annotations.Nullable;

/**
 * How words become terms. Accents are folded before stemming, so that "réparée" and "reparee", as people type it on a
 * phone, become the same term.
 */
enum Language {
    FRENCH("fr", "french_stop.txt", """
            a bonjour bonsoir merci cordialement svp ca cela comment pourquoi quand quel quelle quels quelles combien si tres
            plus moins bien faire fait peut peux pouvez puis doit dois faut avoir etre j'ai est-ce donc alors aussi deja
            encore toujours tout tous toute toutes comme sans sous entre chez vers depuis pendant apres avant car or ni quoi
            """),
    ENGLISH("en", "english_stop.txt", """
            hello hi thanks thank please regards just really also can could would should will may might get got does did
            """);

    private final String code;
    private final CharArraySet stopWords;
    private final Analyzer analyzer;
    /** Of words that came lately: the same few thousand are most of what is written. */
    private final Cache<String, Optional<String>> terms =
            Caffeine.newBuilder().maximumSize(20_000).build();

    Language(String code, String snowballStopWords, String more) {
        this.code = code;
        this.stopWords = stopWords(snowballStopWords, more);
        this.analyzer = Terms.analyzer(this::stemmed);
    }

    /** Folded words, stemmed, without those that are too common. */
    TokenStream stemmed(TokenStream words) {
        var telling = new StopFilter(words, stopWords);
        return code.equals("fr") ? new FrenchLightStemFilter(telling) : new KStemFilter(telling);
    }

    static Language of(@Nullable String code) {
        return "en".equals(code) ? ENGLISH : FRENCH;
    }

    String code() {
        return code;
    }

    Analyzer analyzer() {
        return analyzer;
    }

    /** Whether a folded word says too little to be sought. */
    boolean isCommon(String folded) {
        return stopWords.contains(folded);
    }

    /** The term of one folded word; null when it is too common to have one. */
    @Nullable
    String term(String folded) {
        return terms.get(folded, word -> Terms.of(analyzer, word).stream().findFirst())
                .orElse(null);
    }

    private static CharArraySet stopWords(String file, String more) {
        try (var stream = SnowballFilter.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("Lucene has no " + file);
            }
            var all = new CharArraySet(400, true);
            for (var word : WordlistLoader.getSnowballWordSet(stream, StandardCharsets.UTF_8)) {
                all.addAll(Terms.of(Terms.PLAIN, new String((char[]) word)));
            }
            all.addAll(Terms.of(Terms.PLAIN, more));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
