package parvis.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import parvis.database.BrandId;
import parvis.text.Clean;

/**
 * What people type, as questions to the index. Built word by word: nothing in it is syntax, so nothing in it is wrong, and
 * the number of clauses is bounded (Lucene refuses more than 1,024).
 */
final class Queries {
    static final int LONGEST_QUERY = 200;
    static final int LONGEST_TEXT = 1_000;

    private static final int MOST_WORDS = 12;
    private static final int MOST_WORDS_OF_A_TEXT = 24;
    private static final int SPELLINGS = 12;
    private static final float DISMAX_REST = 0.1f;
    private static final Pattern NUMBER = Pattern.compile("#?\\d{1,12}");
    private static final Duration RECENT = Duration.ofDays(60);

    /**
     * @param all what is best: where enough hold all of the words, nothing else is looked at; null where the words must all be there anyway
     * @param words what must be found
     * @param near what makes some of it worth more, looked at in the best alone: how far words stand apart takes long to tell
     */
    record Asked(@Nullable Query all, Query words, @Nullable Query near) {}

    private Queries() {}

    /** What everybody may read; empty when nothing but common words was typed. */
    static Optional<Asked> search(BrandId brand, String typed) {
        var words = Sought.in(cut(typed, LONGEST_QUERY), MOST_WORDS);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var all = needed(words.size()) == words.size() ? null : open(brand, words(Fields.SQUARE, words, words.size()));
        return Optional.of(new Asked(
                all, open(brand, words(Fields.SQUARE, words, needed(words.size()))), near(Fields.SQUARE, words)));
    }

    /** Neighbours of a text: fewer of its words suffice. */
    static Optional<Asked> similar(BrandId brand, String text) {
        var words = Sought.in(cut(text, LONGEST_TEXT), MOST_WORDS_OF_A_TEXT);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var needed = Math.min(words.size(), Math.max(2, Math.round(words.size() * 0.4f)));
        return Optional.of(
                new Asked(null, open(brand, words(Fields.SQUARE, words, needed)), near(Fields.SQUARE, words)));
    }

    /** What everybody may read and holds what follows the host of a link, word for word; empty when nothing follows it. */
    static Optional<Asked> carrying(BrandId brand, String bare) {
        var slash = bare.indexOf('/');
        var terms = slash < 0 ? List.<String>of() : Terms.of(Terms.PLAIN, cut(bare.substring(slash), LONGEST_TEXT));
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        var phrase = new PhraseQuery(Fields.SQUARE.words(), terms.toArray(String[]::new));
        return Optional.of(new Asked(null, open(brand, phrase), null));
    }

    /** All that the house may read; numbers and addresses are found whole, and what moved lately comes first. */
    static Optional<Asked> desk(BrandId brand, String typed, Instant now) {
        var query = cut(typed, LONGEST_QUERY).strip();
        var words = Sought.in(query, MOST_WORDS);
        var needed = needed(words.size());
        var some = deskWith(brand, query, words, needed, now);
        return some.map(found -> new Asked(
                needed == words.size()
                        ? null
                        : deskWith(brand, query, words, words.size(), now).orElse(null),
                found,
                near(Fields.DESK, words)));
    }

    private static Optional<Query> deskWith(BrandId brand, String query, List<Sought> words, int needed, Instant now) {
        var either = new BooleanQuery.Builder();
        if (NUMBER.matcher(query).matches()) {
            var number = query.startsWith("#") ? query.substring(1) : query;
            either.add(new BoostQuery(new TermQuery(new Term(Fields.NUMBER, number)), 50), Occur.SHOULD);
        }
        if (query.indexOf('@') >= 0 && query.indexOf(' ') < 0) {
            either.add(
                    new BoostQuery(new PrefixQuery(new Term(Fields.ADDRESS, Documents.lower(query))), 20),
                    Occur.SHOULD);
        }
        if (!words.isEmpty()) {
            either.add(words(Fields.DESK, words, needed), Occur.SHOULD);
        }
        var built = either.build();
        if (built.clauses().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BooleanQuery.Builder()
                .add(built, Occur.MUST)
                .add(
                        LongField.newDistanceFeatureQuery(Fields.LAST, 2f, Documents.seconds(now), RECENT.toSeconds()),
                        Occur.SHOULD)
                .add(new TermQuery(new Term(Fields.BRAND, brand.toString())), Occur.FILTER)
                .build());
    }

