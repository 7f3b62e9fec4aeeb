package parvis.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import tools.jackson.databind.json.JsonMapper;

/** Writes history, inside the transaction that makes it. */
@Component
public class Ledger {
    private final JdbcClient db;
    private final JsonMapper json;

    Ledger(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    public void write(LedgerEvent event) {
        db.sql("""
                insert into ledger.event (brand, id, at, what, actor_kind, actor, subject_kind, subject, conversation, how, detail)
                values (:brand, :id, :at, :what, :actorKind, :actor, :subjectKind, :subject, :conversation, :how, :detail::jsonb)
                """)
                .param("brand", event.brand().value())
                .param("id", Ids.next())
                .param("at", Rows.time(event.at()))
                .param("what", event.what())
                .param("actorKind", event.actor().kind().word())
                .param("actor", event.actor().id())
                .param("subjectKind", event.subjectKind())
                .param("subject", event.subject())
                .param("conversation", event.conversation())
                .param("how", event.how().value())
                .param("detail", json.writeValueAsString(event.detail()))
                .update();
    }

    /** The same for many at once, of one brand. */
    public void writeAll(BrandId brand, List<LedgerEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        db.sql("""
                insert into ledger.event (brand, id, at, what, actor_kind, actor, subject_kind, subject, conversation, how, detail)
                select :brand, * from unnest(:ids, :ats, :whats, :actorKinds, :actors, :subjectKinds, :subjects, :conversations,
                                             :hows, :details::jsonb[])
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(events, event -> Ids.next()))
                .param("ats", Columns.times(events, LedgerEvent::at))
                .param("whats", Columns.texts(events, LedgerEvent::what))
                .param(
                        "actorKinds",
                        Columns.texts(events, event -> event.actor().kind().word()))
                .param("actors", Columns.uuids(events, event -> event.actor().id()))
                .param("subjectKinds", Columns.texts(events, LedgerEvent::subjectKind))
                .param("subjects", Columns.uuids(events, LedgerEvent::subject))
                .param("conversations", Columns.uuids(events, LedgerEvent::conversation))
                .param("hows", Columns.texts(events, event -> event.how().value()))
                .param("details", Columns.texts(events, event -> json.writeValueAsString(event.detail())))
                .update();
    }
}
