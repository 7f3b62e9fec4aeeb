package parvis.square;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;
import parvis.square.QuestionReading.Head;
import parvis.square.page.QuestionPage.Link;
import parvis.square.page.QuestionPage.Moved;

/** Other public questions that belong beside one. Calls belong inside a transaction of the brand. */
@Component
class Neighbours {
    static final int MOST = 5;
    private static final String SELECT = """
            select c.number, c.slug, c.subject, c.language, c.state = 'satisfied' or (c.state = 'closed' and c.retained is not null) as solved
              from conversation.conversation c
            """;
    private static final String READABLE = " c.visibility = 'public' and c.hidden_at is null ";

    private final JdbcClient db;

    Neighbours(JdbcClient db) {
        this.db = db;
    }

    @Nullable
    Link one(UUID conversation) {
        return db.sql(SELECT + " where c.id = ? and" + READABLE)
                .param(conversation)
                .query(Neighbours::link)
                .optional()
                .orElse(null);
    }

    /** The same question, asked again elsewhere. */
    List<Link> duplicates(UUID conversation) {
        return db.sql(SELECT + " where c.duplicate_of = ? and" + READABLE + "order by c.number limit ?")
                .params(conversation, MOST)
                .query(Neighbours::link)
                .list();
    }

    /** Where messages are that stood in it: their old addresses lead there. */
    List<Moved> moved(UUID conversation) {
        var found = new LinkedHashMap<Link, List<UUID>>();
        db.sql("select m.id as message, c.number, c.slug, c.subject, c.language, false as solved"
                        + " from conversation.split_message s"
                        + " join conversation.message m on m.id = s.message and m.conversation <> s.from_conversation"
                        + " and m.visibility = 'public' and m.kind <> 'note' and m.hidden_at is null"
                        + " join conversation.conversation c on c.id = m.conversation and" + READABLE
                        + "where s.from_conversation = ? order by c.number, m.at, m.id limit 200")
                .param(conversation)
                .query(row -> {
                    found.computeIfAbsent(link(row, 0), link -> new ArrayList<>())
                            .add(Rows.uuid(row, "message"));
                });
        return found.entrySet().stream()
                .map(entry -> new Moved(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What somebody linked to it, in either direction. */
    List<Link> linked(Head head) {
        return db.sql(SELECT + " where c.id in (select other from conversation.link where conversation = :id"
                        + " union select conversation from conversation.link where other = :id) and c.id <> :id and"
                        + READABLE
                        + "order by solved desc, c.last_message_at desc limit :most")
                .param("id", head.id())
                .param("most", MOST)
                .query(Neighbours::link)
                .list();
    }

    /** What is about the same thing, settled ones first. */
    List<Link> about(Head head) {
        return db.sql("""
                with tagged as (
                    select t.conversation as id from conversation.tag t
                     where t.tag in (select tag from conversation.tag where conversation = :id) limit 500),
                same_product as (
                    select c.id from conversation.conversation c
                     where c.product = :product and c.visibility = 'public' and c.hidden_at is null
                     order by c.last_message_at desc limit 100),
                beside as (
                    select id, count(*) as ties from (table tagged union all table same_product) as found
                     where id <> :id group by id)
                """
                        + SELECT
                        + " join beside b on b.id = c.id where" + READABLE
                        + "order by solved desc, b.ties desc, c.last_message_at desc limit :most")
                .param("id", head.id())
                .param("product", head.product(), java.sql.Types.OTHER)
                .param("most", MOST)
                .query(Neighbours::link)
                .list();
    }

    private static Link link(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Link(
                "/questions/" + row.getLong("number") + "-" + row.getString("slug"),
                row.getString("subject"),
                row.getString("language"),
                row.getBoolean("solved"));
    }
}
