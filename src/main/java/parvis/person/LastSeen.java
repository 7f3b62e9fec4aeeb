package parvis.person;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import parvis.database.Ids;
import parvis.database.Rows;

/**
 * Of whom nothing was seen or heard: who was not here, wrote nothing, was written nothing and rated nothing. What came along by an
 * import counts from when it came. Colleagues are seen every day. Calls belong inside a transaction of the brand.
 */
@Component
public class LastSeen {
    private static final String UNSEEN = """
             from person.person p
             where p.erased_at is null and p.id < :made
               and not exists (select from person.account a where a.id = p.account and (a.seen_at is null or a.seen_at >= :before))
               and not exists (select from conversation.message m where m.brand = p.brand and m.person = p.id and m.stored_at >= :before)
               and not exists (select from conversation.conversation c
                                where c.brand = p.brand and c.person = p.id
                                  and (c.last_message_at >= :before or c.state in ('open', 'waiting')))
               and not exists (select from conversation.rating r where r.brand = p.brand and r.person = p.id and r.at >= :before)
               and not exists (select from brand.teammate t left join person.account a on a.id = t.account
                                where t.brand = p.brand and t.active and (t.account = p.account or a.email in (
                                      select i.value from person.identity i where i.brand = p.brand and i.person = p.id and i.kind = 'email')))
            """;

    private final JdbcClient db;

    LastSeen(JdbcClient db) {
        this.db = db;
    }

    /** Whoever was last here nobody knows when is seen from now on. */
    public void begin(Instant now) {
        db.sql("""
                update person.account set seen_at = ? where seen_at is null and id in (select account from person.person where account is not null)
                """).param(Rows.time(now)).update();
    }

    /** Counted to {@code most} at most. */
    public long count(Instant before, int most) {
        return of("select count(*) from (select 1" + UNSEEN + " limit :most) unseen", before, most)
                .query(Long.class)
                .single();
    }

    /** Those who came first, first. */
    public List<PersonId> some(Instant before, int most) {
        return of("select p.id" + UNSEEN + " order by p.id limit :most", before, most)
                .query((row, n) -> new PersonId(Rows.uuid(row, "id")))
                .list();
    }

    private StatementSpec of(String sql, Instant before, int most) {
        return db.sql(sql)
                .param("before", Rows.time(before))
                .param("made", Ids.first(before))
                .param("most", most);
    }
}
