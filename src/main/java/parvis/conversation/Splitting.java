package parvis.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.clock.Promise;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.PersonId;
import parvis.text.Slug;

/**
 * Messages of a conversation become one of their own, of whoever wrote the first of them, with what hangs on them: files, ratings,
 * reports, replies. It can be undone as long as nobody wrote in it since.
 */
@Component
public class Splitting {
    public static final int MOST_SUBJECT = 200;

    public enum Refusal {
        /** Nothing was chosen, or nothing that is here. */
        NOTHING,
        /** What opened the conversation stays in it. */
        OPENING,
        /** A conversation begins with what somebody wrote to the house. */
        BEGINNING,
        /** Something is on its way, or waits for somebody to send it. */
        LEAVING,
        /** Whoever began the new one would read what was said to another alone. */
        OTHER_PERSON,
        /** What is public would not be any more. */
        WOULD_HIDE,
        /** It is spam. */
        SPAM,
        /** Somebody wrote since: it is one of its own. */
        WRITTEN_SINCE,
        /** It was not split off. */
        NOT_SPLIT,
        /** It is read by others by now than the one it came from. */
        OTHER_READERS
    }

    public sealed interface Outcome {
        /** @param number of the new conversation; of the one that is left, where it was undone */
        record Done(long number) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private record Part(
            UUID id,
            Kind kind,
            Visibility visibility,
            @Nullable UUID person,
            @Nullable UUID parent,
            String channel,
            @Nullable String language,
            String state,
            @Nullable Instant leaves,
            Instant at) {}

    private static final String COLUMNS =
            "select id, kind, visibility, person, parent, channel, language, state, leaves_at, at from conversation.message m ";

    private final Transactions transactions;
    private final Conversations conversations;
    private final Merged merged;
    private final Spam spam;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    Splitting(
            Transactions transactions,
            Conversations conversations,
            Merged merged,
            Spam spam,
            JdbcClient db,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.merged = merged;
        this.spam = spam;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    /**
     * @param messages that go; what was said under one of them goes along
     * @param subject of the new conversation; that of the first when it is blank
     */
    public Outcome split(
            Brand brand,
            ConversationId id,
            Collection<UUID> messages,
            String subject,
            Teammate by,
            How how,
            Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = conversations.lock(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            var from = found.get();
            if (!by.mayAct(from.owner())) {
                return new Outcome.NotAllowed();
            }
            if (spam.is(id)) {
                return new Outcome.Refused(Refusal.SPAM);
            }
            var chosen = chosen(id, messages);
            var refusal = refusal(from, chosen, at);
            return refusal.isPresent()
                    ? new Outcome.Refused(refusal.get())
                    : new Outcome.Done(split(brand, from, chosen, subject, by, how, at));
        });
    }

