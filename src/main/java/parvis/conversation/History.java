package parvis.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.HistoryRows.Beginning;
import parvis.conversation.HistoryRows.Kept;
import parvis.conversation.HistoryRows.Opened;
import parvis.conversation.HistoryRows.Replied;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.PersonId;
import parvis.text.LanguageGuess;
import parvis.text.Slug;

/**
 * Bringing along conversations that were held elsewhere, many at a time. Each call is one transaction and may be repeated:
 * what is known by its external id is left as it is. Nobody is mailed, nothing is promised, nothing is ever late: what the
 * asker did not settle there waits without a clock until they write again here.
 */
@Component
public class History {
    /** The slug of the channel that every brand has for its past. */
    public static final String CHANNEL = "import";

    /**
     * A question, public.
     *
     * @param externalId unique among all that is imported
     * @param text Markdown, or the plain reading of {@code html}
     * @param html sanitized, when it came as HTML
     * @param closed when it was closed there
     */
    public record Question(
            String externalId,
            String subject,
            String text,
            @Nullable String html,
            PersonId author,
            Instant at,
            List<String> tags,
            @Nullable String originUrl,
            @Nullable Instant closed) {}

    /**
     * An answer, or a comment.
     *
     * @param to the external id of the question, or of the message that is commented
     * @param comment whether it stands under that message rather than after it
     * @param accepted when the asker kept it as the answer
     */
    public record Reply(
            String externalId,
            String to,
            boolean comment,
            String text,
            @Nullable String html,
            PersonId author,
            Instant at,
            @Nullable String originUrl,
            @Nullable Instant accepted) {}

    /** Two questions, or messages of theirs, by their external ids. */
    public record Link(String from, String to, boolean duplicate) {}

    /**
     * What became of a batch.
     *
     * @param known those that had come before
     * @param astray those that belong to something that is not here
     */
    public record Brought(int added, int known, int astray) {
        public static final Brought NOTHING = new Brought(0, 0, 0);

        public Brought and(Brought more) {
            return new Brought(added + more.added, known + more.known, astray + more.astray);
        }
    }

    private final Transactions transactions;
    private final HistoryRows rows;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Ledger ledger;

