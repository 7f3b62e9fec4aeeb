package parvis.newsroom;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;

/** What waits at the desk, for those who write meanwhile. */
@Component
class AtTheDesk {
    private static final int COUNTED = 1_000;

    private final Transactions transactions;
    private final JdbcClient db;

    AtTheDesk(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** How many conversations wait for the house, in figures. */
    String waiting(Brand brand) {
        var count = transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from (select 1 from conversation.conversation where state = 'open' limit "
                                + COUNTED + ") open")
                        .query(Integer.class)
                        .single());
        return count < COUNTED ? Integer.toString(count) : COUNTED - 1 + "+";
    }
}
