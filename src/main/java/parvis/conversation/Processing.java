package parvis.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.clock.Promise;
import parvis.conversation.ConversationEvent.MessageArrived;
import parvis.conversation.RawMessages.Raw;
import parvis.database.Ids;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.Blocking;
import parvis.person.Identity;
import parvis.person.Identity.Proof;
import parvis.person.People;
import parvis.person.PersonId;
import parvis.person.Resemblance;
import parvis.text.LanguageGuess;
import parvis.text.PlainText;
import parvis.text.SafeHtml;
import parvis.text.Slug;

/** Makes a raw message part of a conversation: with a person, a product when one is named, and a due time. */
@Component
class Processing {
    private static final SafeHtml SAFE = new SafeHtml();

    private final Conversations conversations;
    private final Merged merged;
    private final Messages messages;
    private final Copies copies;
    private final RawMessages raw;
    private final People people;
    private final Blocking blocking;
    private final Spam spam;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Ledger ledger;
    private final Resemblance resemblance;
    private final ApplicationEventPublisher events;

    Processing(
            Conversations conversations,
            Merged merged,
            Messages messages,
            Copies copies,
            RawMessages raw,
            People people,
            Blocking blocking,
            Spam spam,
            Catalogue catalogue,
            Changes changes,
            Ledger ledger,
            Resemblance resemblance,
            ApplicationEventPublisher events) {
        this.resemblance = resemblance;
        this.conversations = conversations;
        this.merged = merged;
        this.messages = messages;
        this.copies = copies;
        this.raw = raw;
        this.people = people;
        this.blocking = blocking;
        this.spam = spam;
        this.catalogue = catalogue;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
    }

    /**
     * Inside a transaction of the brand that holds the raw row; empty when the message was rejected.
     *
     * @param at when it reached the house, from which its promise counts
     */
    Optional<Conversation> process(Brand brand, Raw waiting, Instant at) {
        var incoming = waiting.incoming();
        var how = new How(incoming.how());
        var person = personOf(brand, incoming, how);
        var named = incoming.conversation() == null
                ? null
                : merged.surviving(brand.id(), new ConversationId(incoming.conversation()));
        if (named != null && conversations.byId(named).isEmpty()) {
            raw.rejected(waiting.id(), "message.conversation.gone");
            return Optional.empty();
        }
        var blockedBy = blocking.blockedBy(person);
        // what a blocked person writes joins what is spam already, and nothing else
        var existing = repliesTo(incoming, named)
                .flatMap(conversations::lock)
                .filter(c -> blockedBy.isEmpty() || spam.is(c.id()));
        var conversation = existing.isPresent() ? existing.get() : open(brand, incoming, person, at);
        var message = new MessageId(waiting.id());
        var visibility = incoming.privately() || isFromElsewhere(incoming, conversation)
                ? Visibility.PRIVATE
                : conversation.visibility().ofWords();
        var received = received(incoming, message, conversation.id(), person, visibility);
        messages.insert(brand.id(), received);
        attach(brand, incoming, message);
        conversations.wrote(conversation.id(), message, at, Kind.RECEIVED, visibility);
        blockedBy.ifPresent(by -> spam.fallOnArrival(brand, conversation.id(), by, at));
        if (incoming.origin() == Incoming.Origin.PERSON && blockedBy.isEmpty()) {
            existing.ifPresent(c -> reopen(brand, c, person, at));
        }
        raw.stored(waiting.id(), conversation.id());
        changes.record(brand.id(), Change.Kind.CONVERSATION, conversation.id().value());
        ledger.write(told(brand, incoming, message, conversation.id(), person, visibility, existing.isEmpty(), at));
        if (incoming.origin() == Incoming.Origin.PERSON) {
            resemblance.heard(brand.id(), List.of(new Resemblance.Heard(person, received.text(), incoming.sentAt())));
        }
        if (blockedBy.isEmpty()) {
            events.publishEvent(new MessageArrived(brand.id(), conversation.id(), message, existing.isEmpty(), at));
        }
        return conversations.byId(conversation.id());
    }

    Optional<Conversation> byId(ConversationId id) {
        return conversations.byId(id);
    }

    Optional<Conversation> conversationOf(UUID rawId) {
        return raw.status(rawId)
                .map(MessageStatus::conversation)
                .flatMap(id -> conversations.byId(new ConversationId(id)));
    }

    private PersonId personOf(Brand brand, Incoming incoming, How how) {
        if (incoming.person() != null) {
            return new PersonId(incoming.person());
        }
        return people.findOrMake(
                brand.id(), nameOf(incoming.from()), identities(incoming), incoming.language(), how, incoming.sentAt());
    }

    static List<Identity> identities(Incoming incoming) {
        var from = incoming.from();
        var identities = new ArrayList<Identity>();
        if (from.email() != null && !from.email().isBlank()) {
            identities.add(Identity.email(from.email(), from.confirmed() ? Proof.CONFIRMED : Proof.PROBABLE));
        }
        if (from.handle() != null && !from.handle().isBlank()) {
            identities.add(Identity.handle(incoming.channel(), from.handle()));
        }
        return identities;
    }

