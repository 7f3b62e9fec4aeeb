package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** @param keptBack an answer of theirs that has not left, which is what they write here; or null */
    public record Link(
            ConversationId conversation,
            Teammate teammate,
            @Nullable KeptBack keptBack) {}

    public record KeptBack(MessageId message, String text) {}

    public sealed interface Outcome {
        record Tried(Answering.Outcome outcome) implements Outcome {}

        /** Used, expired, forged, of another brand, or of somebody who left. */
        record Gone() implements Outcome {}
    }

    private final JdbcClient db;
    private final Transactions transactions;
    private final Team team;
    private final Answering answering;
    private final Withheld withheld;

    AnswerLinks(JdbcClient db, Transactions transactions, Team team, Answering answering, Withheld withheld) {
        this.withheld = withheld;
        this.db = db;
        this.transactions = transactions;
        this.team = team;
        this.answering = answering;
    }

    /** Inside a transaction of the brand. */
    public String issue(BrandId brand, ConversationId conversation, TeammateId teammate, Instant now) {
        return issue(brand, conversation, teammate, null, now);
    }

    /**
     * Inside a transaction of the brand.
     *
     * @param keptBack an answer of theirs that did not leave, and is what they write here; null for a new one
     */
    public String issue(
            BrandId brand,
            ConversationId conversation,
            TeammateId teammate,
            @Nullable MessageId keptBack,
            Instant now) {
        var secret = Secrets.next();
        db.sql("""
                insert into conversation.answer_link (brand, hash, conversation, teammate, message, at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(brand.value(), Secrets.hash(secret), conversation.value(), teammate.value())
                .param(keptBack == null ? null : keptBack.value())
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
            var link = read(brand.id(), secret, at, " for update of l");
            if (link.isEmpty()) {
                return new Outcome.Gone();
            }
            var keptBack = link.get().keptBack();
            var outcome = keptBack == null
                    ? answering.write(
                            brand, link.get().conversation(), link.get().teammate(), words, at)
                    : withheld.sendAs(brand, keptBack.message(), link.get().teammate(), words, at);
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
                select coalesce(m.conversation, l.conversation) as conversation, l.teammate, m.id, m.text
                  from conversation.answer_link l
                  left join conversation.message m
                    on m.brand = l.brand and m.id = l.message and m.state = 'waiting' and m.withheld = 'exposed'
                 where l.hash = ? and l.used_at is null and l.expires_at > ? and (l.message is null or m.id is not null)%s
                """.formatted(held))
                .params(Secrets.hash(secret), Rows.time(now))
                .query(AnswerLinks::held)
                .optional()
                .flatMap(row -> team.byId(brand, row.teammate())
                        .filter(Teammate::active)
                        .map(teammate -> new Link(row.conversation(), teammate, row.keptBack())));
    }

    private static Held held(ResultSet row, int n) throws SQLException {
        var message = Rows.uuidOrNull(row, "id");
        return new Held(
                new ConversationId(Rows.uuid(row, "conversation")),
                Rows.uuid(row, "teammate"),
                message == null ? null : new KeptBack(new MessageId(message), row.getString("text")));
    }

    private record Held(
            ConversationId conversation,
            UUID teammate,
            @Nullable KeptBack keptBack) {}
}
