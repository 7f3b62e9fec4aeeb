package parvis.provider;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Secrets;

/** Ways to an identity provider and back: each once, with one browser, within some minutes. */
@Component
class Passages {
    static final Duration VALID = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final JdbcClient db;

    Passages(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** @param triedBy who only tries it; null for whoever comes in */
    record Passage(
            Nonce nonce,
            CodeVerifier verifier,
            String back,
            @Nullable UUID triedBy) {}

    /** @param browser a secret that its cookie keeps */
    State begin(Brand brand, Passage passage, String browser, Instant at) {
        var state = Secrets.next();
        transactions.run(brand.id(), () -> {
            db.sql("delete from provider.passage where expires_at <= ?")
                    .param(Rows.time(at))
                    .update();
            db.sql("""
                    insert into provider.passage (brand, hash, browser, nonce, verifier, back, tried_by, expires_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .param(brand.id().value())
                    .param(Secrets.hash(state))
                    .param(Secrets.hash(browser))
                    .param(passage.nonce().getValue())
                    .param(passage.verifier().getValue())
                    .param(passage.back())
                    .param(passage.triedBy())
                    .param(Rows.time(at.plus(VALID)))
                    .update();
        });
        return new State(state);
    }

    /** Empty when it was never begun here, with this browser, or has been ended before. */
    Optional<Passage> end(Brand brand, String state, String browser, Instant at) {
        return transactions.in(
                brand.id(),
                () -> db.sql("""
                        delete from provider.passage where hash = ? and browser = ? and expires_at > ? returning *
                        """)
                        .params(Secrets.hash(state), Secrets.hash(browser), Rows.time(at))
                        .query((row, n) -> new Passage(
                                new Nonce(row.getString("nonce")),
                                new CodeVerifier(row.getString("verifier")),
                                row.getString("back"),
                                Rows.uuidOrNull(row, "tried_by")))
                        .optional());
    }
}