    static String nameOf(Incoming.From from) {
        if (from.name() != null && !from.name().isBlank()) {
            return from.name();
        }
        if (from.handle() != null && !from.handle().isBlank()) {
            return from.handle();
        }
        var email = from.email();
        return email == null || email.isBlank() ? "?" : email.substring(0, Math.max(1, email.indexOf('@')));
    }

    private Optional<ConversationId> repliesTo(Incoming incoming, @Nullable ConversationId named) {
        if (named != null) {
            return Optional.of(named);
        }
        var reference = incoming.inReplyTo();
        if (reference == null || reference.isBlank()) {
            return Optional.empty();
        }
        return uuid(reference)
                .flatMap(conversations::ofMessage)
                .or(() -> conversations.ofExternalMessage(incoming.channel(), reference));
    }

    private Conversation open(Brand brand, Incoming incoming, PersonId person, Instant at) {
        var begun = begun(brand, incoming, person, conversations.nextNumber(brand.id()), at);
        conversations.insert(brand, begun);
        conversations.tag(brand.id(), begun.id(), incoming.tags());
        return conversations.byId(begun.id()).orElseThrow();
    }

    /** What a message opens, when it opens one. */
    Conversations.New begun(Brand brand, Incoming incoming, PersonId person, long number, Instant at) {
        var words = incoming.text().isBlank() && incoming.html() != null
                ? PlainText.ofHtml(incoming.html())
                : incoming.text();
        var subject = incoming.subject().isBlank() ? PlainText.excerpt(words, 80) : incoming.subject();
        var place = incoming.place() == null ? Optional.<Place>empty() : catalogue.place(brand.id(), incoming.place());
        var visibility = place.map(Visibility::in).orElse(Visibility.PRIVATE);
        var product = incoming.product() != null
                ? Optional.of(incoming.product())
                : catalogue.named(brand.id(), subject + "\n" + words).map(Product::id);
        return new Conversations.New(
                new ConversationId(Ids.next()),
                number,
                Slug.of(subject),
                subject,
                incoming.language() != null
                        ? incoming.language()
                        : LanguageGuess.of(subject + "\n" + words)
                                .map(Locale::getLanguage)
                                .orElse(brand.language()),
                visibility,
                incoming.channel(),
                place.map(Place::id).orElse(null),
                product.orElse(null),
                person,
                incoming.sentAt(),
                // nobody waits for an answer to what a machine says
                incoming.origin() == Incoming.Origin.PERSON
                        ? Promise.of(brand.promise()).start(at)
                        : null);
    }

    static Messages.New received(
            Incoming incoming, MessageId message, ConversationId conversation, PersonId person, Visibility visibility) {
        var html = incoming.html() == null ? null : SAFE.sanitize(incoming.html());
        var text = incoming.text().isBlank() && html != null ? PlainText.ofSafe(html) : incoming.text();
        return new Messages.New(
                message,
                conversation,
                Kind.RECEIVED,
                visibility,
                person.value(),
                null,
                null,
                incoming.channel(),
                incoming.externalId(),
                incoming.language() != null
                        ? incoming.language()
                        : LanguageGuess.of(text).map(Locale::getLanguage).orElse(null),
                text,
                html,
                incoming.sentAt(),
                incoming.aside() == null ? null : incoming.aside().quoted(),
                incoming.origin(),
                incoming.aside() == null ? 0 : incoming.aside().remotePictures());
    }

    /** What hangs on a message that is stored. */
    void attach(Brand brand, Incoming incoming, MessageId message) {
        messages.attach(brand.id(), message, incoming.pictures());
        if (incoming.aside() != null) {
            messages.attachFiles(
                    brand.id(),
                    message,
                    incoming.pictures().size(),
                    incoming.aside().files());
            copies.keep(brand.id(), message, incoming.aside().copies());
        }
    }

    static LedgerEvent told(
            Brand brand,
            Incoming incoming,
            MessageId message,
            ConversationId conversation,
            PersonId person,
            Visibility visibility,
            boolean opens,
            Instant at) {
        return new LedgerEvent(
                brand.id(),
                at,
                opens ? "question.asked" : "message.received",
                Actor.person(person.value()),
                "message",
                message.value(),
                conversation.value(),
                new How(incoming.how()),
                Map.of(
                        "channel",
                        incoming.channel(),
                        "visibility",
                        visibility.word(),
                        "origin",
                        incoming.origin().word()));
    }

    /**
     * The asker writes again, or somebody whom they or the house wrote to beside them: whatever was waiting, satisfied or closed
     * is open, and its clock runs. Somebody else who joins in changes nothing of what the house owes.
     */
    private void reopen(Brand brand, Conversation c, PersonId person, Instant at) {
        if (c.state() != State.OPEN
                && !spam.is(c.id())
                && (c.person().equals(person) || copies.isCopied(c.id(), person))) {
            var promise = Objects.requireNonNullElseGet(c.promise(), () -> Promise.of(brand.promise()));
            conversations.turn(brand, c, State.OPEN, promise.resume(at), at);
        }
    }

    /** A reply that was neither written on the public page nor meant for a place stays between its writer and the house. */
    private static boolean isFromElsewhere(Incoming incoming, Conversation conversation) {
        return incoming.place() == null
                && incoming.conversation() == null
                && conversation.visibility().isShared();
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
