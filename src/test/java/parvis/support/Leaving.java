package parvis.support;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.ConversationId;
import parvis.conversation.MessageId;
import parvis.database.Transactions;

/** For tests that do not wait the seconds in which an answer can be taken back. */
@Component
public class Leaving {
    private final Transactions transactions;
    private final JdbcClient db;

    Leaving(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** What was just sent from the desk leaves the door at once, by the product's own hand. */
    public void depart(Brand brand, ConversationId conversation) {
        transactions.run(
                brand.id(),
                () -> db.sql(
                                "update conversation.departure set departs_at = '2001-01-01' where conversation = ? and not later")
                        .param(conversation.value())
                        .update());
        Soon.soon(() -> transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select not exists (select 1 from conversation.departure where conversation = ? and not later)")
                        .param(conversation.value())
                        .query(Boolean.class)
                        .single()));
    }

    /** The same by its public number. */
    public void depart(Brand brand, long number) {
        depart(
                brand,
                transactions.reading(
                        brand.id(),
                        () -> db.sql("select id from conversation.conversation where number = ?")
                                .param(number)
                                .query((row, n) -> new ConversationId(row.getObject("id", java.util.UUID.class)))
                                .single()));
    }

    /** Its letter leaves at once. */
    public void hurry(Brand brand, MessageId answer) {
        transactions.run(
                brand.id(),
                () -> db.sql("update notice.mail set next_at = created_at where message = ? and state = 'waiting'")
                        .param(answer.value())
                        .update());
    }

    /** As it stands on its way: {@code waiting}, {@code sent} and so on. */
    public String state(Brand brand, MessageId answer) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from conversation.message where id = ?")
                        .param(answer.value())
                        .query(String.class)
                        .single());
    }

    /** Its letter has left and arrived. */
    public void arrive(Brand brand, MessageId answer) {
        hurry(brand, answer);
        Soon.soon(() -> state(brand, answer).equals("sent"));
    }
}
