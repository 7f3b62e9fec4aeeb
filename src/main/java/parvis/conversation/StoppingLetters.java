package parvis.conversation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.PersonId;

/**
 * Letters that somebody gets because a public conversation goes on, and can do without: its page has it all. Whoever holds the
 * link in such a letter stops them for its person and that conversation, and can have them again; it gives nothing else, and
 * never expires. The link is a keyed hash of both, so that nothing is kept for it.
 */
@Component
public class StoppingLetters {
    private static final byte[] PURPOSE = "stop".getBytes(StandardCharsets.US_ASCII);
    private static final int SEAL = 16;

    /** @param stopped whether no more letters are sent */
    public record Held(ConversationId conversation, PersonId person, String subject, String path, boolean stopped) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final MailNames names;
    private final Conversations conversations;
    private final Merged merged;
    private final Changes changes;
    private final Ledger ledger;

    StoppingLetters(
            Transactions transactions,
            JdbcClient db,
            MailNames names,
            Conversations conversations,
            Merged merged,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.names = names;
        this.conversations = conversations;
        this.merged = merged;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** What stands in the link of a letter to this person about this conversation. */
    public String token(BrandId brand, ConversationId conversation, PersonId person) {
        var said = said(conversation.value(), person.value());
        var token = ByteBuffer.allocate(32 + SEAL)
                .put(said, PURPOSE.length, 32)
                .put(names.seal(brand, said, SEAL))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Inside a transaction of the brand. */
    public boolean isStopped(ConversationId conversation, PersonId person) {
        return db.sql("select 1 from conversation.stopped where conversation = ? and person = ?")
                .params(conversation.value(), person.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** What a link is about; empty for one that this brand never made. */
    public Optional<Held> find(Brand brand, String token) {
        return transactions.reading(brand.id(), () -> read(brand.id(), token));
    }

    /** A second time changes nothing. */
    public Optional<Held> stop(Brand brand, String token, Instant at) {
        return turn(brand, token, "letters.stopped", """
                insert into conversation.stopped (brand, conversation, person, at)
                values (:brand, :conversation, :person, :at) on conflict do nothing
                """, at);
    }

    public Optional<Held> resume(Brand brand, String token, Instant at) {
        return turn(brand, token, "letters.resumed", """
                delete from conversation.stopped
                 where brand = :brand and conversation = :conversation and person = :person and at <= :at
                """, at);
    }

    private Optional<Held> turn(Brand brand, String token, String what, String sql, Instant at) {
        return transactions.in(brand.id(), () -> {
            var held = read(brand.id(), token);
            if (held.isEmpty()) {
                return held;
            }
            var conversation = held.get().conversation().value();
            var person = held.get().person().value();
            var turned = db.sql(sql)
                    .param("brand", brand.id().value())
                    .param("conversation", conversation)
                    .param("person", person)
                    .param("at", Rows.time(at))
                    .update();
            if (turned > 0) {
                changes.record(brand.id(), Change.Kind.CONVERSATION, conversation);
                ledger.write(new LedgerEvent(
                        brand.id(),
                        at,
                        what,
                        Actor.person(person),
                        "conversation",
                        conversation,
                        conversation,
                        How.MAIL,
                        Map.of()));
            }
            return read(brand.id(), token);
        });
    }

    private Optional<Held> read(BrandId brand, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        if (bytes.length != 32 + SEAL) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var conversation = new UUID(buffer.getLong(), buffer.getLong());
        var person = new PersonId(new UUID(buffer.getLong(), buffer.getLong()));
        var seal = names.seal(brand, said(conversation, person.value()), SEAL);
        if (!MessageDigest.isEqual(seal, Arrays.copyOfRange(bytes, 32, bytes.length))) {
            return Optional.empty();
        }
        return conversations
                .byId(merged.surviving(brand, new ConversationId(conversation)))
                .map(c -> new Held(c.id(), person, c.subject(), c.path(), isStopped(c.id(), person)));
    }

    private static byte[] said(UUID conversation, UUID person) {
        return ByteBuffer.allocate(PURPOSE.length + 32)
                .put(PURPOSE)
                .putLong(conversation.getMostSignificantBits())
                .putLong(conversation.getLeastSignificantBits())
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .array();
    }
}
