package parvis.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;

/** What devices are asked to sign: each once, for one purpose, at one host, within some minutes. */
@Component
class Challenges {
    static final Duration VALID = Duration.ofMinutes(5);

    enum Purpose {
        /** To make a passkey. */
        REGISTER,
        /** To sign in. */
        ENTER,
        /** To show that it is still them. */
        PROVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient db;

    Challenges(JdbcClient db) {
        this.db = db;
    }

    /** @param account who is to sign; null for whoever has a key */
    byte[] next(Purpose purpose, String host, @Nullable UUID account, Instant at) {
        var challenge = Secrets.bytes();
        db.sql("insert into person.challenge (hash, purpose, host, account, expires_at) values (?, ?, ?, ?, ?)")
                .param(Secrets.hash(challenge))
                .param(purpose.word())
                .param(host)
                .param(account)
                .param(Rows.time(at.plus(VALID)))
                .update();
        return challenge;
    }

    /** Whether it was asked for so, and not spent; it is from now on. */
    boolean spend(byte[] challenge, Purpose purpose, String host, @Nullable UUID account, Instant at) {
        return db.sql("""
                delete from person.challenge where hash = :hash
                returning purpose = :purpose and host = :host and account is not distinct from :account::uuid
                          and expires_at > :at as fits
                """)
                .param("hash", Secrets.hash(challenge))
                .param("purpose", purpose.word())
                .param("host", host)
                .param("account", account)
                .param("at", Rows.time(at))
                .query((row, n) -> row.getBoolean("fits"))
                .optional()
                .orElse(false);
    }

    int sweep(Instant now) {
        return db.sql("delete from person.challenge where expires_at <= ?")
                .param(Rows.time(now))
                .update();
    }
}
