package parvis.square;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;

/** Where a message of a public conversation stands. */
@Component
class MessagePaths {
    private final Transactions transactions;
    private final JdbcClient db;

    MessagePaths(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    Optional<String> of(Brand brand, UUID message) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select c.number, c.slug from conversation.message m
                          join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                         where m.id = ? and m.state = 'sent' and c.visibility <> 'private'
                        """)
                        .param(message)
                        .query((row, n) ->
                                "/questions/" + row.getLong("number") + "-" + row.getString("slug") + "#m-" + message)
                        .optional());
    }
}
