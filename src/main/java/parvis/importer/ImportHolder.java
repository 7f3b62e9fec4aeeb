package parvis.importer;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** The names by which mails of the past find each other, and what an import said of what it left out. */
@Component
@Order(Holder.OF_CONVERSATIONS)
class ImportHolder implements Holder {
    private final JdbcClient db;

    ImportHolder(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of("importer.named.name", "importer.left_out.place", "importer.run.summary", "importer.run.trouble");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("mails-of-the-past", db.sql("""
                select jsonb_build_object('name', n.name, 'conversation', n.conversation) from importer.named n
                  join conversation.conversation c on c.brand = n.brand and c.id = n.conversation
                 where c.person = ? order by n.name
                """).param(whom.person()));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        db.sql("delete from importer.named where conversation = any(?)")
                .param(Columns.uuids(erasure.goneConversations()))
                .update();
        for (var like : erasure.names().likes()) {
            db.sql("delete from importer.named where name ilike ?").param(like).update();
            db.sql("delete from importer.left_out where place ilike ?")
                    .param(like)
                    .update();
            db.sql("""
                    update importer.run set summary = null, trouble = null
                     where state in ('done', 'halted', 'failed') and (summary::text ilike :like or trouble::text ilike :like)
                    """).param("like", like).update();
        }
    }
}
