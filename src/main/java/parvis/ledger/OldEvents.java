package parvis.ledger;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/**
 * What happened stays; of which person it was is forgotten. The program may not change history: the one way is
 * {@code ledger.part_from_people}, which takes the numbers of people out, and nothing else.
 */
@Component
@Order(7)
class OldEvents implements Kept {
    private final JdbcClient db;

    OldEvents(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Span span() {
        return Span.LEDGER;
    }

    @Override
    public long due(Instant before, int most) {
        return db.sql("""
                select count(*) from (
                    select 1 from ledger.event
                     where at < :before and (actor_kind in ('person', 'reader') and actor is not null
                           or subject_kind = 'person' and subject <> '00000000-0000-0000-0000-000000000000') limit :most) old
                """)
                .param("before", Rows.time(before))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public int takeAway(Passing passing) {
        return db.sql("select ledger.part_from_people(?, ?)")
                .params(Rows.time(passing.before()), passing.most())
                .query(Integer.class)
                .single();
    }

    @Override
    public int atOnce() {
        return 5_000;
    }
}
