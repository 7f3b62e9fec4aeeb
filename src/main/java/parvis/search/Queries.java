package parvis.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

/**
 * What people type, as questions to the index. Built word by word: nothing in it is syntax, so nothing in it is wrong, and
 * the number of clauses is bounded (Lucene refuses more than 1,024).
 */
final class Queries {
    private static final int LONGEST_QUERY = 200;
    static final int LONGEST_TEXT = 1_000;

    private static final int MOST_WORDS = 12;
    private static final int MOST_WORDS_OF_A_TEXT = 24;
    private static final int SPELLINGS = 12;
    private static final float DISMAX_REST = 0.1f;
    private static final Pattern NUMBER = Pattern.compile("#?\\d{1,12}");
    private static final Duration RECENT = Duration.ofDays(60);

    /** From the strictest try to what must be found at least: where one finds enough, the next is not looked at. */
    record Asked(List<Try> tries) {}

    /**
     * Candidates, and their order. Finding them is made so that Lucene leaves out most of what holds a common word; what
     * would keep it from that (when a conversation moved last, how near words stand) is looked at in the candidates alone.
     *
     * @param best of each the best are candidates
     * @param newest of this one those that moved last are; or null
     * @param rank puts the candidates in order
     */
    record Try(List<Query> best, @Nullable Query newest, Query rank) {}

    private Queries() {}

    /** What everybody may read; empty when nothing but common words was typed. */
    static Optional<Asked> search(BrandId brand, String typed) {
        var words = Sought.in(cut(typed, LONGEST_QUERY), MOST_WORDS);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var tries = new ArrayList<Try>();
        tries.add(new Try(
                asTyped(Fields.SQUARE, words, found -> open(brand, found)),
                null,
                rank(Fields.SQUARE, words, exactly(Fields.SQUARE, words), words.size())));
        var alike = alike(Fields.SQUARE, words);
        for (var needed : needed(words.size())) {
            tries.add(openAlike(brand, words, alike, needed));
        }
        return Optional.of(new Asked(tries));
    }

    /** Neighbours of a text: fewer of its words suffice. */
    static Optional<Asked> similar(BrandId brand, String text) {
        var words = Sought.in(cut(text, LONGEST_TEXT), MOST_WORDS_OF_A_TEXT);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var needed = Math.min(words.size(), Math.max(2, Math.round(words.size() * 0.4f)));
        return Optional.of(new Asked(List.of(openAlike(brand, words, alike(Fields.SQUARE, words), needed))));
    }

    private static Try openAlike(BrandId brand, List<Sought> words, List<List<Query>> alike, int needed) {
        return new Try(List.of(open(brand, some(alike, needed, 0))), null, rank(Fields.SQUARE, words, alike, needed));
    }

    /** What everybody may read and holds what follows the host of a link, word for word; empty when nothing follows it. */
    static Optional<Asked> carrying(BrandId brand, String bare) {
        var slash = bare.indexOf('/');
        var terms = slash < 0 ? List.<String>of() : Terms.of(Terms.PLAIN, cut(bare.substring(slash), LONGEST_TEXT));
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        var phrase = new PhraseQuery(Fields.SQUARE.words(), terms.toArray(String[]::new));
        return Optional.of(new Asked(List.of(new Try(List.of(open(brand, phrase)), null, phrase))));
    }

    /** All that the house may read; numbers and addresses are found whole, and what moved lately comes first. */
    static Optional<Asked> desk(BrandId brand, String typed, Instant now) {
        var query = cut(typed, LONGEST_QUERY).strip();
        var words = Sought.in(query, MOST_WORDS);
        var whole = whole(query);
        var tries = new ArrayList<Try>();
        if (words.isEmpty()) {
            whole.ifPresent(found -> tries.add(new Try(List.of(ours(brand, found)), null, lately(found, now))));
        } else {
            var best = asTyped(Fields.DESK, words, found -> ours(brand, found));
            whole.ifPresent(found -> best.add(ours(brand, found)));
            tries.add(new Try(
                    best,
                    best.getFirst(),
                    lately(orWhole(whole, rank(Fields.DESK, words, exactly(Fields.DESK, words), words.size())), now)));
            var alike = alike(Fields.DESK, words);
            for (var needed : needed(words.size())) {
                var some = ours(brand, some(alike, needed, 0));
                tries.add(new Try(
                        List.of(some), some, lately(orWhole(whole, rank(Fields.DESK, words, alike, needed)), now)));
            }
        }
        return tries.isEmpty() ? Optional.empty() : Optional.of(new Asked(tries));
    }

    /** The number of a conversation or the beginning of an address. */
    private static Optional<Query> whole(String query) {
        if (NUMBER.matcher(query).matches()) {
            var number = query.startsWith("#") ? query.substring(1) : query;
            return Optional.of(new BoostQuery(new TermQuery(new Term(Fields.NUMBER, number)), 50));
        }
        if (query.indexOf('@') >= 0 && query.indexOf(' ') < 0) {
            return Optional.of(new BoostQuery(new PrefixQuery(new Term(Fields.ADDRESS, Documents.lower(query))), 20));
        }
        return Optional.empty();
    }

