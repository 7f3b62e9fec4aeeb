package parvis.settings;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Transactions;

/** What stands in a place. */
@Component
class PlaceReading {
    /** More are not told apart: nobody waits for a count. */
    private static final int MOST_COUNTED = 1_000;

    private final Transactions transactions;
    private final JdbcClient db;

    PlaceReading(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    int conversations(BrandId brand, UUID place) {
        return transactions.reading(
                brand,
                () -> db.sql("""
                        select count(*) from (select from conversation.conversation where place = ? limit ?) counted
                        """)
                        .params(place, MOST_COUNTED)
                        .query(Integer.class)
                        .single());
    }
}
