package parvis.brand;

import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.AuditChain.Verdict;
import parvis.database.Rows;
import parvis.ledger.Actor;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/**
 * The oldest entries of the audit trail. It is read whole before: one that is not as it was written keeps all that it has, so that
 * nobody's traces go with the time.
 */
@Component
@Order(8)
class OldActs implements Kept {
    private static final Logger LOG = LoggerFactory.getLogger(OldActs.class);

    private final JdbcClient db;
    private final AuditChain chain;
    private final Audit audit;

    OldActs(JdbcClient db, AuditChain chain, Audit audit) {
        this.db = db;
        this.chain = chain;
        this.audit = audit;
    }

    @Override
    public Span span() {
        return Span.AUDIT;
    }

    /** All from the first on, up to the first that has not: never the newest. */
    @Override
    public long due(Instant before, int most) {
        return db.sql("""
                select count(*) from (
                    select 1 from brand.audit_link l
                     where l.position < (select coalesce(min(k.position), (select position from brand.audit_head))
                                           from brand.audit_link k left join brand.audit a on a.brand = k.brand and a.id = k.entry
                                          where a.id is null or a.at >= :before) limit :most) old
                """)
                .param("before", Rows.time(before))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public int takeAway(Passing passing) {
        if (due(passing.before(), 1) == 0) {
            return 0;
        }
        if (!(chain.verify(passing.brand()) instanceof Verdict.Holds)) {
            LOG.warn("The audit trail of {} is not as it was written: nothing of it goes", passing.brand());
            return 0;
        }
        var cut = chain.cut(passing.before(), passing.most(), passing.at());
        cut.ifPresent(gone -> audit.write(
                passing.brand(),
                passing.at(),
                Actor.SYSTEM,
                AuditChain.TOLD,
                "brand",
                passing.brand().value(),
                null,
                Map.of("position", gone.position(), "link", gone.hash(), "entries", gone.entries())));
        return cut.map(AuditChain.Cut::entries).orElse(0);
    }

    @Override
    public int atOnce() {
        return 10_000;
    }
}
