package parvis.person;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;

/** Showing again that it is still oneself: by a passkey, by a number of one's device, or else by a number sent by mail. */
@Component
class Proving {
    static final Duration CODE_VALID = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 5;
    private static final int MILLION = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Transactions transactions;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final SecondFactor factor;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Duration lasts;

    Proving(
            JdbcClient db,
            Transactions transactions,
            Sessions sessions,
            Passkeys passkeys,
            SecondFactor factor,
            Audit audit,
            ApplicationEventPublisher events,
            @Value("${parvis.proof-lasts:PT15M}") Duration lasts) {
        this.db = db;
        this.transactions = transactions;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.factor = factor;
        this.audit = audit;
        this.events = events;
        this.lasts = lasts;
    }

    boolean isFresh(Sessions.Session session, Instant now) {
        return session.proved().isAfter(now.minus(lasts));
    }

    /** A number to whoever has no second factor; each makes the one before void. */
    void send(Brand brand, Sessions.Session session, String language, Instant at) {
        var code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(MILLION));
        transactions.run(brand.id(), () -> {
            db.sql("""
                    insert into person.proof_code (session, hash, expires_at) values (?, ?, ?)
                    on conflict (session) do update set hash = excluded.hash, tries = 0, expires_at = excluded.expires_at
                    """)
                    .params(session.id(), hash(session.id(), code), Rows.time(at.plus(CODE_VALID)))
                    .update();
            events.publishEvent(new ProofCodeMade(brand.id(), session.account().email(), code, language, at));
        });
    }

    /** @param typed a number of the device, a code for its loss, or the number that was sent where that is enough */
    boolean byCode(Brand brand, Sessions.Session session, Visitor by, String typed, Instant at) {
        var account = session.account().id();
        return transactions.in(brand.id(), () -> {
            var strong = factor.shows(account, typed, at);
            var shown = strong || (factor.mailSuffices(brand, session) && wasSent(session.id(), typed, at));
            return told(brand, session, by, shown, strong, at);
        });
    }

    boolean byPasskey(Brand brand, Sessions.Session session, Visitor by, Site site, String answer, Instant at) {
        var account = session.account().id();
        return transactions.in(brand.id(), () -> {
            var shown = passkeys.show(Challenges.Purpose.PROVE, account, site, answer, at) instanceof Passkeys.Shown.By;
            return told(brand, session, by, shown, shown, at);
        });
    }

    /** A wrong one counts, so that nobody tries them all. */
    private boolean wasSent(UUID session, String typed, Instant at) {
        var right = db.sql("""
                update person.proof_code set tries = tries + 1
                 where session = :session and tries < :most and expires_at > :at returning hash = :hash as fits
                """)
                .param("session", session)
                .param("most", MOST_TRIES)
                .param("at", Rows.time(at))
                .param("hash", hash(session, typed.replaceAll("\\s", "")))
                .query((row, n) -> row.getBoolean("fits"))
                .optional()
                .orElse(false);
        if (right) {
            db.sql("delete from person.proof_code where session = ?")
                    .param(session)
                    .update();
        }
        return right;
    }

    private boolean told(Brand brand, Sessions.Session session, Visitor by, boolean shown, boolean strong, Instant at) {
        if (shown) {
            sessions.prove(session.id(), session.account().id(), strong, at);
        }
        audit.write(
                brand.id(),
                at,
                by.actor(),
                shown ? "proof.given" : "proof.refused",
                "account",
                session.account().id(),
                by.address(),
                Map.of());
        return shown;
    }

    private static byte[] hash(UUID session, String code) {
        return Secrets.hash(session + " " + code);
    }
}
