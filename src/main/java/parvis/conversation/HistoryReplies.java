package parvis.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History.Brought;
import parvis.conversation.History.Reply;
import parvis.conversation.HistoryHelp.Kept;
import parvis.conversation.HistoryRows.Beginning;
import parvis.database.Ids;
import parvis.person.PersonId;
import parvis.text.LanguageGuess;

/** Answers and comments of the past, in the conversations that their questions opened. */
@Component
class HistoryReplies {

    record Replied(
            UUID id,
            UUID conversation,
            @Nullable UUID parent,
            Reply reply,
            @Nullable String language,
            Instant at) {

        HistoryRows.Message message() {
            return new HistoryRows.Message(
                    id,
                    conversation,
                    Visibility.PUBLIC,
                    reply.author().value(),
                    null,
                    parent,
                    reply.externalId(),
                    reply.originUrl(),
                    language,
                    reply.text(),
                    reply.html(),
                    null,
                    Incoming.Origin.PERSON,
                    0,
                    at);
        }
    }

    private final HistoryRows rows;
    private final HistoryHelp help;
    private final HistoryTelling telling;

    HistoryReplies(HistoryRows rows, HistoryHelp help, HistoryTelling telling) {
        this.rows = rows;
        this.help = help;
        this.telling = telling;
    }

    Brought bring(Brand brand, List<Reply> replies) {
        var known = rows.messages(replies.stream().map(Reply::externalId).toList());
        var roots = rows.messages(replies.stream().map(Reply::to).toList());
        var fresh = new LinkedHashMap<String, Replied>();
        replies.parallelStream()
                .filter(reply -> roots.containsKey(reply.to()) && !known.containsKey(reply.externalId()))
                .map(reply -> replied(reply, Objects.requireNonNull(roots.get(reply.to()))))
                .forEachOrdered(reply -> fresh.putIfAbsent(reply.reply().externalId(), reply));
        var astray = (int)
                replies.stream().filter(reply -> !roots.containsKey(reply.to())).count();
        var added = List.copyOf(fresh.values());
        if (!added.isEmpty()) {
            var messages = added.stream().map(Replied::message).toList();
            rows.insert(brand.id(), messages);
            telling.received(brand, added);
        }
        var kept = help.open(kept(replies, known, roots, fresh));
        rows.count(added.stream().map(Replied::message).toList(), HistoryHelp.first(kept));
        help.keep(brand, kept);
        return new Brought(added.size(), replies.size() - astray - added.size(), astray);
    }

    private static Replied replied(Reply reply, Beginning root) {
        // A forum that merges threads has answers older than their question; here the question opens.
        var at = reply.at().isAfter(root.opened()) ? reply.at() : root.opened().plusMillis(1);
        return new Replied(
                Ids.next(),
                root.conversation(),
                reply.comment() ? root.message() : null,
                reply,
                LanguageGuess.of(reply.text()).map(Locale::getLanguage).orElse(null),
                at);
    }

    private static List<Kept> kept(
            List<Reply> replies,
            Map<String, Beginning> known,
            Map<String, Beginning> roots,
            Map<String, Replied> fresh) {
        var kept = new ArrayList<Kept>();
        for (var reply : replies) {
            var accepted = reply.accepted();
            var added = fresh.get(reply.externalId());
            var message = known.get(reply.externalId());
            var conversation = added == null ? message : roots.get(reply.to());
            if (accepted == null || conversation == null || !conversation.unsettled()) {
                continue;
            }
            var asker = new PersonId(conversation.asker());
            if (added != null) {
                kept.add(new Kept(added.conversation(), asker, added.id(), latest(accepted, added.at())));
            } else if (message != null) {
                kept.add(new Kept(message.conversation(), asker, message.message(), latest(accepted, reply.at())));
            }
        }
        return kept;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
