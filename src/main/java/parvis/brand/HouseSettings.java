package parvis.brand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Changing what a house is called, how it looks, when it is open and what it says of itself. */
@Component
public class HouseSettings {

    public sealed interface Outcome {
        /** Kept, and shown everywhere from now on; also when nothing was different. */
        record Done() implements Outcome {}

        /** Somebody changed these since the form was opened, and to these values; nothing was kept. */
        record Overtaken(Map<Setting, String> now) implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Brands brands;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    HouseSettings(
            Transactions transactions, JdbcClient db, Brands brands, Changes changes, Ledger ledger, Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.brands = brands;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** As they stand in the database, whatever this node remembers. */
    public Map<Setting, String> of(Brand brand, Collection<Setting> which) {
        return transactions.reading(brand.id(), () -> read(which, ""));
    }

    /** What a form keeps of a value, to tell later whether it was changed meanwhile. */
    public static String mark(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * All or nothing.
     *
     * @param wanted cleaned, and such that {@link Setting#takes} them
     * @param seen the marks of what the form showed at first
     */
    public Outcome apply(
            Brand brand,
            Map<Setting, String> wanted,
            Map<Setting, String> seen,
            Actor by,
            @Nullable String origin,
            Instant at) {
        wanted.forEach((setting, value) -> {
            if (!setting.takes(value)) {
                throw new IllegalArgumentException(setting + " cannot be that");
            }
        });
        return transactions.in(brand.id(), () -> {
            var now = read(wanted.keySet(), " for update");
            var overtaken = new EnumMap<Setting, String>(Setting.class);
            var different = new EnumMap<Setting, String>(Setting.class);
            wanted.forEach((setting, value) -> {
                var stands = now.getOrDefault(setting, "");
                if (!stands.equals(value)) {
                    different.put(setting, value);
                    if (!mark(stands).equals(seen.get(setting))) {
                        overtaken.put(setting, stands);
                    }
                }
            });
            if (!overtaken.isEmpty()) {
                return new Outcome.Overtaken(overtaken);
            }
            if (!different.isEmpty()) {
                write(brand, different);
                told(brand, different.keySet(), by, origin, at);
            }
            return new Outcome.Done();
        });
    }

    private Map<Setting, String> read(Collection<Setting> which, String lock) {
        return db.sql("select * from brand.brand" + lock)
                .query((row, n) -> {
                    var values = new EnumMap<Setting, String>(Setting.class);
                    for (var setting : which) {
                        values.put(setting, row.getString(setting.column()));
                    }
                    return values;
                })
                .single();
    }

    private void write(Brand brand, Map<Setting, String> values) {
        var columns = values.keySet().stream()
                .map(s -> s.column() + " = :" + s.column() + (s == Setting.PROMISE ? "::int" : ""))
                .collect(Collectors.joining(", "));
        var update = db.sql("update brand.brand set " + columns + " where brand = :brand")
                .param("brand", brand.id().value());
        for (var value : values.entrySet()) {
            update = update.param(value.getKey().column(), value.getValue());
        }
        update.update();
    }

    private void told(Brand brand, Collection<Setting> which, Actor by, @Nullable String origin, Instant at) {
        var names = Map.<String, Object>of(
                "settings", which.stream().map(Setting::word).sorted().toList());
        var id = brand.id().value();
        changes.record(brand.id(), Change.Kind.BRAND, id);
        ledger.write(new LedgerEvent(brand.id(), at, "brand.changed", by, "brand", id, null, How.DIRECT, names));
        audit.write(brand.id(), at, by, "brand.changed", "brand", id, origin, names);
        Transactions.afterCommit(brands::forget);
    }
}
