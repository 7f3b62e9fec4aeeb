package parvis.conversation;

import java.time.Duration;
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
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.conversation.ConversationEvent.ManyHandedOver;
import parvis.conversation.ConversationEvent.ManyUndone;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.How;

/**
 * One act on many conversations: all that may be are, each with its own history; those that may not are left and named. For
 * a few seconds whoever did it can undo it as a whole, but for what somebody changed meanwhile.
 */
@Component
public class Many {
    /** More than a list shows at once is no choice that somebody made with their eyes. */
    public static final int MOST = 200;

    public static final Duration UNDO = Duration.ofSeconds(10);
    /** What was pressed in time may take a moment to arrive. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    public enum Act {
        OWNER,
        TAG,
        CLOSURE,
        SPAM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A conversation as somebody saw it in a list.
     *
     * @param last the newest message it had then; null for one without any
     */
    public record Chosen(long number, @Nullable UUID last) {}

    /** @param to for {@link Act#OWNER}; {@code tag} for {@link Act#TAG} */
    public record Wish(Act act, @Nullable TeammateId to, String tag) {}

    public sealed interface Outcome {
        record Done(UUID bulk) implements Outcome {}

        /** Nothing was chosen, or more than {@link #MOST}. */
        record NotSoMany() implements Outcome {}

        /** Whoever should take them left, or does not answer people. */
        record CannotTake() implements Outcome {}

        /** It says nothing, or too much. */
        record NoTag() implements Outcome {}
    }

    public enum Undone {
        DONE,
        TOO_LATE,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final ManyRows rows;
    private final HandingOver handingOver;
    private final Tagging tagging;
    private final Closing closing;
    private final Spam spam;
    private final Absences absences;
    private final Team team;
    private final ApplicationEventPublisher events;

    Many(
            Transactions transactions,
            Conversations conversations,
            ManyRows rows,
            HandingOver handingOver,
            Tagging tagging,
            Closing closing,
            Spam spam,
            Absences absences,
            Team team,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.rows = rows;
        this.handingOver = handingOver;
        this.tagging = tagging;
        this.closing = closing;
        this.spam = spam;
        this.absences = absences;
        this.team = team;
        this.events = events;
    }

    public Outcome act(Brand brand, List<Chosen> chosen, Wish wish, Teammate by, Instant at) {
        if (chosen.isEmpty() || chosen.size() > MOST) {
            return new Outcome.NotSoMany();
        }
        if (wish.act() == Act.OWNER && !canTake(brand, wish.to())) {
            return new Outcome.CannotTake();
        }
        if (wish.act() == Act.TAG && Tagging.clean(wish.tag()).isEmpty()) {
            return new Outcome.NoTag();
        }
        return transactions.in(brand.id(), () -> {
            var bulk = Ids.next();
            rows.begin(brand.id(), bulk, by.id(), wish.act(), at);
            var given = new ArrayList<ConversationId>();
            // held in one order, so that two who act on some of the same wait for each other only once
            for (var held : rows.lock(chosen)) {
                var conversation = conversations.byId(held.id()).orElseThrow();
                if (held.isOvertaken()) {
                    rows.left(brand.id(), bulk, conversation, "overtaken");
                    continue;
                }
                var before = rows.before(held.id());
                var left = one(brand, held.id(), wish, by, at);
                if (left == null) {
                    rows.done(brand.id(), bulk, conversation, before);
                    given.add(held.id());
                } else {
                    rows.left(brand.id(), bulk, conversation, left);
                }
            }
            var to = wish.to();
            if (wish.act() == Act.OWNER && to != null && !given.isEmpty()) {
                absences.away(brand, at)
                        .inCharge(to.value())
                        .filter(holder -> !holder.id().equals(by.id()))
                        .ifPresent(holder -> events.publishEvent(
                                new ManyHandedOver(brand.id(), bulk, by.id(), holder.id(), List.copyOf(given), at)));
            }
            return new Outcome.Done(bulk);
        });
    }

    /** Everything that it did and nobody changed since is as it was; each conversation says so in its history. */
    public Undone undo(Brand brand, UUID bulk, Teammate by, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = rows.find(bulk, by.id());
            if (found.isEmpty()) {
                return Undone.UNKNOWN;
            }
            if (found.get().undone() != null
                    || at.isAfter(found.get().at().plus(UNDO).plus(GRACE))) {
                return Undone.TOO_LATE;
            }
            rows.undo(brand, bulk, found.get().act(), by, at);
            events.publishEvent(new ManyUndone(brand.id(), bulk, at));
            return Undone.DONE;
        });
    }

    /**
     * What came of it.
     *
     * @param left the numbers of those that stayed as they were, by why
     */
    public record Account(
            UUID id, Act act, Instant at, @Nullable Instant undone, int done, Map<String, List<Long>> left) {}

    /** Of one's own only. */
    public Optional<Account> account(BrandId brand, UUID bulk, TeammateId by) {
        return transactions.reading(brand, () -> rows.find(bulk, by).map(rows::account));
    }

    private boolean canTake(Brand brand, @Nullable TeammateId to) {
        return to != null
                && team.byId(brand.id(), to.value())
                        .filter(t -> t.may(Permission.ANSWER_OWN))
                        .isPresent();
    }

    /** Null when it was done, else why not. */
    private @Nullable String one(Brand brand, ConversationId id, Wish wish, Teammate by, Instant at) {
        return switch (wish.act()) {
            case OWNER -> {
                var to = Objects.requireNonNull(wish.to());
                if (rows.isOwnedBy(id, to)) {
                    yield "unchanged";
                }
                yield handingOver.give(brand, id, by, to, How.DESK, at) ? null : "not_allowed";
            }
            case TAG ->
                switch (tagging.tag(brand, id, wish.tag(), by, How.DESK, at)) {
                    case DONE -> null;
                    case UNCHANGED -> "unchanged";
                    case TOO_MANY -> "full";
                    case NO_TAG, NOT_ALLOWED, UNKNOWN -> "not_allowed";
                };
            case CLOSURE ->
                switch (closing.close(brand, id, by, How.DESK, at)) {
                    case DONE -> null;
                    case UNCHANGED -> "unchanged";
                    case NOT_ALLOWED, UNKNOWN -> "not_allowed";
                };
            case SPAM ->
                switch (spam.mark(brand, id, by, How.DESK, at)) {
                    case DONE -> null;
                    case UNCHANGED -> "unchanged";
                    case NOT_ALLOWED, UNKNOWN -> "not_allowed";
                };
        };
    }
}
