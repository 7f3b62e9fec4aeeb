package parvis.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** The teammates of a brand; kept per node until the change log says otherwise. */
@Component
public class Team implements ChangeListener {
    private final JdbcClient db;
    private final Transactions transactions;
    private final Changes changes;
    private final Ledger ledger;
    private final Cache<BrandId, List<Teammate>> teams =
            Caffeine.newBuilder().maximumSize(1_000).build();

    Team(JdbcClient db, Transactions transactions, Changes changes, Ledger ledger) {
        this.db = db;
        this.transactions = transactions;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** Everybody who ever was, by name; {@link Teammate#active} tells who still is. */
    public List<Teammate> of(BrandId brand) {
        return teams.get(brand, this::read);
    }

    public Optional<Teammate> byAccount(BrandId brand, UUID account) {
        return of(brand).stream()
                .filter(t -> t.active() && t.account().equals(account))
                .findFirst();
    }

    public Optional<Teammate> byId(BrandId brand, UUID id) {
        return of(brand).stream().filter(t -> t.id().value().equals(id)).findFirst();
    }

    public Optional<Teammate> owner(BrandId brand) {
        return of(brand).stream()
                .filter(t -> t.active() && t.role() == Role.OWNER)
                .findFirst();
    }

    /** Those in whose name others write, and who approve it. */
    public List<Teammate> writtenFor(BrandId brand) {
        return of(brand).stream().filter(t -> t.may(Permission.BE_WRITTEN_FOR)).toList();
    }

    public TeammateId join(
            BrandId brand,
            UUID account,
            String handle,
            String name,
            Role role,
            Brand.LocalText title,
            String signature,
            @Nullable String hours,
            Instant at,
            Actor by) {
        var id = new TeammateId(Ids.next());
        transactions.run(brand, () -> {
            db.sql("""
                    insert into brand.teammate (brand, id, account, handle, name, role, title_fr, title_en, signature, hours, created_at)
                    values (:brand, :id, :account, :handle, :name, :role, :fr, :en, :signature, :hours, :at)
                    """)
                    .param("brand", brand.value())
                    .param("id", id.value())
                    .param("account", account)
                    .param("handle", handle)
                    .param("name", name)
                    .param("role", role.word())
                    .param("fr", title.fr())
                    .param("en", title.en())
                    .param("signature", signature)
                    .param("hours", hours)
                    .param("at", Rows.time(at))
                    .update();
            changes.record(brand, Change.Kind.TEAM, id.value());
            ledger.write(new LedgerEvent(
                    brand,
                    at,
                    "teammate.joined",
                    by,
                    "teammate",
                    id.value(),
                    null,
                    How.DIRECT,
                    Map.of("role", role.word())));
        });
        Transactions.afterCommit(() -> teams.invalidate(brand));
        return id;
    }

    /**
     * Somebody comes, or comes back: who worked here before is who they were, with another role; who works here already keeps
     * theirs.
     *
     * @param handle for somebody new
     */
    public TeammateId welcome(
            Brand brand,
            UUID account,
            String handle,
            String name,
            Role role,
            Brand.LocalText title,
            Instant at,
            Actor by) {
        return transactions.in(brand.id(), () -> {
            var before = db.sql("select id, active from brand.teammate where account = ? for update")
                    .param(account)
                    .query((row, n) -> Map.entry(Rows.uuid(row, "id"), row.getBoolean("active")))
                    .optional();
            var signature = name.strip().split("\\s+")[0] + ", " + brand.name();
            if (before.isEmpty()) {
                return join(brand.id(), account, handle, name, role, title, signature, null, at, by);
            }
            var id = new TeammateId(before.get().getKey());
            if (!before.get().getValue()) {
                db.sql("""
                        update brand.teammate
                           set active = true, role = ?, name = ?, title_fr = ?, title_en = ?, signature = ?
                         where id = ?
                        """)
                        .params(role.word(), name, title.fr(), title.en(), signature, id.value())
                        .update();
                changes.record(brand.id(), Change.Kind.TEAM, id.value());
                var detail = Map.<String, Object>of("role", role.word());
                ledger.write(new LedgerEvent(
                        brand.id(), at, "teammate.joined", by, "teammate", id.value(), null, How.DIRECT, detail));
                forget(brand.id());
            }
            return id;
        });
    }

    /** Once this transaction has committed, this node asks again. */
    void forget(BrandId brand) {
        Transactions.afterCommit(() -> teams.invalidate(brand));
    }

    @Override
    public void changed(List<Change> changed) {
        for (var change : changed) {
            if (change.kind() == Change.Kind.TEAM) {
                teams.invalidate(change.brand());
            }
        }
    }

    @Override
    public void interrupted() {
        teams.invalidateAll();
    }

    /** As the running transaction sees them, with what it changed itself. */
    List<Teammate> read(BrandId brand) {
        return transactions.reading(
                brand,
                () -> db.sql("select * from brand.teammate order by name collate \"fr-x-icu\"")
                        .query(Team::teammate)
                        .list());
    }

    private static Teammate teammate(ResultSet row, int n) throws SQLException {
        return new Teammate(
                new TeammateId(row.getObject("id", UUID.class)),
                row.getObject("account", UUID.class),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                new Brand.LocalText(row.getString("title_fr"), row.getString("title_en")),
                row.getString("signature"),
                Rows.textOrNull(row, "hours"),
                row.getBoolean("active"),
                new Brand.LocalText(row.getString("letter_fr"), row.getString("letter_en")));
    }
}
