package parvis.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;

/** Identity providers of brands, as PostgreSQL keeps them. */
@Component
class Providers {
    private final Transactions transactions;
    private final JdbcClient db;

    Providers(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    Optional<Provider> of(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from provider.provider")
                        .query(Providers::provider)
                        .optional());
    }

    private static Provider provider(ResultSet row, int n) throws SQLException {
        return new Provider(
                row.getString("issuer"),
                row.getString("client"),
                row.getBytes("secret"),
                List.of((String[]) row.getArray("domains").getArray()),
                row.getString("label"),
                row.getBoolean("newcomers"),
                Rows.instantOrNull(row, "tried_at"));
    }
}
