package parvis.person;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;

/** The button by which colleagues come in with their company's identity provider, once that worked. */
@Component
class CompanyDoor {
    private final Transactions transactions;
    private final JdbcClient db;

    CompanyDoor(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    Optional<String> label(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select label from provider.provider where tried_at is not null")
                        .query((row, n) -> row.getString("label"))
                        .optional());
    }
}