    /** The new one goes back into the one it came from, which its address leads to from then on. */
    public Outcome undo(Brand brand, ConversationId id, Teammate by, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var origin = db.sql("select from_conversation from conversation.split where id = ?")
                    .param(id.value())
                    .query((row, n) -> new ConversationId(Rows.uuid(row, "from_conversation")))
                    .optional()
                    .map(from -> merged.surviving(brand.id(), from))
                    .filter(from -> !from.equals(id));
            if (origin.isEmpty()) {
                return conversations.byId(id).isEmpty()
                        ? new Outcome.Unknown()
                        : new Outcome.Refused(Refusal.NOT_SPLIT);
            }
            // in one order, so that nobody waits for whoever waits for them
            List.of(id, origin.get()).stream()
                    .sorted((one, two) -> one.value().compareTo(two.value()))
                    .forEach(conversations::lock);
            var split = conversations.byId(id);
            var into = conversations.byId(origin.get());
            if (split.isEmpty() || into.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!by.mayAct(split.get().owner()) || !by.mayAct(into.get().owner())) {
                return new Outcome.NotAllowed();
            }
            if (spam.is(id) || spam.is(into.get().id())) {
                return new Outcome.Refused(Refusal.SPAM);
            }
            if (isWrittenSince(id)) {
                return new Outcome.Refused(Refusal.WRITTEN_SINCE);
            }
            if (split.get().visibility() != into.get().visibility()
                    && (split.get().visibility().isShared() || conversations.saysToOthers(id))) {
                return new Outcome.Refused(Refusal.OTHER_READERS);
            }
            undo(brand, split.get(), into.get(), by, how, at);
            return new Outcome.Done(into.get().number());
        });
    }

    /** Those that are here, and what was said under them, in the order in which they were written. */
    private List<Part> chosen(ConversationId id, Collection<UUID> messages) {
        return db.sql("""
                with recursive chosen(id) as (
                    select id from conversation.message where conversation = :conversation and id = any(:messages)
                    union
                    select m.id from conversation.message m join chosen c on m.parent = c.id where m.conversation = :conversation)
                """ + COLUMNS + "where m.id in (select id from chosen) order by m.at, m.id")
                .param("conversation", id.value())
                .param("messages", Columns.uuids(messages))
                .query((row, n) -> new Part(
                        Rows.uuid(row, "id"),
                        Kind.of(row.getString("kind")),
                        Visibility.of(row.getString("visibility")),
                        Rows.uuidOrNull(row, "person"),
                        Rows.uuidOrNull(row, "parent"),
                        row.getString("channel"),
                        Rows.textOrNull(row, "language"),
                        row.getString("state"),
                        Rows.instantOrNull(row, "leaves_at"),
                        Rows.instant(row, "at")))
                .list();
    }

    private Optional<Refusal> refusal(Conversation from, List<Part> chosen, Instant at) {
        if (chosen.isEmpty()) {
            return Optional.of(Refusal.NOTHING);
        }
        var opening = db.sql("""
                select id from conversation.message where conversation = ? and kind <> 'note' order by at, id limit 1
                """).param(from.id().value()).query(UUID.class).optional();
        if (chosen.stream().anyMatch(part -> opening.filter(part.id()::equals).isPresent())) {
            return Optional.of(Refusal.OPENING);
        }
        if (chosen.stream()
                .anyMatch(part -> List.of("draft", "waiting", "sending").contains(part.state())
                        || (part.leaves() != null && part.leaves().isAfter(at)))) {
            return Optional.of(Refusal.LEAVING);
        }
        var first = first(chosen);
        if (first == null || first.kind() != Kind.RECEIVED) {
            return Optional.of(Refusal.BEGINNING);
        }
        if (!from.person().value().equals(first.person())
                && chosen.stream()
                        .anyMatch(part -> part.kind() != Kind.NOTE
                                && part.visibility() == Visibility.PRIVATE
                                && !Objects.equals(part.person(), first.person()))) {
            return Optional.of(Refusal.OTHER_PERSON);
        }
        return first.visibility() == Visibility.PRIVATE
                        && chosen.stream().anyMatch(part -> part.visibility() == Visibility.PUBLIC)
                ? Optional.of(Refusal.WOULD_HIDE)
                : Optional.empty();
    }

    private static @Nullable Part first(List<Part> chosen) {
        return chosen.stream()
                .filter(part -> part.kind() != Kind.NOTE)
                .findFirst()
                .orElse(null);
    }

    private long split(
            Brand brand, Conversation from, List<Part> chosen, String subject, Teammate by, How how, Instant at) {
        var first = Objects.requireNonNull(first(chosen));
        var number = conversations.nextNumber(brand.id());
        var id = new ConversationId(Ids.next());
        var title = subject.isBlank() ? from.subject() : subject.strip();
        var last = chosen.stream()
                .filter(part -> part.kind() != Kind.NOTE)
                .toList()
                .getLast();
        var owed = last.kind() == Kind.RECEIVED;
        // read by those who read it before, and by nobody else
        var visibility = first.visibility() == Visibility.PUBLIC ? from.visibility() : Visibility.PRIVATE;
        conversations.insert(
                brand,
                new Conversations.New(
                        id,
                        number,
                        Slug.of(title),
                        title,
                        from.language(),
                        visibility,
                        first.channel(),
                        first.visibility() == Visibility.PUBLIC ? placeOf(from.id()) : null,
                        from.product(),
                        new PersonId(Objects.requireNonNull(first.person())),
                        first.at(),
                        owed ? Promise.of(brand.promise()).start(last.at()) : null));
        if (from.owner() != null) {
            conversations.own(id, from.owner());
            db.sql("""
                    insert into conversation.standing_in (brand, conversation, absent, holder, since)
                    select brand, ?, absent, holder, since from conversation.standing_in where conversation = ?
                    """).params(id.value(), from.id().value()).update();
        }
        keep(brand, from, id, chosen, by, at);
        move(brand, from, id, chosen);
        if (!owed) {
            conversations.byId(id).ifPresent(made -> conversations.turn(brand, made, State.WAITING, null, at));
        }
        if (from.visibility() == visibility) {
            db.sql(
                            "insert into conversation.link (brand, conversation, other, kind) values (?, ?, ?, 'related') on conflict do nothing")
                    .params(brand.id().value(), id.value(), from.id().value())
                    .update();
        }
        changes.record(brand.id(), Change.Kind.CONVERSATION, from.id().value());
        changes.record(brand.id(), Change.Kind.CONVERSATION, id.value());
        told(brand, from, number, "conversation.split", by, how, at);
        conversations
                .byId(id)
                .ifPresent(made -> told(brand, made, from.number(), "conversation.split-from", by, how, at));
        return number;
    }

    private @Nullable UUID placeOf(ConversationId id) {
        return db.sql("select place from conversation.conversation where id = ?")
                .param(id.value())
                .query((row, n) -> Optional.ofNullable(Rows.uuidOrNull(row, "place")))
                .single()
                .orElse(null);
    }

    /** For whoever undoes it, and for the addresses of the messages. */
    private void keep(Brand brand, Conversation from, ConversationId id, List<Part> chosen, Teammate by, Instant at) {
        var retained = from.retained();
        db.sql("""
                insert into conversation.split (brand, id, from_conversation, retained, by_teammate, at) values (?, ?, ?, ?, ?, ?)
                """)
                .params(brand.id().value(), id.value(), from.id().value())
                .params(
                        retained != null
                                && chosen.stream().anyMatch(part -> part.id().equals(retained.value())),
                        by.id().value(),
                        Rows.time(at))
                .update();
        db.sql("""
                insert into conversation.split_message (brand, split, message, from_conversation, parent)
                select :brand, :split, m.id, :from, m.parent from conversation.message m where m.id = any(:messages)
                """)
                .param("brand", brand.id().value())
                .param("split", id.value())
                .param("from", from.id().value())
                .param("messages", Columns.uuids(chosen, Part::id))
                .update();
    }

    private void move(Brand brand, Conversation from, ConversationId into, List<Part> chosen) {
        var ids = Columns.uuids(chosen, Part::id);
        // what hangs on a message of the other side hangs on nothing
        db.sql("""
                update conversation.message set parent = null
                 where conversation = :from and parent is not null and (id = any(:ids)) <> (parent = any(:ids))
                """).param("from", from.id().value()).param("ids", ids).update();
        for (var what : new String[] {
            "message set conversation = :into where id",
            "rating set conversation = :into where message",
            "report set conversation = :into where message",
            "alert set conversation = :into where message",
            "raw set conversation = :into where id"
        }) {
            db.sql("update conversation." + what + " = any(:ids)")
                    .param("into", into.value())
                    .param("ids", ids)
                    .update();
        }
        db.sql("""
                insert into conversation.stopped (brand, conversation, person, at)
                select brand, :into, person, at from conversation.stopped where conversation = :from on conflict do nothing
                """).param("into", into.value()).param("from", from.id().value()).update();
        db.sql("""
                update conversation.conversation c set retained = case when c.id = :into then f.retained end
                  from conversation.conversation f
                 where f.id = :from and f.retained = any(:ids) and c.id in (:into, :from)
                """)
                .param("into", into.value())
                .param("from", from.id().value())
                .param("ids", ids)
                .update();
        counted(from.id());
        counted(into);
    }

    private void counted(ConversationId id) {
        db.sql("""
                update conversation.conversation c
                   set messages = m.messages, public_messages = m.publics, answers = m.answers,
                       last_message = m.last, last_message_at = coalesce(m.last_at, c.last_message_at)
                  from (select count(*) as messages, count(*) filter (where visibility = 'public') as publics,
                               count(*) filter (where kind = 'sent') as answers,
                               (array_agg(id order by at desc, id desc))[1] as last, max(at) as last_at
                          from conversation.message where conversation = :id and state not in ('draft', 'waiting')) m
                 where c.id = :id
                """).param("id", id.value()).update();
    }

    private boolean isWrittenSince(ConversationId id) {
        return db.sql("""
                select exists (select from conversation.message m where m.conversation = :id
                                  and not exists (select from conversation.split_message s where s.split = :id and s.message = m.id))
                """)
                .param("id", id.value())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private void undo(Brand brand, Conversation split, Conversation into, Teammate by, How how, Instant at) {
        record Hung(UUID message, @Nullable UUID parent) {}
        var hung = db.sql("select message, parent from conversation.split_message where split = ?")
                .param(split.id().value())
                .query((row, n) -> new Hung(Rows.uuid(row, "message"), Rows.uuidOrNull(row, "parent")))
                .list();
        var retained = db.sql("select retained from conversation.split where id = ?")
                .param(split.id().value())
                .query((row, n) -> row.getBoolean(1))
                .single();
        var answer = split.retained();
        merged.move(brand, split, into.id(), by, at);
        for (var message : hung) {
            db.sql("""
                    update conversation.message set parent = :parent
                     where id = :id and exists (select from conversation.message p where p.id = :parent and p.conversation = :into)
                    """)
                    .param("parent", message.parent())
                    .param("id", message.message())
                    .param("into", into.id().value())
                    .update();
        }
        if (retained && answer != null && into.retained() == null) {
            conversations.retain(into.id(), answer);
        }
        counted(into.id());
        changes.record(brand.id(), Change.Kind.CONVERSATION, split.id().value());
        changes.record(brand.id(), Change.Kind.CONVERSATION, into.id().value());
        told(brand, into, split.number(), "conversation.split-undone", by, how, at);
    }

    private void told(Brand brand, Conversation about, long number, String what, Teammate by, How how, Instant at) {
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                "conversation",
                about.id().value(),
                about.id().value(),
                how,
                Map.of("number", number)));
    }

    /** Whether it was split off, and can be put back. Belongs inside a transaction of the brand. */
    public boolean canUndo(ConversationId id) {
        return db.sql("select exists (select from conversation.split where id = ? and from_conversation <> id)")
                        .param(id.value())
                        .query((row, n) -> row.getBoolean(1))
                        .single()
                && !isWrittenSince(id);
    }
}
