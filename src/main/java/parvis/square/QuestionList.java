package parvis.square;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.square.page.QuestionRow;
import parvis.square.page.QuestionsPage.Counts;
import parvis.square.page.QuestionsPage.Filter;
import parvis.square.page.QuestionsPage.Sort;

/** Public questions, or those of a place, filtered, sorted and read page by page from a place in the list, never by counting through it. */
@Component
class QuestionList {
    static final int SIZE = 20;

    /**
     * @param older where the next page begins, null at the end
     * @param newer where the page before ends, null at the beginning
     */
    record Slice(
            List<QuestionRow> rows,
            @Nullable String older,
            @Nullable String newer) {}

    private record Counted(
            BrandId brand,
            @Nullable UUID place,
            @Nullable UUID product,
            @Nullable String tag) {}

    private record Tags(BrandId brand, int most) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final QuestionRows questions;
    private final LongView views;

    QuestionList(Transactions transactions, JdbcClient db, QuestionRows questions, LongView views) {
        this.views = views;
        this.transactions = transactions;
        this.db = db;
        this.questions = questions;
    }

    /** The page after or before a place; the first page when neither is given or nothing lies there. */
    Slice slice(Brand brand, Filter filter, Optional<Cursor> after, Optional<Cursor> before, Instant now) {
        return transactions.reading(brand.id(), () -> {
            if (before.isPresent()) {
                var rows = read(brand, filter, before, true, now).reversed();
                if (rows.size() > SIZE) {
                    var page = rows.subList(rows.size() - SIZE, rows.size());
                    return new Slice(page, cursor(filter, page.getLast()), cursor(filter, page.getFirst()));
                }
            }
            var start = before.isPresent() ? Optional.<Cursor>empty() : after;
            var rows = read(brand, filter, start, false, now);
            var more = rows.size() > SIZE;
            var page = more ? rows.subList(0, SIZE) : rows;
            return new Slice(
                    page,
                    more ? cursor(filter, page.getLast()) : null,
                    start.isPresent() && !page.isEmpty() ? cursor(filter, page.getFirst()) : null);
        });
    }

    List<QuestionRow> newest(Brand brand, int most, Instant now) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(QuestionRows.SELECT + " order by c.opened_at desc, c.id desc limit ?")
                        .param(most)
                        .query(questions.of(brand, now))
                        .list());
    }

    List<QuestionRow> longestWaiting(Brand brand, int most, Instant now) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(QuestionRows.SELECT
                                + " and c.state = 'open' and c.due_at is not null order by c.opened_at, c.id limit ?")
                        .param(most)
                        .query(questions.of(brand, now))
                        .list());
    }

    List<QuestionRow> byIds(Brand brand, List<UUID> ids, Instant now) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return transactions.reading(
                brand.id(),
                () -> db
                        .sql(QuestionRows.SELECT + " and c.id = any(?)")
                        .param(ids.toArray(new UUID[0]))
                        .query(questions.of(brand, now))
                        .list()
                        .stream()
                        .sorted(java.util.Comparator.comparingInt(row -> ids.indexOf(row.id())))
                        .toList());
    }

    Counts counts(Brand brand, Filter filter) {
        var product = filter.product();
        return views.of(
                new Counted(
                        brand.id(),
                        filter.place() == null ? null : filter.place().id(),
                        product == null ? null : product.id(),
                        filter.tag()),
                () -> transactions.reading(
                        brand.id(),
                        () -> bound(db.sql("""
                        select count(*) as all_of_them,
                               count(*) filter (where c.state = 'satisfied' or (c.state = 'closed' and c.retained is not null)) as solved,
                               count(*) filter (where c.state = 'open' and c.due_at is not null) as waiting,
                               min(c.opened_at) filter (where c.state = 'open' and c.due_at is not null) as oldest
                          from conversation.conversation c
                         where
                        """ + QuestionRows.readable(filter.place()) + about(filter)), filter)
                                .query((row, n) -> new Counts(
                                        row.getLong("all_of_them"),
                                        row.getLong("solved"),
                                        row.getLong("waiting"),
                                        Rows.instantOrNull(row, "oldest")))
                                .single()));
    }

    /** The tags that most questions carry. */
    List<String> tags(Brand brand, int most) {
        return views.of(
                new Tags(brand.id(), most),
                () -> transactions.reading(
                        brand.id(),
                        () -> db.sql("""
                        select t.tag from conversation.tag t
                          join conversation.conversation c on c.brand = t.brand and c.id = t.conversation
                         where c.visibility = 'public' and c.hidden_at is null
                         group by t.tag order by count(*) desc, t.tag limit ?
                        """).param(most).query(String.class).list()));
    }

    private List<QuestionRow> read(Brand brand, Filter filter, Optional<Cursor> from, boolean backwards, Instant now) {
        var column = filter.sort() == Sort.ACTIVITY ? "c.last_message_at" : "c.opened_at";
        var descending = (filter.sort() != Sort.LONGEST) != backwards;
        var direction = descending ? " desc" : " asc";
        var sql = QuestionRows.select(filter.place())
                + about(filter)
                + which(filter)
                + (from.isEmpty() ? "" : " and (" + column + ", c.id) " + (descending ? "<" : ">") + " (:at, :id)")
                + " order by " + column + direction + ", c.id" + direction + " limit :limit";
        var query = bound(db.sql(sql), filter).param("limit", SIZE + 1);
        if (from.isPresent()) {
            query = query.param("at", Rows.time(from.get().at()))
                    .param("id", from.get().id());
        }
        var rows = query.query(questions.of(brand, now)).list();
        return filter.place() == null || filter.place().isShared()
                ? rows
                : rows.stream()
                        .map(row -> row.leadingTo("/desk/conversations/" + row.number()))
                        .toList();
    }

    private static String about(Filter filter) {
        return (filter.product() == null ? "" : " and c.product = :product")
                + (filter.tag() == null
                        ? ""
                        : " and exists (select 1 from conversation.tag t where t.brand = c.brand and t.conversation = c.id and t.tag = :tag)");
    }

    private static String which(Filter filter) {
        return switch (filter.which()) {
            case ALL -> "";
            case SOLVED -> " and (c.state = 'satisfied' or (c.state = 'closed' and c.retained is not null))";
            case UNSOLVED -> " and c.state in ('open', 'waiting')";
            case WAITING -> " and c.state = 'open' and c.due_at is not null";
        };
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec query, Filter filter) {
        var bound = query;
        if (filter.place() != null) {
            bound = bound.param("place", filter.place().id());
        }
        if (filter.product() != null) {
            bound = bound.param("product", filter.product().id());
        }
        if (filter.tag() != null) {
            bound = bound.param("tag", filter.tag());
        }
        return bound;
    }

    private static String cursor(Filter filter, QuestionRow row) {
        return new Cursor(filter.sort() == Sort.ACTIVITY ? row.lastActivity() : row.asked(), row.id()).text();
    }
}
