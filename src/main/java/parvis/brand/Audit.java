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

/** Who did what that others may ask about later: sign-ins, keys, moderation, team and settings. Added to, never changed. */
@Component
public class Audit {
    private final JdbcClient db;
    private final JsonMapper json;

    Audit(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * Inside the transaction of what is done.
     *
     * @param origin where from: a network address, {@code console}, or null when it is not known
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
        db.sql("""
                insert into brand.audit (brand, id, at, actor_kind, actor, action, subject_kind, subject, origin, detail)
                values (:brand, :id, :at, :actorKind, :actor, :action, :subjectKind, :subject, :origin, :detail::jsonb)
                """)
                .param("brand", brand.value())
                .param("id", Ids.next())
                .param("at", Rows.time(at))
                .param("actorKind", actor.kind().word())
                .param("actor", actor.id())
                .param("action", action)
                .param("subjectKind", subjectKind)
                .param("subject", subject)
                .param("origin", origin)
                .param("detail", json.writeValueAsString(detail))
                .update();
    }
}
