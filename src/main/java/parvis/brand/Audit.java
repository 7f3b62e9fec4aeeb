package parvis.brand;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.ledger.Actor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who did what that others may ask about later: sign-ins, keys, moderation, team and settings. Added to, never changed, and chained so that it is
 * seen if anybody does ({@link AuditChain}). What of it
 * is about people (where from, to which address, in whose words) stands beside it, and can be taken away.
 */
@Component
public class Audit {
    private final JdbcClient db;
    private final JsonMapper json;
    private final AuditChain chain;

    Audit(JdbcClient db, JsonMapper json, AuditChain chain) {
        this.db = db;
        this.json = json;
        this.chain = chain;
    }

    /**
     * Inside the transaction of what is done.
     *
     * @param origin where from: a network address, {@code console}, or null when it is not known; kept aside
     * @param detail facts, nothing of people
     */
    public void write(
            BrandId brand,
            Instant at,
            Actor actor,
            String action,
            String subjectKind,
            @Nullable UUID subject,
            @Nullable String origin,
            Map<String, Object> detail) {
        write(brand, at, actor, action, subjectKind, subject, origin, detail, Map.of());
    }

    /** @param aside what is about people: an address, free words */
    public void write(
            BrandId brand,
            Instant at,
            Actor actor,
            String action,
            String subjectKind,
            @Nullable UUID subject,
            @Nullable String origin,
            Map<String, Object> detail,
            Map<String, Object> aside) {
        var id = Ids.next();
        db.sql("""
                insert into brand.audit (brand, id, at, actor_kind, actor, action, subject_kind, subject, detail)
                values (:brand, :id, :at, :actorKind, :actor, :action, :subjectKind, :subject, :detail::jsonb)
                """)
                .param("brand", brand.value())
                .param("id", id)
                .param("at", Rows.time(at))
                .param("actorKind", actor.kind().word())
                .param("actor", actor.id())
                .param("action", action)
                .param("subjectKind", subjectKind)
                .param("subject", subject)
                .param("detail", json.writeValueAsString(detail))
                .update();
        chain.add(brand, id);
        if (origin != null || !aside.isEmpty()) {
            db.sql("insert into brand.audit_aside (brand, entry, origin, detail) values (?, ?, ?, ?::jsonb)")
                    .params(brand.value(), id)
                    .param(origin)
                    .param(json.writeValueAsString(aside))
                    .update();
        }
    }
}
