package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.HistoryHelp.Kept;
import parvis.conversation.HistoryQuestions.Opened;
import parvis.conversation.HistoryReplies.Replied;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.PersonId;

/** What the change log and the ledger hear of the past: everything happened on its own date, and came by the import. */
@Component
class HistoryTelling {
    private final Changes changes;
    private final Ledger ledger;

    HistoryTelling(Changes changes, Ledger ledger) {
        this.changes = changes;
        this.ledger = ledger;
    }

    void asked(Brand brand, List<Opened> questions) {
        changed(brand, questions.stream().map(Opened::conversation).toList());
        ledger.writeAll(
                brand.id(),
                questions.stream()
                        .flatMap(o -> questionAsked(brand, o).stream())
                        .toList());
    }

    void received(Brand brand, List<Replied> replies) {
        changed(brand, replies.stream().map(Replied::conversation).distinct().toList());
        ledger.writeAll(
                brand.id(), replies.stream().map(r -> messageReceived(brand, r)).toList());
    }

    void said(Brand brand, List<HistoryTalks.Placed> all) {
        changed(
                brand,
                all.stream().map(HistoryTalks.Placed::conversation).distinct().toList());
        ledger.writeAll(brand.id(), all.stream().map(s -> said(brand, s)).toList());
    }

    private static LedgerEvent said(Brand brand, HistoryTalks.Placed s) {
        var author = s.said().author();
        return new LedgerEvent(
                brand.id(),
                s.said().at(),
                switch (author) {
                    case History.Author.House ignored -> "answer.sent";
                    case History.Author.Outside ignored -> s.opens() ? "question.asked" : "message.received";
                },
                switch (author) {
                    case History.Author.House(var teammate) -> Actor.teammate(teammate.value());
                    case History.Author.Outside(var person) -> Actor.person(person.value());
                },
                "message",
                s.message(),
                s.conversation(),
                How.IMPORT,
                Map.of(
                        "channel",
                        History.CHANNEL,
                        "visibility",
                        s.said().visibility().word(),
                        "origin",
                        s.said().aside().origin().word()));
    }

    void helped(Brand brand, List<Kept> rated) {
        ledger.writeAll(brand.id(), rated.stream().map(k -> helpRated(brand, k)).toList());
    }

    void changed(Brand brand, List<UUID> conversations) {
        changes.recordAll(brand.id(), Change.Kind.CONVERSATION, conversations);
    }

    private static List<LedgerEvent> questionAsked(Brand brand, Opened o) {
        var asked = event(
                brand,
                o.question().at(),
                "question.asked",
                o.question().author(),
                o.message(),
                o.conversation(),
                Map.of("channel", History.CHANNEL, "visibility", Visibility.PUBLIC.word()));
        var closed = o.question().closed();
        return closed == null
                ? List.of(asked)
                : List.of(
                        asked,
                        new LedgerEvent(
                                brand.id(),
                                closed,
                                "conversation.closed",
                                Actor.SYSTEM,
                                "conversation",
                                o.conversation(),
                                o.conversation(),
                                How.IMPORT,
                                Map.of("was", State.WAITING.word())));
    }

    private static LedgerEvent messageReceived(Brand brand, Replied r) {
        return event(
                brand,
                r.at(),
                "message.received",
                r.reply().author(),
                r.id(),
                r.conversation(),
                Map.of("channel", History.CHANNEL, "visibility", Visibility.PUBLIC.word()));
    }

    private static LedgerEvent helpRated(Brand brand, Kept kept) {
        return event(
                brand,
                kept.at(),
                "help.rated",
                kept.asker(),
                kept.message(),
                kept.conversation(),
                Map.of("help", Help.YES.word(), "asker", true));
    }

    private static LedgerEvent event(
            Brand brand,
            Instant at,
            String what,
            PersonId by,
            UUID message,
            UUID conversation,
            Map<String, Object> detail) {
        return new LedgerEvent(
                brand.id(), at, what, Actor.person(by.value()), "message", message, conversation, How.IMPORT, detail);
    }
}
