package parvis.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import parvis.conversation.State;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.search.Index.Found;

/**
 * What is shown of what was found. It is read from PostgreSQL under the brand's wall: the index says where to look, never
 * what to show, so that something hidden a moment ago does not appear even before the index knows.
 */
@Component
class Results {
    private static final int MESSAGES = 12;
    private static final int LETTERS = 3_000;
    private static final int WORDS = 24;

    private record Head(long number, String slug, String subject, State state) {}

    private final JdbcClient db;
    private final Transactions transactions;

    Results(JdbcClient db, Transactions transactions) {
        this.db = db;
        this.transactions = transactions;
    }

    List<Hit> of(BrandId brand, List<Found> found, String sought) {
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = Columns.uuids(found, Found::conversation);
        var terms = terms(sought);
        return transactions.reading(brand, () -> {
            var heads = heads(ids);
            var excerpts = excerpts(ids, terms);
            return found.stream().flatMap(one -> hit(one, heads, excerpts)).toList();
        });
    }

    /** Those in whose public messages a link stands indeed. */
    List<Hit> carrying(BrandId brand, List<Found> found, String link) {
        if (found.isEmpty()) {
            return List.of();
        }
        var carrying = transactions.reading(
                brand,
                () -> new HashSet<>(db.sql("""
                        select distinct conversation from conversation.message
                         where conversation = any(:ids)
                           and visibility = 'public' and kind <> 'note' and state = 'sent' and hidden_at is null
                           and (position(:link in text) > 0 or position(:link in origin_url) > 0)
                        """)
                        .param("ids", Columns.uuids(found, Found::conversation))
                        .param("link", link)
                        .query((row, n) -> Rows.uuid(row, "conversation"))
                        .list()));
        return withoutExcerpts(
                brand,
                found.stream()
                        .filter(one -> carrying.contains(one.conversation()))
                        .toList());
    }

    /** For whoever shows subjects only: making excerpts is most of the work. */
    List<Hit> withoutExcerpts(BrandId brand, List<Found> found) {
        return transactions.reading(brand, () -> {
            var heads = heads(Columns.uuids(found, Found::conversation));
            return found.stream().flatMap(one -> hit(one, heads, Map.of())).toList();
        });
    }

    private static Stream<Hit> hit(Found one, Map<UUID, Head> heads, Map<UUID, Excerpt> excerpts) {
        var head = heads.get(one.conversation());
        if (head == null) {
            return Stream.empty();
        }
        var excerpt = excerpts.get(one.conversation());
        return Stream.of(new Hit(
                one.conversation(),
                head.number(),
                head.slug(),
                head.subject(),
                head.state(),
                excerpt == null ? "" : excerpt.text(),
                one.score()));
    }

    private Map<UUID, Head> heads(SqlArrayValue ids) {
        var heads = new HashMap<UUID, Head>();
        db.sql("""
                select id, number, slug, subject, state from conversation.conversation
                 where id = any(:ids) and visibility = 'public' and hidden_at is null
                """).param("ids", ids).query(row -> {
            heads.put(
                    Rows.uuid(row, "id"),
                    new Head(
                            row.getLong("number"),
                            row.getString("slug"),
                            row.getString("subject"),
                            State.of(row.getString("state"))));
        });
        return heads;
    }

    /** From the retained answer and the oldest messages: they are what a reader finds at the top of the page. */
    private Map<UUID, Excerpt> excerpts(SqlArrayValue ids, Set<String> terms) {
        var best = new HashMap<UUID, Excerpt>();
        db.sql("""
                select c.id, m.text
                  from conversation.conversation c
                 cross join lateral (
                       select left(m.text, :letters) as text, m.id = c.retained as retained, m.at, m.id
                         from conversation.message m
                        where m.brand = c.brand and m.conversation = c.id
                          and m.visibility = 'public' and m.kind <> 'note' and m.state = 'sent' and m.hidden_at is null
                        order by (m.id = c.retained) desc nulls last, m.at, m.id
                        limit :messages) m
                 where c.id = any(:ids) and c.visibility = 'public' and c.hidden_at is null
                 order by c.id, m.retained desc nulls last, m.at, m.id
                """)
                .param("ids", ids)
                .param("letters", LETTERS)
                .param("messages", MESSAGES)
                .query(row -> {
                    var excerpt = Excerpt.of(row.getString("text"), terms);
                    best.merge(
                            Rows.uuid(row, "id"),
                            excerpt,
                            (first, next) -> next.matches() > first.matches() ? next : first);
                });
        return best;
    }

    private static Set<String> terms(String sought) {
        var terms = new HashSet<String>();
        for (var word : Sought.in(sought, WORDS)) {
            terms.add(word.text());
            terms.addAll(word.terms().values());
        }
        return terms;
    }
}
