package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Secrets;

/**
 * Answering by a link in a letter, as the teammate to whom the letter went and who need not sign in. The link holds for one
 * conversation and one teammate, serves once and expires; only its hash is kept. It gives no more than they may do themselves.
 */
@Component
public class AnswerLinks {
    public static final Duration VALID = Duration.ofDays(30);

    public record Link(ConversationId conversation, Teammate teammate) {}

    public sealed interface Outcome {
        record Tried(Answering.Outcome outcome) implements Outcome {}

        /** Used, expired, forged, of another brand, or of somebody who left. */
        record Gone() implements Outcome {}
    }

    private final JdbcClient db;
    private final Transactions transactions;
    private final Team team;
    private final Answering answering;

    AnswerLinks(JdbcClient db, Transactions transactions, Team team, Answering answering) {
        this.db = db;
        this.transactions = transactions;
        this.team = team;
        this.answering = answering;
    }

    /** Inside a transaction of the brand. */
    public String issue(BrandId brand, ConversationId conversation, TeammateId teammate, Instant now) {
        var secret = Secrets.next();
        db.sql("""
                insert into conversation.answer_link (brand, hash, conversation, teammate, at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(brand.value(), Secrets.hash(secret), conversation.value(), teammate.value())
                .params(Rows.time(now), Rows.time(now.plus(VALID)))
                .update();
        return secret;
    }

    public Optional<Link> find(BrandId brand, String secret, Instant now) {
        return transactions.reading(brand, () -> read(brand, secret, now, ""));
    }

    /** Uses the link up when the words are written, and only then. */
    public Outcome write(Brand brand, String secret, Answering.Words words, Instant at) {
        return transactions.in(brand.id(), () -> {
            // Held until the end: of two that press the button at once, one finds it used.
            var link = read(brand.id(), secret, at, " for update");
            if (link.isEmpty()) {
                return new Outcome.Gone();
            }
            var outcome =
                    answering.write(brand, link.get().conversation(), link.get().teammate(), words, at);
            if (outcome instanceof Answering.Outcome.Written || outcome instanceof Answering.Outcome.Waits) {
                db.sql("update conversation.answer_link set used_at = ? where hash = ?")
                        .params(Rows.time(at), Secrets.hash(secret))
                        .update();
            }
            return new Outcome.Tried(outcome);
        });
    }

    int forget(Instant before) {
        return db.sql("delete from conversation.answer_link where expires_at < ?")
                .param(Rows.time(before))
                .update();
    }

    private Optional<Link> read(BrandId brand, String secret, Instant now, String held) {
        return db.sql("""
                select conversation, teammate from conversation.answer_link
                 where hash = ? and used_at is null and expires_at > ?%s
                """.formatted(held))
                .params(Secrets.hash(secret), Rows.time(now))
                .query((row, n) ->
                        new Held(new ConversationId(Rows.uuid(row, "conversation")), Rows.uuid(row, "teammate")))
                .optional()
                .flatMap(row -> team.byId(brand, row.teammate())
                        .filter(Teammate::active)
                        .map(teammate -> new Link(row.conversation(), teammate)));
    }

    private record Held(ConversationId conversation, UUID teammate) {}
}
