package parvis.brand;

import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand.LocalText;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Clean;
import parvis.text.Cleaned;

/** The few lines that a teammate puts under the letters that carry their answers; plain words, and their own only. */
@Component
public class Signatures {
    /** In characters, as people count them. */
    public static final int MOST = 400;

    public static final int MOST_LINES = 8;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;

    Signatures(Transactions transactions, JdbcClient db, Team team, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** As it would be kept, of what somebody typed. */
    public static Cleaned clean(String typed) {
        return Clean.text(typed, MOST);
    }

    public static boolean fits(Cleaned lines) {
        return lines.fitted() && lines.text().lines().count() <= MOST_LINES;
    }

    /** @param lines that {@link #fits}; empty ones bring the usual signature back */
    public void write(Brand brand, Teammate by, LocalText lines, Instant at) {
        transactions.run(brand.id(), () -> {
            db.sql("update brand.teammate set letter_fr = ?, letter_en = ? where id = ?")
                    .params(lines.fr(), lines.en(), by.id().value())
                    .update();
            changes.record(brand.id(), Change.Kind.TEAM, by.id().value());
            ledger.write(new LedgerEvent(
                    brand.id(),
                    at,
                    "signature.written",
                    Actor.teammate(by.id().value()),
                    "teammate",
                    by.id().value(),
                    null,
                    How.DESK,
                    Map.of()));
            team.forget(brand.id());
        });
    }
}
