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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
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
public class Keys {
    private static final Pattern SHAPE = Pattern.compile("pk_[A-Za-z0-9_-]{43}");

    /** How long another node may still take a key that was revoked. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** @param text the key itself, to be shown once */
    public record Made(UUID id, String text) {}

    public enum Revoked {
        DONE,
        /** There is none, it is another brand's, or it was revoked before. */
        UNKNOWN,
        NOT_ALLOWED
    }

    private final JdbcClient db;
    private final Transactions transactions;
    private final Audit audit;
    private final Ledger ledger;
    private final Cache<ByteBuffer, Optional<Key>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Keys(JdbcClient db, Transactions transactions, Audit audit, Ledger ledger) {
        this.db = db;
        this.transactions = transactions;
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

    /** Revokes a key for good: at once on this node, within half a minute on the others. */
    public Revoked revoke(Brand brand, UUID id, Teammate by, String origin, Instant at) {
        if (!by.may(Permission.MAKE_KEYS)) {
            return Revoked.NOT_ALLOWED;
        }
        var revoked = transactions.in(brand.id(), () -> {
            var hash = db.sql(
                            "update api.key set revoked_at = ? where id = ? and brand = ? and revoked_at is null returning hash")
                    .params(Rows.time(at), id, brand.id().value())
                    .query((row, n) -> row.getBytes("hash"))
                    .optional();
            if (hash.isPresent()) {
                told(brand, "key.revoked", id, Actor.teammate(by.id().value()), How.DIRECT, origin, at);
            }
            return hash;
        });
        revoked.ifPresent(hash -> known.invalidate(ByteBuffer.wrap(hash)));
        return revoked.isPresent() ? Revoked.DONE : Revoked.UNKNOWN;
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
