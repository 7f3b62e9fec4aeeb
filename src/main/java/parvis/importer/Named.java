package parvis.importer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.conversation.ConversationId;
import parvis.conversation.MailNames;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/** Which conversation the mails of these names are in, or those that named them. Calls belong inside a transaction of the brand. */
@Repository
class Named {
    private final JdbcClient db;
    private final MailNames ours;

    Named(JdbcClient db, MailNames ours) {
        this.db = db;
        this.ours = ours;
    }

    /** Whether it is the name of a mail that left from here. */
    boolean isOurs(BrandId brand, String name) {
        return ours.conversationOf(brand, name).isPresent();
    }

    Map<String, ConversationId> find(BrandId brand, Collection<String> names) {
        var found = new HashMap<String, ConversationId>();
        db.sql("""
                select message_id as name, conversation from mail.received where message_id = any(:names) and conversation is not null
                union all
                select name, conversation from importer.named where name = any(:names)
                """).param("names", Columns.texts(names)).query(row -> {
            found.putIfAbsent(row.getString("name"), new ConversationId(Rows.uuid(row, "conversation")));
        });
        names.forEach(name -> ours.conversationOf(brand, name).ifPresent(id -> found.put(name, id)));
        return found;
    }

    void keep(BrandId brand, Map<String, ConversationId> all) {
        var names = List.copyOf(all.entrySet());
        db.sql("""
                insert into importer.named (brand, name, conversation)
                select :brand, * from unnest(:names, :conversations) on conflict do nothing
                """)
                .param("brand", brand.value())
                .param("names", Columns.texts(names, Map.Entry::getKey))
                .param(
                        "conversations",
                        Columns.uuids(names, entry -> entry.getValue().value()))
                .update();
    }

    /** Which of these came by mail themselves. */
    Set<String> received(Collection<String> names) {
        return new HashSet<>(db.sql("select message_id from mail.received where message_id = any(?)")
                .param(Columns.texts(names))
                .query((row, n) -> row.getString("message_id"))
                .list());
    }
}
