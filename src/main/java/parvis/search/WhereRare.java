package parvis.search;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/** What else may have been meant by a word: nothing where very many hold the word itself, since it was hardly mistyped then. */
final class WhereRare extends Query {
    /** Held by so many conversations, a word is known. */
    private static final int MANY = 1_000;

    private final Term typed;
    private final Query meant;
    private @Nullable Found found;

    private record Found(IndexReader reader, Query query) {}

    WhereRare(Term typed, Query meant) {
        this.typed = typed;
        this.meant = meant;
    }

    /** Which words are meant is looked up once for all tries of one question. */
    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        var reader = searcher.getIndexReader();
        if (found == null || found.reader() != reader) {
            found = new Found(
                    reader,
                    reader.docFreq(typed) < MANY
                            ? searcher.rewrite(meant)
                            : new MatchNoDocsQuery("%s is held by many".formatted(typed)));
        }
        return found.query();
    }

    @Override
    public void visit(QueryVisitor visitor) {
        meant.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "whereRare(%s)".formatted(meant.toString(field));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhereRare same && typed.equals(same.typed) && meant.equals(same.meant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(typed, meant);
    }
}
