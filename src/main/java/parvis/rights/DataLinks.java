package parvis.rights;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.EmailAddress;
import parvis.person.Secrets;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** DataLinks that prove an address: whoever opens one reads its mail. Only their hashes are kept. */
@Component
@Order(Holder.OF_PEOPLE)
public class DataLinks implements Holder {
    static final Duration VALID = Duration.ofHours(24);

    /** Somebody asked for a link to what is held about an address; holds the secret, so it never leaves this process. */
    public record DataLinkMade(BrandId brand, String email, String token, String language, Instant at) {}

    sealed interface Link {
        record Open(String email) implements Link {}

        record Erased() implements Link {}

        /** Too old, or none of ours. */
        record Gone() implements Link {}
    }

    private final JdbcClient db;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;

    DataLinks(JdbcClient db, Transactions transactions, ApplicationEventPublisher events) {
        this.db = db;
        this.transactions = transactions;
        this.events = events;
    }

    /** Makes a link and has it sent, whether anything is known of the address or not. */
    void send(Brand brand, String email, String language, Instant at) {
        var address = EmailAddress.normal(email);
        var token = Secrets.next();
        transactions.run(brand.id(), () -> {
            db.sql("insert into rights.link (brand, hash, email, expires_at) values (?, ?, ?, ?)")
                    .params(brand.id().value(), Secrets.hash(token), address, Rows.time(at.plus(VALID)))
                    .update();
            events.publishEvent(new DataLinkMade(brand.id(), address, token, language, at));
        });
    }

    /** Inside a transaction of the brand. */
    Link look(String token, Instant now) {
        return db.sql(
                        "select email, erased_at is not null as erased from rights.link where hash = ? and expires_at > ?")
                .params(Secrets.hash(token), Rows.time(now))
                .query((row, n) -> row.getBoolean("erased") ? new Link.Erased() : new Link.Open(row.getString("email")))
                .optional()
                .orElseGet(Link.Gone::new);
    }

    /** Whoever presses twice waits for themselves. Inside a transaction of the brand. */
    Optional<String> hold(String token, Instant now) {
        return db.sql("""
                select email from rights.link where hash = ? and expires_at > ? and erased_at is null for update
                """)
                .params(Secrets.hash(token), Rows.time(now))
                .query(String.class)
                .optional();
    }

    int sweep(Instant before) {
        return db.sql("delete from rights.link where expires_at < ?")
                .param(Rows.time(before))
                .update();
    }

    @Override
    public Set<String> answersFor() {
        return Set.of("rights.link.email");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("data-links", db.sql("""
                        select to_jsonb(l) - 'brand' - 'hash' from rights.link l where email = any(?) order by expires_at
                        """).param(whom.addressArray()));
    }

    /** They lead nowhere any more, and say so. */
    @Override
    public void erase(Whom whom, Erasure erasure) {
        db.sql("update rights.link set email = '', erased_at = ? where email = any(?)")
                .param(Rows.time(erasure.at()))
                .param(whom.addressArray())
                .update();
    }
}
