package parvis.square;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;

/** What a public question is called. */
@Component
class QuestionSubjects {
    private final Transactions transactions;
    private final JdbcClient db;

    QuestionSubjects(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** Empty for one that is gone or hidden. */
    String of(Brand brand, UUID conversation) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select subject from conversation.conversation
                         where id = ? and visibility = 'public' and hidden_at is null
                        """)
                        .param(conversation)
                        .query(String.class)
                        .optional()
                        .orElse(""));
    }
}