    private static Query orWhole(Optional<Query> whole, Query words) {
        return whole.<Query>map(found -> new BooleanQuery.Builder()
                        .add(found, Occur.SHOULD)
                        .add(words, Occur.SHOULD)
                        .build())
                .orElse(words);
    }

    private static Query lately(Query found, Instant now) {
        return new BooleanQuery.Builder()
                .add(found, Occur.MUST)
                .add(
                        LongField.newDistanceFeatureQuery(Fields.LAST, 2f, Documents.seconds(now), RECENT.toSeconds()),
                        Occur.SHOULD)
                .build();
    }

    /** How many of the words must be there, strictest first. Of one or two none may miss, of many some. */
    private static List<Integer> needed(int words) {
        var least = words <= 2 ? words : words <= 4 ? words - 1 : Math.round(words * 0.65f);
        return least == words ? List.of(words) : List.of(words, least);
    }

    private static Query ours(BrandId brand, Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(new TermQuery(new Term(Fields.BRAND, brand.toString())), Occur.FILTER)
                .build();
    }

    private static Query open(BrandId brand, Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(new TermQuery(new Term(Fields.BRAND, brand.toString())), Occur.FILTER)
                .add(new TermQuery(new Term(Fields.OPEN, "1")), Occur.FILTER)
                .build();
    }

    /** All words as they are, anywhere; and all of them in the subject, in the words of a language. */
    private static List<Query> asTyped(Fields side, List<Sought> words, Function<Query, Query> within) {
        var queries = new ArrayList<Query>();
        var anywhere = new BooleanQuery.Builder();
        words.forEach(word -> anywhere.add(term(side.words(), word.text()), Occur.MUST));
        queries.add(within.apply(anywhere.build()));
        for (var language : Language.values()) {
            var terms = words.stream()
                    .map(word -> word.terms().get(language))
                    .filter(Objects::nonNull)
                    .toList();
            if (terms.size() == words.size()) {
                var subject = new BooleanQuery.Builder();
                terms.forEach(term -> subject.add(term(side.subject(language), term), Occur.MUST));
                queries.add(within.apply(subject.build()));
            }
        }
        return queries;
    }

    /** Words that stand close together as they were typed are worth more. */
    private static Query rank(Fields side, List<Sought> words, List<List<Query>> ways, int needed) {
        var found = some(ways, needed, DISMAX_REST);
        var near = near(side, words);
        return near == null
                ? found
                : new BooleanQuery.Builder()
                        .add(found, Occur.MUST)
                        .add(near, Occur.SHOULD)
                        .build();
    }

    /**
     * @param ways of each word
     * @param rest how much the other ways of a word count beside its best
     */
    private static Query some(List<List<Query>> ways, int needed, float rest) {
        var some = new BooleanQuery.Builder();
        var all = needed == ways.size();
        ways.forEach(word -> some.add(new DisjunctionMaxQuery(word, rest), all ? Occur.MUST : Occur.SHOULD));
        return some.setMinimumNumberShouldMatch(all ? 0 : needed).build();
    }

    /** The ways in which each word may stand there, as it was typed. */
    private static List<List<Query>> exactly(Fields side, List<Sought> words) {
        return words.stream().map(word -> exactly(side, word)).toList();
    }

    /**
     * The same, and as a word that is typed almost alike or begins so. Made once for all tries of a question: which words those are
     * takes long to find.
     */
    private static List<List<Query>> alike(Fields side, List<Sought> words) {
        return words.stream().map(word -> alike(side, word)).toList();
    }

    private static List<Query> exactly(Fields side, Sought word) {
        var ways = new ArrayList<Query>();
        word.terms().forEach((language, term) -> {
            ways.add(boosted(side.subject(language), term, 3));
            ways.add(boosted(side.body(language), term, 1));
        });
        ways.add(boosted(side.labels(), word.text(), 2.5f));
        ways.add(boosted(side.words(), word.text(), 1.1f));
        return ways;
    }

    private static List<Query> alike(Fields side, Sought word) {
        var ways = exactly(side, word);
        var typed = new Term(side.words(), word.text());
        if (word.mayBeMistyped()) {
            var edits = word.text().length() < 8 ? 1 : 2;
            ways.add(new BoostQuery(new WhereRare(typed, new FuzzyQuery(typed, edits, 1, SPELLINGS, true)), 0.4f));
        }
        if (word.unfinished()) {
            ways.add(new BoostQuery(new WhereRare(typed, new PrefixQuery(typed)), 0.5f));
        }
        return ways;
    }

    private static Query term(String field, String term) {
        return new TermQuery(new Term(field, term));
    }

    private static Query boosted(String field, String term, float boost) {
        return new BoostQuery(term(field, term), boost);
    }

    /** Null for one word alone. */
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
}
