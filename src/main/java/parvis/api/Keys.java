package parvis.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Staffing.AnswersNoMore;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
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
import parvis.person.Secrets;

/** The keys of the HTTP API. A key is told once, when it is made; only its hash is kept. */
@Component
public class Keys implements ChangeListener {
    private static final Pattern SHAPE = Pattern.compile("pk_[A-Za-z0-9_-]{43}");

    private static final int NAME = 8;

    /** The longest that a node may take a key that was revoked, should the change log not reach it. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** @param text the key itself, to be shown once */
    public record Made(UUID id, String text) {}

    /**
     * A key that opens, without its secret.
     *
     * @param name the end of its id, by which people tell it from the others
     */
    public record Listed(UUID id, String name, Set<Scope> scopes, TeammateId as, Instant createdAt) {}

    private final JdbcClient db;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Ledger ledger;
    private final Cache<ByteBuffer, Optional<Key>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Keys(JdbcClient db, Transactions transactions, Changes changes, Audit audit, Ledger ledger) {
        this.db = db;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.ledger = ledger;
    }

    /**
     * Makes a key at the console, whose user has the whole house in hands already.
     *
     * @param as the teammate it speaks for: it may never do more than they may
     */
    public Made createAtConsole(Brand brand, Set<Scope> scopes, Teammate as, Instant at) {
        var id = Ids.next();
        var text = "pk_" + Secrets.next();
        transactions.run(brand.id(), () -> {
            db.sql("insert into api.key (hash, id, brand, teammate, scopes, created_at) values (?, ?, ?, ?, ?, ?)")
                    .params(Secrets.hash(text), id, brand.id().value(), as.id().value())
                    .param(scopes.stream().map(Scope::word).toArray(String[]::new))
                    .param(Rows.time(at))
                    .update();
            told(brand, "key.made", id, Actor.SYSTEM, How.CONSOLE, "console", at);
        });
        return new Made(id, text);
    }

    /** The keys of a brand that open, the newest last. */
    public List<Listed> of(Brand brand) {
        return db.sql("select * from api.key where brand = ? and revoked_at is null order by created_at, id")
                .param(brand.id().value())
                .query((row, n) -> {
                    var key = key(row, n);
                    var id = key.id().toString();
                    return new Listed(
                            key.id(),
                            id.substring(id.length() - NAME),
                            key.scopes(),
                            key.teammate(),
                            Rows.instant(row, "created_at"));
                })
                .list();
    }

    /**
     * Revokes a key for good, at the console, whose user has the whole house in hands already; a server that runs hears of it.
     *
     * @return false when there is none, it is another brand's, or it was revoked before
     */
    public boolean revokeAtConsole(Brand brand, UUID id, Instant at) {
        var revoked = transactions.in(brand.id(), () -> {
            var hash = db.sql(
                            "update api.key set revoked_at = ? where id = ? and brand = ? and revoked_at is null returning hash")
                    .params(Rows.time(at), id, brand.id().value())
                    .query((row, n) -> row.getBytes("hash"))
                    .optional();
            if (hash.isPresent()) {
                told(brand, "key.revoked", id, Actor.SYSTEM, How.CONSOLE, "console", at);
                changes.record(brand.id(), Change.Kind.KEY, id);
            }
            return hash;
        });
        revoked.ifPresent(hash -> known.invalidate(ByteBuffer.wrap(hash)));
        changes.wakeEveryNode();
        return revoked.isPresent();
    }

    /** What speaks for somebody who leaves is revoked with them, for good: also when they come back. */
    @EventListener
    void leave(AnswersNoMore who) {
        if (!who.left()) {
            return;
        }
        var revoked = db.sql("""
                update api.key set revoked_at = ? where brand = ? and teammate = ? and revoked_at is null returning id, hash
                """)
                .params(Rows.time(who.at()), who.brand().value(), who.teammate().value())
                .query((row, n) -> Map.entry(Rows.uuid(row, "id"), row.getBytes("hash")))
                .list();
        for (var key : revoked) {
            var id = key.getKey();
            audit.write(who.brand(), who.at(), who.by(), "key.revoked", "key", id, who.origin(), Map.of());
            ledger.write(new LedgerEvent(
                    who.brand(), who.at(), "key.revoked", who.by(), "key", id, null, How.DIRECT, Map.of()));
            changes.record(who.brand(), Change.Kind.KEY, id);
            Transactions.afterCommit(() -> known.invalidate(ByteBuffer.wrap(key.getValue())));
        }
    }

    @Override
    public void changed(List<Change> changed) {
        for (var change : changed) {
            if (change.kind() == Change.Kind.KEY) {
                known.asMap()
                        .values()
                        .removeIf(key ->
                                key.filter(k -> k.id().equals(change.id())).isPresent());
            }
        }
    }

    @Override
    public void interrupted() {
        known.invalidateAll();
    }

    /** The key of this text; what cannot be one is not looked up. */
    Optional<Key> find(String text) {
        return SHAPE.matcher(text).matches()
                ? known.get(ByteBuffer.wrap(Secrets.hash(text)), hash -> read(hash.array()))
                : Optional.empty();
    }

    private Optional<Key> read(byte[] hash) {
        return db.sql("select * from api.key where hash = ? and revoked_at is null")
                .param(hash)
                .query(Keys::key)
                .optional();
    }

    private void told(Brand brand, String what, UUID key, Actor actor, How how, String origin, Instant at) {
        audit.write(brand.id(), at, actor, what, "key", key, origin, Map.of());
        ledger.write(new LedgerEvent(brand.id(), at, what, actor, "key", key, null, how, Map.of()));
    }

    private static Key key(ResultSet row, int n) throws SQLException {
        var scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream((String[]) row.getArray("scopes").getArray())
                .forEach(word -> Scope.of(word).ifPresent(scopes::add));
        return new Key(
                Rows.uuid(row, "id"),
                new BrandId(Rows.uuid(row, "brand")),
                new TeammateId(Rows.uuid(row, "teammate")),
                scopes,
                row.getInt("quota_per_minute"));
    }
}
