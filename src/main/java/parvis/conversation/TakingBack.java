package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.People;

/**
 * Taking an answer back before its letter leaves: it is gone, as if it had not been written, and its words are in the hands
 * of whoever wrote it. Not once it has left, nor when somebody has already said something about it.
 */
@Component
public class TakingBack {

    public sealed interface Outcome {
        /** @param text as it was written */
        record TakenBack(String text, Visibility visibility) implements Outcome {}

        /** The house had written first and nothing else was said: the conversation is gone with it. */
        record NeverBegun(String to, List<String> copies, String subject, String text, String language)
                implements Outcome {}

        /** Whoever had approved it does not any more: it waits for approval again. */
        record WaitsAgain() implements Outcome {}

        record TooLate() implements Outcome {}

        /** Only whoever wrote it takes it back. */
        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private record Taken(String text, Visibility visibility) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Conversations conversations;
    private final Messages messages;
    private final Copies copies;
    private final People people;
    private final AnswerDrafts drafts;
    private final Travelling travelling;
    private final Departures departures;
    private final Approvals approvals;
    private final Alerts alerts;
    private final Changes changes;
    private final Ledger ledger;

    TakingBack(
            Transactions transactions,
            JdbcClient db,
            Conversations conversations,
            Messages messages,
            Copies copies,
            People people,
            AnswerDrafts drafts,
            Travelling travelling,
            Departures departures,
            Approvals approvals,
            Alerts alerts,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.conversations = conversations;
        this.messages = messages;
        this.copies = copies;
        this.people = people;
        this.drafts = drafts;
        this.travelling = travelling;
        this.departures = departures;
        this.approvals = approvals;
        this.alerts = alerts;
        this.changes = changes;
        this.ledger = ledger;
    }

