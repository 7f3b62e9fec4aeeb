package parvis.person;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Somebody makes, names and gives up passkeys of their own. */
@Component
class KeepingPasskeys {
    private final Transactions transactions;
    private final Passkeys passkeys;
    private final Audit audit;
    private final Ledger ledger;

    KeepingPasskeys(Transactions transactions, Passkeys passkeys, Audit audit, Ledger ledger) {
        this.transactions = transactions;
        this.passkeys = passkeys;
        this.audit = audit;
        this.ledger = ledger;
    }

    Passkeys.Made make(Brand brand, Account account, Visitor by, Site site, String name, String answer, Instant at) {
        return transactions.in(brand.id(), () -> {
            var made = passkeys.make(account, site, name, answer, at);
            if (made instanceof Passkeys.Made.Kept(var id)) {
                told(brand, "passkey.made", id, by, at);
            }
            return made;
        });
    }

    boolean rename(Brand brand, Account account, Visitor by, UUID passkey, String name, Instant at) {
        return transactions.in(brand.id(), () -> {
            var done = passkeys.rename(account.id(), passkey, name);
            if (done) {
                told(brand, "passkey.renamed", passkey, by, at);
            }
            return done;
        });
    }

    boolean remove(Brand brand, Account account, Visitor by, UUID passkey, Instant at) {
        return transactions.in(brand.id(), () -> {
            var done = passkeys.remove(account.id(), passkey);
            if (done) {
                told(brand, "passkey.removed", passkey, by, at);
            }
            return done;
        });
    }

    private void told(Brand brand, String what, UUID passkey, Visitor by, Instant at) {
        ledger.write(new LedgerEvent(brand.id(), at, what, by.actor(), "passkey", passkey, null, by.how(), Map.of()));
        audit.write(brand.id(), at, by.actor(), what, "passkey", passkey, by.address(), Map.of());
    }
}
