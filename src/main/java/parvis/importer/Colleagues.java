package parvis.importer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.database.Rows;
import parvis.database.Transactions;

/** Who of the house may have written what an import finds. */
@Component
class Colleagues {
    private final Team team;
    private final Transactions transactions;
    private final JdbcClient db;

    Colleagues(Team team, Transactions transactions, JdbcClient db) {
        this.team = team;
        this.transactions = transactions;
        this.db = db;
    }

    /** @param others addresses of the house that it does not have today; {@code @domain} means all of that domain */
    Ours of(Brand brand, List<String> others) {
        return new Ours(brand, team.of(brand.id()), accounts(brand), others);
    }

    /** Under whose name stands what the house wrote and no colleague signed. */
    @Nullable
    TeammateId owner(Brand brand) {
        return team.owner(brand.id()).map(Teammate::id).orElse(null);
    }

    private Map<String, TeammateId> accounts(Brand brand) {
        return transactions.reading(brand.id(), () -> {
            var accounts = new HashMap<String, TeammateId>();
            db.sql("select t.id, a.email from brand.teammate t join person.account a on a.id = t.account")
                    .query(row -> {
                        accounts.put(row.getString("email"), new TeammateId(Rows.uuid(row, "id")));
                    });
            return accounts;
        });
    }
}
