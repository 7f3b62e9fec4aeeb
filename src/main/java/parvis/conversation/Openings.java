package parvis.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.ConversationEvent.MessageArrived;
import parvis.conversation.RawMessages.Raw;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.Blocking;
import parvis.person.Newcomers;
import parvis.person.Newcomers.Who;
import parvis.person.PersonId;
import parvis.person.Resemblance;

/**
 * Raw messages that each open a conversation, which most do: made conversations together, as {@link Processing} makes them one
 * by one, in a dozen statements however many they are.
 */
@Component
class Openings {
    private record Opened(Raw raw, PersonId person, Conversations.New conversation, Messages.New message) {
        LedgerEvent told(Brand brand) {
            return Processing.told(
                    brand,
                    raw.incoming(),
                    message.id(),
                    conversation.id(),
                    person,
                    message.visibility(),
                    true,
                    raw.receivedAt());
        }
    }

    private final Conversations conversations;
    private final HistoryRows rows;
    private final Messages messages;
    private final RawMessages raw;
    private final Processing processing;
    private final Blocking blocking;
    private final Spam spam;
    private final Newcomers newcomers;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Ledger ledger;
    private final Resemblance resemblance;
    private final ApplicationEventPublisher events;

    Openings(
            Conversations conversations,
            HistoryRows rows,
            Messages messages,
            RawMessages raw,
            Processing processing,
            Blocking blocking,
            Spam spam,
            Newcomers newcomers,
            Catalogue catalogue,
            Changes changes,
            Ledger ledger,
            Resemblance resemblance,
            ApplicationEventPublisher events) {
        this.resemblance = resemblance;
        this.conversations = conversations;
        this.rows = rows;
        this.messages = messages;
        this.raw = raw;
        this.processing = processing;
        this.blocking = blocking;
        this.spam = spam;
        this.newcomers = newcomers;
        this.catalogue = catalogue;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
    }

    /** Whether it answers to nothing. */
    static boolean opens(Raw waiting) {
        var incoming = waiting.incoming();
        return incoming.conversation() == null
                && (incoming.inReplyTo() == null || incoming.inReplyTo().isBlank());
    }

    /** Inside a transaction of the brand that holds the raw rows. */
    void open(Brand brand, List<Raw> all) {
        if (all.isEmpty()) {
            return;
        }
        var people = people(brand, all);
        var first = rows.numbers(brand.id(), all.size());
        catalogue.products(brand.id()); // read here, in this transaction, before several threads want them
        catalogue.places(brand.id());
        var opened = IntStream.range(0, all.size())
                .parallel()
                .mapToObj(i -> opened(brand, all.get(i), people.get(i), first + i))
                .toList();
        conversations.insertAll(
                brand,
                opened.stream()
                        .map(o -> new Conversations.Begun(
                                o.conversation(),
                                o.message().id(),
                                o.message().visibility(),
                                o.raw().receivedAt()))
                        .toList());
        messages.insertAll(brand.id(), opened.stream().map(Opened::message).toList());
        var conversationIds = new ArrayList<UUID>();
        for (var o : opened) {
            conversations.tag(
                    brand.id(), o.conversation().id(), o.raw().incoming().tags());
            processing.attach(brand, o.raw().incoming(), o.message().id());
            conversationIds.add(o.conversation().id().value());
        }
        raw.storedAll(all.stream().map(Raw::id).toList(), conversationIds);
        changes.recordAll(brand.id(), Change.Kind.CONVERSATION, conversationIds);
        ledger.writeAll(brand.id(), opened.stream().map(o -> o.told(brand)).toList());
        resemblance.heard(
                brand.id(),
                opened.stream()
                        .filter(o -> o.raw().incoming().origin() == Incoming.Origin.PERSON)
                        .map(o -> new Resemblance.Heard(
                                o.person(),
                                o.message().text(),
                                o.raw().incoming().sentAt()))
                        .toList());
        var blocked = blocking.blockedBy(people.stream().map(PersonId::value).collect(Collectors.toSet()));
        for (var o : opened) {
            var by = blocked.get(o.person().value());
            if (by != null) {
                spam.fallOnArrival(brand, o.conversation().id(), by, o.raw().receivedAt());
                continue;
            }
            events.publishEvent(new MessageArrived(
                    brand.id(),
                    o.conversation().id(),
                    o.message().id(),
                    true,
                    o.raw().receivedAt()));
        }
    }

    /** Who wrote each. */
    private List<PersonId> people(Brand brand, List<Raw> all) {
        var unknown = all.stream()
                .filter(waiting -> waiting.incoming().person() == null)
                .toList();
        var found = newcomers
                .findOrMake(
                        brand.id(),
                        unknown.stream()
                                .map(waiting -> new Who(
                                        waiting.id(),
                                        Processing.nameOf(waiting.incoming().from()),
                                        Processing.identities(waiting.incoming()),
                                        waiting.incoming().language(),
                                        new How(waiting.incoming().how()),
                                        waiting.incoming().sentAt()))
                                .toList())
                .iterator();
        return all.stream()
                .map(waiting -> {
                    var known = waiting.incoming().person();
                    return known == null ? found.next() : new PersonId(known);
                })
                .toList();
    }

    private Opened opened(Brand brand, Raw waiting, PersonId person, long number) {
        var incoming = waiting.incoming();
        var conversation = processing.begun(brand, incoming, person, number, waiting.receivedAt());
        return new Opened(
                waiting,
                person,
                conversation,
                Processing.received(
                        incoming,
                        new MessageId(waiting.id()),
                        conversation.id(),
                        person,
                        incoming.privately()
                                ? Visibility.PRIVATE
                                : conversation.visibility().ofWords()));
    }
}
