package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.ConversationEvent.MessageHidden;
import parvis.conversation.ConversationEvent.ReportDecided;
import parvis.conversation.ConversationEvent.ReportMade;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.PersonId;

/**
 * Reporting what is public, hiding it with a reason and showing it again (Regulation (EU) 2022/2065, articles 16 and 17):
 * whoever reports is told that it arrived and what was decided; whoever wrote is told why it was hidden.
 */
@Component
public class Moderating {

    public enum Outcome {
        DONE,
        UNCHANGED,
        NOT_ALLOWED,
        UNKNOWN
    }

    /** Why something is reported, in the words of the form. */
    public enum Reason {
        ILLEGAL,
        PERSONAL_DATA,
        INSULT,
        ADVERTISING,
        DANGEROUS,
        OTHER;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Messages messages;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Moderating(
            Transactions transactions,
            Conversations conversations,
            Messages messages,
            JdbcClient db,
            Changes changes,
            Ledger ledger,
            Audit audit,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
    }

    /** @param email where the decision is told, of somebody not signed in; may be null */
    public Outcome report(
            Brand brand,
            MessageId id,
            @Nullable PersonId reporter,
            @Nullable String email,
            Reason reason,
            String words,
            How how,
            Instant at) {
        return transactions.in(brand.id(), () -> {
            var message = publicMessage(id);
            if (message == null) {
                return Outcome.UNKNOWN;
            }
            var report = Ids.next();
            db.sql("""
                    insert into conversation.report (brand, id, conversation, message, reporter, reporter_email, reason, words, at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(brand.id().value(), report, message.conversation().value(), id.value())
                    .param(reporter == null ? null : reporter.value())
                    .param(email)
                    .params(reason.word(), words, Rows.time(at))
                    .update();
            changes.record(
                    brand.id(), Change.Kind.CONVERSATION, message.conversation().value());
            ledger.write(event(
                    brand,
                    at,
                    "message.reported",
                    reporter == null ? Actor.READER : Actor.person(reporter.value()),
                    message,
                    how,
                    reason.word()));
            events.publishEvent(new ReportMade(brand.id(), message.conversation(), report, at));
            return Outcome.DONE;
        });
    }

    /** Hides a public message; the one that opened a conversation takes the whole page with it. Open reports are upheld. */
    public Outcome hide(Brand brand, MessageId id, Teammate by, String reason, String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            if (!by.may(Permission.MODERATE)) {
                return Outcome.NOT_ALLOWED;
            }
            var message = messages.byId(id.value()).orElse(null);
            if (message == null || message.kind() == Kind.NOTE || message.visibility() != Visibility.PUBLIC) {
                return Outcome.UNKNOWN;
            }
            conversations.lock(message.conversation());
            if (message.hidden()) {
                return Outcome.UNCHANGED;
            }
            messages.hide(id, at, by.id().value(), reason);
            if (messages.opens(message)) {
                conversations.hide(message.conversation(), at);
            }
            decideReports(brand, message, by, true, reason, at);
            done(brand, message, by, "message.hidden", reason, origin, how, at);
            events.publishEvent(new MessageHidden(brand.id(), message.conversation(), id, reason, at));
            return Outcome.DONE;
        });
    }

    public Outcome show(Brand brand, MessageId id, Teammate by, String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            if (!by.may(Permission.MODERATE)) {
                return Outcome.NOT_ALLOWED;
            }
            var message = messages.byId(id.value()).orElse(null);
            if (message == null) {
                return Outcome.UNKNOWN;
            }
            conversations.lock(message.conversation());
            if (!message.hidden()) {
                return Outcome.UNCHANGED;
            }
            messages.show(id);
            if (messages.opens(message)) {
                conversations.hide(message.conversation(), null);
            }
            done(brand, message, by, "message.shown", "", origin, how, at);
            return Outcome.DONE;
        });
    }

    /** Leaves a reported message where it is, and says why to whoever reported it. */
    public Outcome dismiss(Brand brand, MessageId id, Teammate by, String words, String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            if (!by.may(Permission.MODERATE)) {
                return Outcome.NOT_ALLOWED;
            }
            var message = messages.byId(id.value()).orElse(null);
            if (message == null) {
                return Outcome.UNKNOWN;
            }
            conversations.lock(message.conversation());
            if (decideReports(brand, message, by, false, words, at) == 0) {
                return Outcome.UNCHANGED;
            }
            done(brand, message, by, "report.dismissed", words, origin, how, at);
            return Outcome.DONE;
        });
    }

    private int decideReports(
            Brand brand, Messages.Known message, Teammate by, boolean upheld, String words, Instant at) {
        var decided = db.sql("""
                update conversation.report set state = ?, decided_by = ?, decided_at = ?, decision = ?
                 where message = ? and state = 'open' returning id
                """)
                .params(
                        upheld ? "upheld" : "dismissed",
                        by.id().value(),
                        Rows.time(at),
                        words,
                        message.id().value())
                .query(UUID.class)
                .list();
        decided.forEach(
                report -> events.publishEvent(new ReportDecided(brand.id(), message.conversation(), report, at)));
        return decided.size();
    }

    private Messages.@Nullable Known publicMessage(MessageId id) {
        var message = messages.byId(id.value()).orElse(null);
        if (message == null || message.visibility() != Visibility.PUBLIC || message.hidden()) {
            return null;
        }
        var conversation = conversations.byId(message.conversation()).orElseThrow();
        return conversation.visibility().isShared() && !conversation.hidden() ? message : null;
    }

    private void done(
            Brand brand,
            Messages.Known message,
            Teammate by,
            String what,
            String reason,
            String origin,
            How how,
            Instant at) {
        var actor = Actor.teammate(by.id().value());
        changes.record(
                brand.id(), Change.Kind.CONVERSATION, message.conversation().value());
        ledger.write(event(brand, at, what, actor, message, how, ""));
        audit.write(
                brand.id(),
                at,
                actor,
                what,
                "message",
                message.id().value(),
                origin,
                Map.of(),
                Map.of("reason", reason));
    }

    private static LedgerEvent event(
            Brand brand, Instant at, String what, Actor actor, Messages.Known message, How how, String reason) {
        return new LedgerEvent(
                brand.id(),
                at,
                what,
                actor,
                "message",
                message.id().value(),
                message.conversation().value(),
                how,
                reason.isEmpty() ? Map.of() : Map.of("reason", reason));
    }
}
