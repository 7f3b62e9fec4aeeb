package parvis.brand;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** What a colleague does, as it stands under their name, in French and in English. */
@Component
public class Titles {
    /** In characters, as people count them. */
    public static final int MOST = 80;

    public enum Outcome {
        DONE,
        /** It says nothing in either language. */
        EMPTY,
        /** No teammate of this brand, or not any more. */
        UNKNOWN,
        NOT_ALLOWED
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Titles(Transactions transactions, JdbcClient db, Team team, Changes changes, Ledger ledger, Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * One's own, or another's by whoever runs the team.
     *
     * @param title one line in each language, of {@link #MOST} characters at most; an empty one is the other's as well
     */
    public Outcome entitle(
            Brand brand, TeammateId whom, LocalText title, Teammate by, @Nullable String origin, Instant at) {
        if (!by.active() || !by.id().equals(whom) && !by.may(Permission.SET_TEAM)) {
            return Outcome.NOT_ALLOWED;
        }
        if (title.fr().isEmpty() && title.en().isEmpty()) {
            return Outcome.EMPTY;
        }
        return transactions.in(brand.id(), () -> {
            var changed = db.sql("""
                    update brand.teammate set title_fr = :fr, title_en = :en
                     where id = :id and active and (title_fr, title_en) is distinct from (:fr, :en)
                    """)
                    .param("fr", title.in("fr"))
                    .param("en", title.in("en"))
                    .param("id", whom.value())
                    .update();
            if (changed == 0) {
                return team.byId(brand.id(), whom.value())
                                .filter(Teammate::active)
                                .isPresent()
                        ? Outcome.DONE
                        : Outcome.UNKNOWN;
            }
            var actor = Actor.teammate(by.id().value());
            changes.record(brand.id(), Change.Kind.TEAM, whom.value());
            ledger.write(new LedgerEvent(
                    brand.id(), at, "teammate.entitled", actor, "teammate", whom.value(), null, How.DIRECT, Map.of()));
            audit.write(brand.id(), at, actor, "teammate.entitled", "teammate", whom.value(), origin, Map.of());
            team.forget(brand.id());
            return Outcome.DONE;
        });
    }
}
