package parvis.conversation;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.person.PersonId;

/** Who else a message came to or goes to, as PostgreSQL keeps it. Calls belong inside a transaction of the brand. */
@Repository
class Copies {
    /** Of what came; what goes has {@link Copying#MOST}. */
    static final int MOST_KEPT = 30;

    private final JdbcClient db;

    Copies(JdbcClient db) {
        this.db = db;
    }

    void keep(BrandId brand, MessageId message, List<Copied> copies) {
        var position = 0;
        for (var copy : copies.stream().limit(MOST_KEPT).toList()) {
            db.sql("""
                    insert into conversation.copy (brand, message, position, name, email) values (?, ?, ?, ?, ?)
                    on conflict do nothing
                    """)
                    .params(brand.value(), message.value(), position++, copy.name(), copy.email())
                    .update();
        }
    }

    List<String> of(MessageId message) {
        return db.sql("select email from conversation.copy where message = ? order by position")
                .param(message.value())
                .query((row, n) -> row.getString("email"))
                .list();
    }

    /** Whether the house or its asker wrote to them in this conversation. */
    boolean isCopied(ConversationId conversation, PersonId person) {
        return db.sql("""
                select 1 from person.identity i
                  join conversation.copy c on c.brand = i.brand and c.email = i.value
                  join conversation.message m on m.brand = c.brand and m.id = c.message and m.conversation = ?
                 where i.person = ? and i.kind = 'email' limit 1
                """)
                .params(conversation.value(), person.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    boolean failed(UUID message, String email, String why) {
        return db.sql("update conversation.copy set failed = ? where message = ? and email = lower(?)")
                        .params(why, message, email)
                        .update()
                > 0;
    }

    /** Before it is sent again. */
    void hopeful(UUID message) {
        db.sql("update conversation.copy set failed = null where message = ?")
                .param(message)
                .update();
    }
}
