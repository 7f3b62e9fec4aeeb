package parvis.person;

import java.time.Instant;
import java.util.List;
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
    private final SecondFactor factor;
    private final Sessions sessions;
    private final Audit audit;
    private final Ledger ledger;

    KeepingPasskeys(
            Transactions transactions,
            Passkeys passkeys,
            SecondFactor factor,
            Sessions sessions,
            Audit audit,
            Ledger ledger) {
        this.transactions = transactions;
        this.passkeys = passkeys;
        this.factor = factor;
        this.sessions = sessions;
        this.audit = audit;
        this.ledger = ledger;
    }

    /** @param session from which it is made: it has shown two factors with it */
    Passkeys.Made make(
            Brand brand, Sessions.Session session, Visitor by, Site site, String name, String answer, Instant at) {
        return transactions.in(brand.id(), () -> {
            var account = session.account();
            var made = passkeys.make(account, site, name, answer, at);
            if (made instanceof Passkeys.Made.Kept(var id)) {
                sessions.prove(session.id(), account.id(), true, at);
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

    enum Removal {
        DONE,
        UNKNOWN,
        /** Whoever owns a house shows more than a link, and has nothing else. */
        LAST
    }

    Removal remove(Brand brand, Account account, Visitor by, UUID passkey, Instant at) {
        return transactions.in(brand.id(), () -> {
            var all = passkeys.of(account.id());
            if (all.stream().noneMatch(key -> key.id().equals(passkey))) {
                return Removal.UNKNOWN;
            }
            if (isAlone(all, passkey) && !factor.isOn(account.id()) && factor.ownsAHouse(account.id())) {
                return Removal.LAST;
            }
            if (!passkeys.remove(account.id(), passkey)) {
                return Removal.UNKNOWN;
            }
            sessions.forget(account.id());
            told(brand, "passkey.removed", passkey, by, at);
            return Removal.DONE;
        });
    }

    /** Whether nothing else opens that house. */
    private static boolean isAlone(List<Passkey> all, UUID passkey) {
        var host = all.stream()
                .filter(key -> key.id().equals(passkey))
                .map(Passkey::host)
                .findFirst();
        return all.stream()
                        .filter(key -> host.filter(key.host()::equals).isPresent())
                        .count()
                == 1;
    }

    private void told(Brand brand, String what, UUID passkey, Visitor by, Instant at) {
        ledger.write(new LedgerEvent(brand.id(), at, what, by.actor(), "passkey", passkey, null, by.how(), Map.of()));
        audit.write(brand.id(), at, by.actor(), what, "passkey", passkey, by.address(), Map.of());
    }
}
