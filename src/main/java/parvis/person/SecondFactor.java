package parvis.person;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * What somebody shows beside a link in their mail: a number of their device, a code kept for the day when it is lost, or a
 * passkey. Whoever owns a house is asked to have one.
 */
@Component
class SecondFactor {
    /** How long whoever owns a house looks after it without one, from the first time they do. */
    static final Duration GRACE = Duration.ofDays(14);

    private static final int RECOVERY_CODES = 10;

    /** @param secret in base 32 as it is typed; null unless it is being set up */
    record State(boolean on, @Nullable String secret, long recoveryCodes) {}

    private record Kept(byte[] secret, boolean confirmed, long step) {}

    private final JdbcClient db;
    private final Transactions transactions;
    private final HouseKey key;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Brands brands;
    private final Team team;
    private final Audit audit;
    private final Ledger ledger;

    SecondFactor(
            JdbcClient db,
            Transactions transactions,
            HouseKey key,
            Passkeys passkeys,
            Sessions sessions,
            Brands brands,
            Team team,
            Audit audit,
            Ledger ledger) {
        this.db = db;
        this.transactions = transactions;
        this.key = key;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.brands = brands;
        this.team = team;
        this.audit = audit;
        this.ledger = ledger;
    }

    State of(UUID account) {
        var kept = kept(account);
        var left = db.sql("select count(*) from person.recovery_code where account = ? and used_at is null")
                .param(account)
                .query(Long.class)
                .single();
        if (kept == null || kept.confirmed()) {
            return new State(kept != null, null, left);
        }
        var secret = key.open(kept.secret(), account.toString());
        return new State(false, secret == null ? null : Totp.base32(secret), left);
    }

    boolean isOn(UUID account) {
        var kept = kept(account);
        return kept != null && kept.confirmed();
    }

    /** A secret to take into a device; nothing asks for its numbers before a first one was right. */
    void begin(UUID account, Instant at) {
        var secret = new byte[Totp.SECRET_BYTES];
        java.nio.ByteBuffer.wrap(Secrets.bytes()).get(secret);
        db.sql("""
                insert into person.totp (account, secret, created_at) values (?, ?, ?)
                on conflict (account) do update set secret = excluded.secret, created_at = excluded.created_at
                 where totp.confirmed_at is null
                """)
                .params(account, key.seal(secret, account.toString()), Rows.time(at))
                .update();
    }

    /** @return whether the number was right; from then on it is asked for, and this session has shown it */
    boolean confirm(Brand brand, Sessions.Session session, Visitor by, String code, Instant at) {
        var account = session.account().id();
        return transactions.in(brand.id(), () -> {
            if (isOn(account) || !takes(account, code, at)) {
                return false;
            }
            db.sql("update person.totp set confirmed_at = ? where account = ?")
                    .params(Rows.time(at), account)
                    .update();
            sessions.forget(account);
            sessions.prove(session.id(), account, true, at);
            told(brand, "second-factor.set-up", account, by, at);
            return true;
        });
    }

    /** The codes, told this once; those before open nothing any more. */
    List<String> renewCodes(Brand brand, Account account, Visitor by, Instant at) {
        var codes = Stream.generate(SecondFactor::code).limit(RECOVERY_CODES).toList();
        transactions.run(brand.id(), () -> {
            db.sql("delete from person.recovery_code where account = ?")
                    .param(account.id())
                    .update();
            for (var code : codes) {
                db.sql("insert into person.recovery_code (account, hash, created_at) values (?, ?, ?)")
                        .params(account.id(), hash(account.id(), code), Rows.time(at))
                        .update();
            }
            told(brand, "recovery-codes.made", account.id(), by, at);
        });
        return codes;
    }

    /** @return whether it is off now: whoever owns a house keeps one of both */
    boolean remove(Brand brand, Account account, Visitor by, Instant at) {
        return transactions.in(brand.id(), () -> {
            if (ownsAHouse(account.id()) && !passkeys.has(account.id())) {
                return false;
            }
            db.sql("delete from person.totp where account = ?")
                    .param(account.id())
                    .update();
            sessions.forget(account.id());
            told(brand, "second-factor.removed", account.id(), by, at);
            return true;
        });
    }

    /** A number of the device or a code for its loss, each once. Inside a transaction. */
    boolean shows(UUID account, String typed, Instant at) {
        return isOn(account) && takes(account, typed, at) || opens(account, typed, at);
    }

    /** At one house or another. */
    boolean ownsAHouse(UUID account) {
        return brands.ofAccount(account).stream()
                .anyMatch(brand -> team.byAccount(brand, account)
                        .filter(t -> t.role() == Role.OWNER)
                        .isPresent());
    }

    /** Whether what is sent by mail is enough to show that it is them: where they have nothing else, or need nothing else here. */
    boolean mailSuffices(Brand brand, Sessions.Session session) {
        return !session.needsMore(owns(brand, session.account().id()), Site.of(brand, brands));
    }

    boolean owns(Brand brand, UUID account) {
        return team.byAccount(brand.id(), account)
                .filter(t -> t.role() == Role.OWNER)
                .isPresent();
    }

    /** From the first time that it is asked. */
    Instant due(UUID account, Instant now) {
        var due = now.plus(GRACE);
        db.sql("""
                insert into person.second_factor (account, due) values (?, ?)
                on conflict (account) do nothing
                """).params(account, Rows.time(due)).update();
        sessions.forget(account);
        return due;
    }

    private boolean takes(UUID account, String code, Instant at) {
        var kept = kept(account);
        var secret = kept == null ? null : key.open(kept.secret(), account.toString());
        if (kept == null || secret == null) {
            return false;
        }
        var step = Totp.fits(secret, code, kept.step(), at);
        // two who show the same number at once: one of them was first
        return step.isPresent()
                && db.sql("update person.totp set step = :step where account = :account and step < :step")
                                .param("step", step.getAsLong())
                                .param("account", account)
                                .update()
                        == 1;
    }

    private boolean opens(UUID account, String typed, Instant at) {
        return db.sql("update person.recovery_code set used_at = ? where account = ? and hash = ? and used_at is null")
                        .params(Rows.time(at), account, hash(account, typed))
                        .update()
                == 1;
    }

    private @Nullable Kept kept(UUID account) {
        return db.sql("select secret, confirmed_at is not null as confirmed, step from person.totp where account = ?")
                .param(account)
                .query((row, n) -> new Kept(row.getBytes("secret"), row.getBoolean("confirmed"), row.getLong("step")))
                .optional()
                .orElse(null);
    }

    private static byte[] hash(UUID account, String code) {
        return Secrets.hash(account + " " + code.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT));
    }

    /** Fifty bits, in two halves that can be read aloud. */
    private static String code() {
        var text = Totp.base32(Secrets.bytes());
        return text.substring(0, 5) + "-" + text.substring(5, 10);
    }

    private void told(Brand brand, String what, UUID account, Visitor by, Instant at) {
        ledger.write(new LedgerEvent(brand.id(), at, what, by.actor(), "account", account, null, by.how(), Map.of()));
        audit.write(brand.id(), at, by.actor(), what, "account", account, by.address(), Map.of());
    }
}