    History(Transactions transactions, HistoryRows rows, Catalogue catalogue, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.rows = rows;
        this.catalogue = catalogue;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** A transaction in which nobody else brings the past of this brand: what is looked up stays true until it ends. */
    public <T> T alone(Brand brand, Supplier<T> work) {
        return transactions.in(brand.id(), () -> {
            rows.lock(brand.id());
            return work.get();
        });
    }

    public Brought questions(Brand brand, List<Question> questions) {
        return alone(brand, () -> {
            var known =
                    rows.messages(questions.stream().map(Question::externalId).toList());
            var seen = new HashSet<String>();
            var unknown = questions.stream()
                    .filter(q -> !known.containsKey(q.externalId()) && seen.add(q.externalId()))
                    .toList();
            catalogue.products(brand.id()); // read here, in this transaction, before several threads want them
            var fresh = unknown.parallelStream().map(q -> opened(brand, q)).toList();
            if (!fresh.isEmpty()) {
                rows.open(brand.id(), place(brand), fresh);
                changed(brand, fresh.stream().map(Opened::conversation).toList());
                ledger.writeAll(
                        brand.id(),
                        fresh.stream()
                                .flatMap(o -> History.asked(brand, o).stream())
                                .toList());
            }
            return new Brought(fresh.size(), questions.size() - fresh.size(), 0);
        });
    }

    public Brought replies(Brand brand, List<Reply> replies) {
        return alone(brand, () -> {
            var known = rows.messages(replies.stream().map(Reply::externalId).toList());
            var roots = rows.messages(replies.stream().map(Reply::to).toList());
            var fresh = new LinkedHashMap<String, Replied>();
            replies.parallelStream()
                    .filter(reply -> roots.containsKey(reply.to()) && !known.containsKey(reply.externalId()))
                    .map(reply -> replied(reply, Objects.requireNonNull(roots.get(reply.to()))))
                    .forEachOrdered(reply -> fresh.putIfAbsent(reply.reply().externalId(), reply));
            var astray = (int) replies.stream()
                    .filter(reply -> !roots.containsKey(reply.to()))
                    .count();
            var added = List.copyOf(fresh.values());
            if (!added.isEmpty()) {
                rows.reply(brand.id(), added);
                changed(
                        brand,
                        added.stream().map(Replied::conversation).distinct().toList());
                ledger.writeAll(
                        brand.id(), added.stream().map(r -> received(brand, r)).toList());
            }
            keep(brand, kept(replies, known, fresh));
            return new Brought(added.size(), replies.size() - astray - added.size(), astray);
        });
    }

    public Brought links(Brand brand, List<Link> links) {
        return alone(brand, () -> {
            var ids = links.stream()
                    .flatMap(link -> java.util.stream.Stream.of(link.from(), link.to()))
                    .distinct()
                    .toList();
            var messages = rows.messages(ids);
            var found = new ArrayList<HistoryRows.Linked>();
            for (var link : links) {
                var from = messages.get(link.from());
                var to = messages.get(link.to());
                if (from != null && to != null && !from.conversation().equals(to.conversation())) {
                    found.add(new HistoryRows.Linked(from.conversation(), to.conversation(), link.duplicate()));
                }
            }
            var linked = rows.link(brand.id(), found);
            changed(brand, linked);
            return new Brought(linked.size(), found.size() - linked.size(), links.size() - found.size());
        });
    }

    private Opened opened(Brand brand, Question question) {
        var words = question.subject() + "\n" + question.text();
        var guess = LanguageGuess.of(words).map(Locale::getLanguage).orElse(null);
        return new Opened(
                Ids.next(),
                Ids.next(),
                question,
                Slug.of(question.subject()),
                guess == null ? brand.language() : guess,
                catalogue.named(brand.id(), words).map(Product::id).orElse(null));
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

    private static List<Kept> kept(List<Reply> replies, Map<String, Beginning> known, Map<String, Replied> fresh) {
        var kept = new ArrayList<Kept>();
        for (var reply : replies) {
            var accepted = reply.accepted();
            if (accepted == null) {
                continue;
            }
            var added = fresh.get(reply.externalId());
            var message = known.get(reply.externalId());
            if (added != null) {
                kept.add(new Kept(added.conversation(), added.message(), latest(accepted, added.at())));
            } else if (message != null) {
                kept.add(new Kept(message.conversation(), message.message(), latest(accepted, reply.at())));
            }
        }
        return kept;
    }

    /** What the asker kept there helped them, unless it is their own; what was said here since counts for more. */
    private void keep(Brand brand, List<Kept> proposed) {
        if (proposed.isEmpty()) {
            return;
        }
        var askers = rows.keep(proposed);
        var kept = proposed.stream()
                .filter(k -> askers.containsKey(k.conversation()))
                .toList();
        var rated = rows.rate(brand.id(), kept);
        changed(brand, List.copyOf(askers.keySet()));
        ledger.writeAll(
                brand.id(),
                kept.stream()
                        .filter(k -> rated.contains(k.message()))
                        .map(k -> helped(brand, k, Objects.requireNonNull(askers.get(k.conversation()))))
                        .toList());
    }

    private @Nullable UUID place(Brand brand) {
        return catalogue.places(brand.id()).stream()
                .filter(place -> place.visibility() == Place.Visibility.PUBLIC)
                .map(Place::id)
                .findFirst()
                .orElse(null);
    }

    private void changed(Brand brand, List<UUID> conversations) {
        changes.recordAll(brand.id(), Change.Kind.CONVERSATION, conversations);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<LedgerEvent> asked(Brand brand, Opened o) {
        var asked = event(
                brand,
                o.question().at(),
                "question.asked",
                o.question().author(),
                o.message(),
                o.conversation(),
                Map.of("channel", CHANNEL, "visibility", Visibility.PUBLIC.word()));
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

    private static LedgerEvent received(Brand brand, Replied r) {
        return event(
                brand,
                r.at(),
                "message.received",
                r.reply().author(),
                r.message(),
                r.conversation(),
                Map.of("channel", CHANNEL, "visibility", Visibility.PUBLIC.word()));
    }

    private static LedgerEvent helped(Brand brand, Kept kept, PersonId asker) {
        return event(
                brand,
                kept.at(),
                "help.rated",
                asker,
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
