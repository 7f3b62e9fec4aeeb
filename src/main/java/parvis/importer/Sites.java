package parvis.importer;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Brand;
import parvis.database.Transactions;

/** The sites whose past came along to a brand. */
@Repository
class Sites {
    private final Transactions transactions;
    private final JdbcClient db;

    Sites(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    void remember(Brand brand, Kind kind, String name) {
        transactions.run(
                brand.id(),
                () -> db.sql("insert into importer.site (brand, kind, name) values (?, ?, ?) on conflict do nothing")
                        .params(brand.id().value(), kind.word(), name)
                        .update());
    }

    /** Inside a transaction of the brand. */
    List<String> of(Kind kind) {
        return db.sql("select name from importer.site where kind = ? order by name")
                .param(kind.word())
                .query((row, n) -> row.getString("name"))
                .list();
    }
}
