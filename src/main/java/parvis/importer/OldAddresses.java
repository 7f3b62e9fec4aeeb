package parvis.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.database.Columns;
import parvis.database.Transactions;

/** Where what was imported stands now. */
@Component
class OldAddresses {
    private final Transactions transactions;
    private final JdbcClient db;
    private final Sites sites;

    OldAddresses(Transactions transactions, JdbcClient db, Sites sites) {
        this.transactions = transactions;
        this.db = db;
        this.sites = sites;
    }

    /**
     * The address of it here, if everybody may read it.
     *
     * @param names what it may have been there, the surest first
     */
    Optional<String> find(Brand brand, Kind kind, List<String> names) {
        return transactions.reading(brand.id(), () -> {
            var wanted = new ArrayList<String>();
            for (var name : names) {
                sites.of(kind).forEach(site -> wanted.add(Site.source(kind, site) + name));
            }
            return find(wanted);
        });
    }

    private Optional<String> find(List<String> wanted) {
        return db.sql("""
                select c.number, c.slug, m.id, m.parent is null and m.at = c.opened_at as opens
                  from unnest(:wanted) with ordinality as w(name, n)
                  join conversation.message m on m.channel = :channel and m.external_id = w.name
                  join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where c.visibility = 'public' and c.hidden_at is null and m.visibility = 'public' and m.hidden_at is null
                 order by w.n limit 1
                """)
                .param("wanted", Columns.texts(wanted))
                .param("channel", History.CHANNEL)
                .query((row, n) -> "/questions/" + row.getLong("number") + "-" + row.getString("slug")
                        + (row.getBoolean("opens") ? "" : "#m-" + row.getString("id")))
                .optional();
    }
}
