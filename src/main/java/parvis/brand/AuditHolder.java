package parvis.brand;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** What the audit trail knows of somebody stands aside of it; the trail itself names nobody who is not of the team. */
@Component
@Order(Holder.OF_PEOPLE)
class AuditHolder implements Holder {
    private static final String THEIRS = """
             (a.actor = :person or a.subject in (:person, :account) or x.detail ->> 'email' = any(:addresses))
            """;

    private final JdbcClient db;

    AuditHolder(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of("brand.audit_aside.origin", "brand.audit_aside.detail");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("audit", of(whom, """
                        select jsonb_build_object('at', a.at, 'action', a.action, 'subject', a.subject_kind, 'from', x.origin,
                                                  'detail', x.detail)
                          from brand.audit a join brand.audit_aside x on x.brand = a.brand and x.entry = a.id
                         where """ + THEIRS + " order by a.at, a.id"));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        of(whom, """
                delete from brand.audit_aside x using brand.audit a
                 where a.brand = x.brand and a.id = x.entry and (
                """ + THEIRS + " or a.subject = any(:messages))")
                .param("messages", Columns.uuids(erasure.messages()))
                .update();
        for (var like : erasure.names().likes()) {
            db.sql("delete from brand.audit_aside where detail::text ilike ?")
                    .param(like)
                    .update();
        }
    }

    private JdbcClient.StatementSpec of(Whom whom, String sql) {
        return db.sql(sql)
                .param("person", whom.person())
                .param("account", whom.account() == null ? whom.person() : whom.account())
                .param("addresses", whom.addressArray());
    }
}
