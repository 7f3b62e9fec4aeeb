package parvis.rights;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.privacy.Whom;
import parvis.rights.page.Held;
import parvis.rights.page.Held.Page;

/** Counts what would go and lists what would stay. Calls belong inside a transaction of the brand. */
@Component
class Holding {
    private static final int MOST = 50;
    private static final String STAYS = """
             from conversation.conversation c
             where c.visibility <> 'private' and c.hidden_at is null and exists (
                   select 1 from conversation.message m
                    where m.brand = c.brand and m.conversation = c.id and m.person = :person and m.visibility = 'public'
                      and m.hidden_at is null)
               and (c.person <> :person or exists (
                   select 1 from conversation.message m
                    where m.brand = c.brand and m.conversation = c.id and m.visibility = 'public' and m.kind <> 'note'
                      and m.state = 'sent' and m.hidden_at is null and m.person is distinct from c.person))
            """;

    private final JdbcClient db;

    Holding(JdbcClient db) {
        this.db = db;
    }

    /** Of somebody who is known as several. */
    Held of(List<Whom> all) {
        return all.stream()
                .map(this::of)
                .reduce((one, other) -> new Held(
                        one.name(),
                        one.conversations() + other.conversations(),
                        one.messages() + other.messages(),
                        Stream.concat(one.staying().stream(), other.staying().stream())
                                .distinct()
                                .limit(MOST)
                                .toList(),
                        one.stay() + other.stay()))
                .orElseThrow();
    }

    Held of(Whom whom) {
        var pages = db.sql("select c.number, c.slug, c.subject, c.language" + STAYS
                        + " order by c.last_message_at desc, c.id desc limit " + MOST)
                .param("person", whom.person())
                .query((row, n) -> new Page(
                        "/questions/" + row.getLong("number") + "-" + row.getString("slug"),
                        row.getString("subject"),
                        row.getString("language")))
                .list();
        var stay = count("select count(*)" + STAYS, whom.person());
        var theirs = count("select count(*) from conversation.conversation where person = :person", whom.person());
        var kept = count("select count(*)" + STAYS + " and c.person = :person", whom.person());
        var messages = count("select count(*) from conversation.message where person = :person", whom.person());
        var staying = count(
                "select count(*) from conversation.message where person = :person and visibility = 'public' and hidden_at is null"
                        + " and conversation in (select c.id" + STAYS + ")",
                whom.person());
        return new Held(
                whom.names().isEmpty() ? "" : whom.names().getFirst().name(),
                theirs - kept,
                messages - staying,
                pages,
                stay);
    }

    private long count(String sql, UUID person) {
        return db.sql(sql).param("person", person).query(Long.class).single();
    }
}
