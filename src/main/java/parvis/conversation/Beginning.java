package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.EmailAddress;
import parvis.person.Identity;
import parvis.person.Identity.Proof;
import parvis.person.People;
import parvis.text.Slug;

/**
 * The house writes first: a private conversation with one person, whose owner is its author. It waits for the person; no promise
 * runs until they reply.
 */
@Component
public class Beginning {
    private static final String CHANNEL = "mail";

    /**
     * @param to an address; whoever has it, else somebody new
     * @param name of somebody new, or empty
     * @param language {@code fr} or {@code en}
     */
    public record First(
            String to,
            String name,
            List<Copied> copies,
            String subject,
            String text,
            String language,
            List<Picture> pictures) {}

    public sealed interface Outcome {
        record Begun(long number, MessageId message) implements Outcome {}

        record NotAllowed() implements Outcome {}

        /** Nothing arrives at this address. */
        record Silent() implements Outcome {}

        /** No address, or one of the house's own. */
        record NotAnAddress() implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Conversations conversations;
    private final Answering answering;
    private final People people;
    private final Ledger ledger;

    Beginning(
            Transactions transactions,
            JdbcClient db,
            Conversations conversations,
            Answering answering,
            People people,
            Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.conversations = conversations;
        this.answering = answering;
        this.people = people;
        this.ledger = ledger;
    }

    public Outcome begin(Brand brand, Teammate by, First first, Instant at) {
        if (!by.mayAct(null)) {
            return new Outcome.NotAllowed();
        }
        if (!EmailAddress.isPlausible(first.to()) || Copying.isOwn(brand, EmailAddress.normal(first.to()))) {
            return new Outcome.NotAnAddress();
        }
        return transactions.<Outcome>in(brand.id(), () -> {
            if (people.undeliverable(first.to()).isPresent()) {
                return new Outcome.Silent();
            }
            return write(brand, by, first, at);
        });
    }

    private Outcome write(Brand brand, Teammate by, First first, Instant at) {
        var id = open(brand, by, first, at);
        var actor = Actor.teammate(by.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                "conversation.begun",
                actor,
                "conversation",
                id.value(),
                id.value(),
                How.DESK,
                Map.of()));
        var words = new Answering.Words(
                Kind.SENT,
                Visibility.PRIVATE,
                first.text(),
                null,
                How.DESK,
                first.pictures(),
                List.of(),
                first.copies());
        var conversation = conversations.lock(id).orElseThrow();
        var message = answering.insert(brand, conversation, by, words, at);
        answering.written(brand, conversation, by, actor, message, words, at);
        return new Outcome.Begun(conversation.number(), message);
    }

    private ConversationId open(Brand brand, Teammate by, First first, Instant at) {
        var name = first.name().isBlank() ? first.to().substring(0, first.to().indexOf('@')) : first.name();
        var person = people.findOrMake(
                brand.id(), name, List.of(Identity.email(first.to(), Proof.PROBABLE)), first.language(), How.DESK, at);
        var id = new ConversationId(Ids.next());
        conversations.insert(
                brand,
                new Conversations.New(
                        id,
                        conversations.nextNumber(brand.id()),
                        Slug.of(first.subject()),
                        first.subject(),
                        first.language(),
                        Visibility.PRIVATE,
                        CHANNEL,
                        null,
                        null,
                        person,
                        at,
                        null));
        db.sql("update conversation.conversation set begun_by = ?, owner = ? where id = ?")
                .params(by.id().value(), by.id().value(), id.value())
                .update();
        return id;
    }
}
