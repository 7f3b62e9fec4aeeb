package parvis.brand;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** At which addresses a brand takes mail. The first is its own: letters leave from it. */
@Component
public class MailAddresses {
    public static final int MOST = 20;

    public enum Outcome {
        DONE,
        /** It was there already, or was not. */
        UNCHANGED,
        /** Another brand takes its mail there. */
        TAKEN,
        TOO_MANY
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final BrandAddresses rows;
    private final Brands brands;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    MailAddresses(
            Transactions transactions,
            JdbcClient db,
            BrandAddresses rows,
            Brands brands,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.rows = rows;
        this.brands = brands;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * @param address a plausible one, in lower case
     * @param origin the network address of who does it, when it is known
     */
    public Outcome add(Brand brand, String address, Actor by, @Nullable String origin, Instant at) {
        if (brand.mails().contains(address)) {
            return Outcome.UNCHANGED;
        }
        try {
            return transactions.in(brand.id(), () -> {
                if (!rows.add(brand.id(), "mail", address, MOST)) {
                    return Outcome.TOO_MANY;
                }
                told(brand, "brand.mail-address-added", address, by, origin, at);
                return Outcome.DONE;
            });
        } catch (DuplicateKeyException another) {
            return Outcome.TAKEN;
        }
    }

    /** What is written there from now on is refused. */
    public Outcome remove(Brand brand, String address, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var removed = db.sql("delete from brand.address where kind = 'mail' and value = ? and brand = ?")
                    .params(address, brand.id().value())
                    .update();
            if (removed == 0) {
                return Outcome.UNCHANGED;
            }
            told(brand, "brand.mail-address-removed", address, by, origin, at);
            return Outcome.DONE;
        });
    }

    private void told(Brand brand, String what, String address, Actor by, @Nullable String origin, Instant at) {
        changes.record(brand.id(), Change.Kind.BRAND, brand.id().value());
        ledger.write(new LedgerEvent(
                brand.id(), at, what, by, "brand", brand.id().value(), null, How.DIRECT, Map.of("address", address)));
        audit.write(brand.id(), at, by, what, "brand", brand.id().value(), origin, Map.of("address", address));
        Transactions.afterCommit(brands::forget);
    }
}