    /** One or two words must all be there; of many, some may miss. */
    private static int needed(int words) {
        return words <= 2 ? words : words <= 4 ? words - 1 : Math.round(words * 0.65f);
    }

    private static Query open(BrandId brand, Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(new TermQuery(new Term(Fields.BRAND, brand.toString())), Occur.FILTER)
                .add(new TermQuery(new Term(Fields.OPEN, "1")), Occur.FILTER)
                .build();
    }

    private static Query words(Fields side, List<Sought> words, int needed) {
        var any = new BooleanQuery.Builder();
        words.forEach(word -> any.add(word(side, word), Occur.SHOULD));
        return any.setMinimumNumberShouldMatch(needed).build();
    }

    private static Query word(Fields side, Sought word) {
        var ways = new ArrayList<Query>();
        word.terms().forEach((language, term) -> {
            ways.add(boosted(side.subject(language), term, 3));
            ways.add(boosted(side.body(language), term, 1));
        });
        ways.add(boosted(side.labels(), word.text(), 2.5f));
        ways.add(boosted(side.words(), word.text(), 1.1f));
        if (word.mayBeMistyped()) {
            var edits = word.text().length() < 8 ? 1 : 2;
            ways.add(new BoostQuery(
                    new FuzzyQuery(new Term(side.words(), word.text()), edits, 1, SPELLINGS, true), 0.4f));
        }
        if (word.unfinished()) {
            ways.add(new BoostQuery(new PrefixQuery(new Term(side.words(), word.text())), 0.5f));
        }
        return new DisjunctionMaxQuery(ways, DISMAX_REST);
    }

    private static Query boosted(String field, String term, float boost) {
        return new BoostQuery(new TermQuery(new Term(field, term)), boost);
    }

    /** Words that stand close together as they were typed; null for one alone. */
    private static @Nullable Query near(Fields side, List<Sought> words) {
        var query = new BooleanQuery.Builder();
        for (var language : Language.values()) {
            var terms = words.stream()
                    .map(Sought::terms)
                    .filter(t -> t.containsKey(language))
                    .map(t -> t.get(language))
                    .toArray(String[]::new);
            if (terms.length > 1) {
                // Stop words leave gaps in the index that the typed words do not have.
                var slop = 2 + terms.length;
                query.add(new BoostQuery(new PhraseQuery(slop, side.subject(language), terms), 3), Occur.SHOULD);
                query.add(new BoostQuery(new PhraseQuery(slop, side.body(language), terms), 1.5f), Occur.SHOULD);
            }
        }
        var near = query.build();
        return near.clauses().isEmpty() ? null : near;
    }

    private static String cut(String typed, int most) {
        return typed.length() <= most ? typed : typed.substring(0, most);
    }

    /**
     * A word that is sought.
     *
     * @param terms what it becomes in each language, without those where it is too common
     * @param unfinished whether it may be the beginning of what is being typed
     */
    record Sought(String text, java.util.Map<Language, String> terms, boolean unfinished) {

        boolean mayBeMistyped() {
            return text.length() >= 4 && text.chars().noneMatch(Character::isDigit);
        }

        /** The words of a text that say something, each once; common ones only when they are being typed still. */
        static List<Sought> in(String typed, int most) {
            // What is stored was cleaned alike: some keyboards send accents apart.
            var terms = Terms.of(
                    Terms.PLAIN,
                    Clean.text(cut(typed, LONGEST_TEXT), LONGEST_TEXT).text());
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
            var terms = new java.util.EnumMap<Language, String>(Language.class);
            for (var language : Language.values()) {
                var term = language.term(word);
                if (term != null) {
                    terms.put(language, term);
                }
            }
            return new Sought(word, terms, unfinished);
        }
    }
}
