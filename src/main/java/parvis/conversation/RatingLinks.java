package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.RatingHelp.Rater;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.PersonId;
import parvis.person.Secrets;

/**
 * Saying by a link in a letter whether an answer helped, as the person to whom the letter went. The link holds for one answer
 * and one person, serves once and expires; only its hash is kept. Opening it says nothing: scanners of mail open links too.
 */
@Component
public class RatingLinks {
    public static final Duration VALID = Duration.ofDays(60);

    /** @param said what the link was used to say, or null while it was not */
    public record Link(
            MessageId message, PersonId person, @Nullable Help said) {}

    public sealed interface Outcome {
        record Rated() implements Outcome {}

        /** It was used before, and what was said then stands. */
        record Spent() implements Outcome {}

        /** Expired, forged, of another brand, or of an answer that is not shown any more. */
        record Unknown() implements Outcome {}
    }

    private final JdbcClient db;
    private final Transactions transactions;
    private final RatingHelp rating;

    RatingLinks(JdbcClient db, Transactions transactions, RatingHelp rating) {
        this.db = db;
        this.transactions = transactions;
        this.rating = rating;
    }

    /** Inside a transaction of the brand. */
    public String issue(BrandId brand, MessageId message, PersonId person, Instant now) {
        var secret = Secrets.next();
        db.sql("""
                insert into conversation.rating_link (brand, hash, message, person, at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(brand.value(), Secrets.hash(secret), message.value(), person.value())
                .params(Rows.time(now), Rows.time(now.plus(VALID)))
                .update();
        return secret;
    }

    /** What a link is about; empty for one that opens nothing here. */
    public Optional<Link> find(BrandId brand, String secret, Instant now) {
        return transactions.reading(
                brand,
                () -> db.sql("""
                        select l.message, l.person, l.help from conversation.rating_link l
                          join conversation.message m on m.brand = l.brand and m.id = l.message and m.hidden_at is null
                         where l.hash = ? and l.expires_at > ?
                        """)
                        .params(Secrets.hash(secret), Rows.time(now))
                        .query((row, n) -> {
                            var help = Rows.textOrNull(row, "help");
                            return new Link(
                                    new MessageId(Rows.uuid(row, "message")),
                                    new PersonId(Rows.uuid(row, "person")),
                                    help == null ? null : Help.of(help));
                        })
                        .optional());
    }

    public Outcome rate(Brand brand, String secret, Help help, @Nullable String words, Instant at) {
        return transactions.in(brand.id(), () -> {
            var link = find(brand.id(), secret, at);
            if (link.isEmpty()) {
                return new Outcome.Unknown();
            }
            // One statement: of two that press the button at once, one is heard.
            var spent = db.sql(
                            "update conversation.rating_link set used_at = ?, help = ? where hash = ? and used_at is null")
                    .params(Rows.time(at), help.word(), Secrets.hash(secret))
                    .update();
            if (spent == 0) {
                return new Outcome.Spent();
            }
            var rater = new Rater.Known(link.get().person());
            return rating.rate(brand, link.get().message(), rater, help, words, How.MAIL, at)
                            instanceof RatingHelp.Outcome.Rated
                    ? new Outcome.Rated()
                    : new Outcome.Unknown();
        });
    }

    /** Forgets those that open nothing any more. */
    int forget(Instant before) {
        return db.sql("delete from conversation.rating_link where expires_at < ?")
                .param(Rows.time(before))
                .update();
    }
}
