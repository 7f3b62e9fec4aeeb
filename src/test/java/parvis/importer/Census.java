package parvis.importer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.Transactions;

/** How many rows of each kind a brand has, and what its conversations say of themselves. */
record Census(Map<String, Long> rows, List<String> conversations) {
    private static final List<String> TABLES = List.of(
            "conversation.conversation",
            "conversation.message",
            "conversation.tag",
            "conversation.link",
            "conversation.rating",
            "person.person",
            "person.identity",
            "ledger.event");

    static Census of(Transactions transactions, JdbcClient db, Brand brand) {
        return transactions.reading(brand.id(), () -> {
            var rows = new TreeMap<String, Long>();
            for (var table : TABLES) {
                rows.put(
                        table,
                        db.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single());
            }
            return new Census(
                    rows,
                    db.sql(
                                    "select row(number, subject, state, messages, last_message_at, retained, duplicate_of)::text from conversation.conversation order by number")
                            .query(String.class)
                            .list());
        });
    }
}