    public Outcome takeBack(Brand brand, MessageId id, Teammate by, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var approval = approvals.byMessage(id);
            if (approval.isPresent()) {
                return approved(brand, approval.get(), by, how, at);
            }
            var message = messages.ofTheHouse(id.value());
            if (message.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!by.active() || !by.id().value().equals(message.get().teammate())) {
                return new Outcome.NotAllowed();
            }
            var conversation = conversations.lock(message.get().conversation()).orElseThrow();
            if (departures.take(id, null)) {
                return fromTheDoor(brand, conversation, id, message.get().visibility(), by, how, at);
            }
            // One statement on the row that the letter's leaving needs as well: one of both comes first.
            var taken = db.sql("""
                    update conversation.message m set leaves_at = null
                     where m.id = :id and m.leaves_at > :at
                       and not exists (select 1 from conversation.rating r where r.message = m.id)
                       and not exists (select 1 from conversation.report r where r.message = m.id)
                       and not exists (select 1 from conversation.message child where child.parent = m.id)
                    returning text, visibility
                    """)
                    .param("id", id.value())
                    .param("at", Rows.time(at))
                    .query((row, n) -> new Taken(row.getString("text"), Visibility.of(row.getString("visibility"))))
                    .optional();
            if (taken.isEmpty()) {
                return new Outcome.TooLate();
            }
            var copied = copies.of(id);
            var gone = neverBegun(conversation, id, taken.get().text());
            var pictures = messages.pictures(id);
            remove(id);
            restore(brand, conversation, taken.get(), at);
            changes.record(
                    brand.id(), Change.Kind.CONVERSATION, conversation.id().value());
            told(
                    brand,
                    conversation,
                    id,
                    "answer.taken-back",
                    by,
                    how,
                    taken.get().visibility(),
                    at);
            var never = gone != null && forget(conversation.id());
            drafts.comesBack(
                    brand,
                    by.id(),
                    never ? null : conversation.id(),
                    typed(taken.get(), conversation, copied, never),
                    pictures,
                    at);
            return never && gone != null
                    ? gone
                    : new Outcome.TakenBack(taken.get().text(), taken.get().visibility());
        });
    }

    /** One that waits is taken back by its drafter, one that was approved also by whoever approved it, until it has left. */
    private Outcome approved(Brand brand, Approval seen, Teammate by, How how, Instant at) {
        var conversation = conversations.lock(seen.conversation()).orElseThrow();
        var approval = approvals.byMessage(seen.message());
        if (approval.isEmpty()) {
            return new Outcome.TooLate();
        }
        var me = by.id().value();
        var mine = me.equals(approval.get().drafter());
        if (!by.active() || !mine && !me.equals(approval.get().decidedBy())) {
            return new Outcome.NotAllowed();
        }
        var atTheDoor = departures.take(seen.message(), null);
        if (approval.get().state() == Approval.State.APPROVED && !atTheDoor) {
            return new Outcome.TooLate();
        }
        if (mine) {
            alerts.settled(seen.message());
            return fromTheDoor(
                    brand, conversation, seen.message(), approval.get().visibility(), by, how, at);
        }
        if (!atTheDoor) {
            return new Outcome.NotAllowed();
        }
        messages.withhold(seen.message(), Withheld.Why.APPROVAL, "");
        approvals.waitAgain(seen.message());
        alerts.settled(seen.message());
        changes.record(brand.id(), Change.Kind.CONVERSATION, conversation.id().value());
        told(
                brand,
                conversation,
                seen.message(),
                "answer.unapproved",
                by,
                how,
                approval.get().visibility(),
                at);
        return new Outcome.WaitsAgain();
    }

    /** Nobody has read it and nothing followed from it yet. */
    private Outcome fromTheDoor(
            Brand brand, Conversation c, MessageId id, Visibility visibility, Teammate by, How how, Instant at) {
        var text = db.sql("select text from conversation.message where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
        var taken = new Taken(text, visibility);
        var copied = copies.of(id);
        var pictures = messages.pictures(id);
        remove(id);
        drafts.comesBack(brand, by.id(), c.id(), typed(taken, c, copied, false), pictures, at);
        changes.record(brand.id(), Change.Kind.CONVERSATION, c.id().value());
        told(brand, c, id, "answer.taken-back", by, how, visibility, at);
        return new Outcome.TakenBack(text, visibility);
    }

    private void told(
            Brand brand,
            Conversation c,
            MessageId id,
            String what,
            Teammate by,
            How how,
            Visibility visibility,
            Instant at) {
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                "message",
                id.value(),
                c.id().value(),
                how,
                Map.of("visibility", visibility.word())));
    }

    private AnswerDraft.Typed typed(Taken taken, Conversation c, List<String> copied, boolean letter) {
        return new AnswerDraft.Typed(
                taken.visibility().word(),
                taken.text(),
                letter ? people.mailAddress(c.person()).orElse("") : "",
                "",
                Copying.written(copied),
                letter ? c.subject() : "",
                c.language());
    }

    /** What was to begin a conversation, as it was written. */
    private Outcome.@Nullable NeverBegun neverBegun(Conversation c, MessageId id, String text) {
        var alone = db.sql("select begun_by is not null and messages = 1 from conversation.conversation where id = ?")
                .param(c.id().value())
                .query(Boolean.class)
                .single();
        var to = people.mailAddress(c.person());
        return alone && to.isPresent()
                ? new Outcome.NeverBegun(to.get(), copies.of(id), c.subject(), text, c.language())
                : null;
    }

    /** Unless somebody did something with it meanwhile. */
    private boolean forget(ConversationId id) {
        return db.sql("""
                delete from conversation.conversation c where c.id = :id
                   and not exists (select 1 from conversation.message m where m.conversation = c.id)
                   and not exists (select 1 from conversation.reply_token r where r.conversation = c.id)
                   and not exists (select 1 from conversation.answer_link a where a.conversation = c.id)
                """).param("id", id.value()).update() > 0;
    }

    private void remove(MessageId id) {
        db.sql("delete from conversation.attachment where message = ?")
                .param(id.value())
                .update();
        db.sql("delete from conversation.message where id = ?")
                .param(id.value())
                .update();
    }

    /** The conversation as it was before: what it counts, what was last in it, and whether an answer is owed. */
    private void restore(Brand brand, Conversation c, Taken taken, Instant at) {
        db.sql("""
                update conversation.conversation
                   set messages = messages - 1,
                       public_messages = public_messages - :public,
                       answers = answers - 1,
                       last_message = (select m.id from conversation.message m
                                        where m.conversation = :id order by m.stored_at desc, m.id desc limit 1),
                       last_message_at = coalesce((select max(m.at) from conversation.message m where m.conversation = :id),
                                                  opened_at)
                 where id = :id
                """)
                .param("public", taken.visibility() == Visibility.PUBLIC ? 1 : 0)
                .param("id", c.id().value())
                .update();
        var asks = travelling
                .lastWord(c.id())
                .flatMap(last -> messages.ofTheHouse(last))
                .filter(last -> last.kind() == Kind.RECEIVED)
                .isPresent();
        if (asks) {
            travelling.owedAgain(brand, c, at);
        }
    }
}
