package parvis.conversation;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.TeammateId;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.person.Secrets;

/**
 * Addresses at which a teammate answers one conversation from their own mailbox: {@code bonjour+r.TOKEN@…}. Whoever writes
 * there speaks for them, until it expires; a From header speaks for nobody. Only hashes are kept. Calls belong inside a
 * transaction of the brand.
 */
@Component
public class ReplyTokens {
    public static final Duration VALID = Duration.ofDays(30);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;

    ReplyTokens(JdbcClient db) {
        this.db = db;
    }

    /** What a token opens. */
    public record Held(ConversationId conversation, TeammateId teammate, boolean expired) {}

    /** 125 random bits, in letters that survive every mail program. */
    public String issue(BrandId brand, ConversationId conversation, TeammateId teammate, Instant now) {
        var token = new BigInteger(125, RANDOM).toString(32);
        db.sql("""
                insert into conversation.reply_token (brand, hash, conversation, teammate, at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(brand.value(), Secrets.hash(token), conversation.value(), teammate.value())
                .params(Rows.time(now), Rows.time(now.plus(VALID)))
                .update();
        return token;
    }

    /** Expired ones are told for a while, so that their words wait for approval instead of getting lost. */
    public Optional<Held> find(String token, Instant now) {
        return db.sql("select conversation, teammate, expires_at from conversation.reply_token where hash = ?")
                .param(Secrets.hash(token.toLowerCase(Locale.ROOT)))
                .query((row, n) -> new Held(
                        new ConversationId(Rows.uuid(row, "conversation")),
                        new TeammateId(Rows.uuid(row, "teammate")),
                        !Rows.instant(row, "expires_at").isAfter(now)))
                .optional();
    }
}
