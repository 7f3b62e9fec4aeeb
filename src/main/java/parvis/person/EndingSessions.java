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

/** Somebody signs out elsewhere: a device that is lost, or that was never theirs. */
@Component
class EndingSessions {
    private final Transactions transactions;
    private final Sessions sessions;
    private final Audit audit;
    private final Ledger ledger;

    EndingSessions(Transactions transactions, Sessions sessions, Audit audit, Ledger ledger) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.audit = audit;
        this.ledger = ledger;
    }

    /** @return whether it was one of theirs, and open */
    boolean end(Brand brand, Account account, Visitor by, UUID session, Instant at) {
        return transactions.in(brand.id(), () -> {
            var ended = sessions.end(account.id(), session);
            if (ended) {
                told(brand, account, by, 1, at);
            }
            return ended;
        });
    }

    /** All but the one from which it is asked. */
    void endOthers(Brand brand, Account account, Visitor by, UUID here, Instant at) {
        transactions.run(brand.id(), () -> {
            var ended = sessions.endAll(account.id(), here);
            if (ended > 0) {
                told(brand, account, by, ended, at);
            }
        });
    }

    private void told(Brand brand, Account account, Visitor by, int count, Instant at) {
        var detail = Map.<String, Object>of("count", count);
        ledger.write(new LedgerEvent(
                brand.id(), at, "sessions.ended", by.actor(), "account", account.id(), null, by.how(), detail));
        audit.write(brand.id(), at, by.actor(), "sessions.ended", "account", account.id(), by.address(), detail);
    }
}
