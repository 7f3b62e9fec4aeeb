package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import parvis.brand.AbsenceChanged;
import parvis.brand.Absences;
import parvis.brand.Away;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Staffing.AnswersNoMore;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.StandingRows.Moved;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * While somebody is away their conversations are with whoever stands in, and come back with them. Each time it is asked how it is to
 * be, not what happened: whatever was missed is made good the next minute, and what is right stays as it is.
 */
@Component
class StandingIn implements Housekeeping {
    private final Brands brands;
    private final Absences absences;
    private final Transactions transactions;
    private final StandingRows rows;
    private final Conversations conversations;
    private final Alerts alerts;
    private final Changes changes;
    private final Ledger ledger;

    StandingIn(
            Brands brands,
            Absences absences,
            Transactions transactions,
            StandingRows rows,
            Conversations conversations,
            Alerts alerts,
            Changes changes,
            Ledger ledger) {
        this.brands = brands;
        this.absences = absences;
        this.transactions = transactions;
        this.rows = rows;
        this.conversations = conversations;
        this.alerts = alerts;
        this.changes = changes;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "conversation.standing-in";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void work(Instant now) {
        for (var id : brands.all()) {
            settle(brands.require(id), now);
        }
    }

    @EventListener
    void changed(AbsenceChanged changed) {
        settle(brands.require(changed.brand()), changed.at());
    }

    /** After what they held has gone back to the queue. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void left(AnswersNoMore who) {
        settle(brands.require(who.brand()), who.at());
    }

    void settle(Brand brand, Instant at) {
        transactions.run(brand.id(), () -> {
            var away = absences.awayNow(brand, at);
            rows.forgetTaken();
            for (var absent : rows.absent()) {
                if (away.of(absent).isEmpty()) {
                    back(brand, absent, away, at);
                }
            }
            for (var absent : away.everybody()) {
                place(brand, absent, away, at);
            }
        });
    }

    private void back(Brand brand, UUID whom, Away away, Instant at) {
        if (away.inCharge(whom).isEmpty()) {
            // they left: whoever has it keeps it
            rows.forget(whom);
            return;
        }
        var moved = rows.giveBack(whom);
        told(brand.id(), moved, "conversation.given-back", whom, whom, at);
        if (!moved.isEmpty()) {
            alerts.stoodIn(brand.id(), Alerts.About.BACK, whom, first(moved), moved.size(), whom, at);
        }
    }

    private void place(Brand brand, UUID absent, Away away, Instant at) {
        var inCharge = away.inCharge(absent).orElse(null);
        var moved = rows.place(brand.id(), absent, inCharge, at);
        told(brand.id(), moved, "conversation.stood-in", absent, id(inCharge), at);
        if (inCharge != null && !moved.isEmpty()) {
            alerts.stoodIn(
                    brand.id(),
                    Alerts.About.STANDING_IN,
                    inCharge.id().value(),
                    first(moved),
                    moved.size(),
                    absent,
                    at);
        }
        for (var who : away.decideFor(absent)) {
            alerts.waitsInNameOf(brand.id(), absent, who, at);
        }
    }

    /** Something is given to somebody: to whoever is in charge while they are away. Gives who has it now. */
    @Nullable
    Teammate give(Brand brand, ConversationId id, TeammateId to, Instant at) {
        var away = absences.away(brand, at);
        var inCharge = away.inCharge(to.value()).orElse(null);
        conversations.own(id, id(inCharge));
        rows.forget(id);
        if (away.of(to.value()).isPresent()) {
            rows.keep(brand.id(), List.of(id.value()), to.value(), id(inCharge), at);
        }
        return inCharge;
    }

    /** Whoever decides in place of its owner has it until they are back. */
    void take(Brand brand, Conversation c, UUID absent, Teammate by, Instant at) {
        conversations.own(c.id(), by.id().value());
        rows.keep(brand.id(), List.of(c.id().value()), absent, by.id().value(), at);
    }

    private void told(BrandId brand, List<Moved> moved, String what, UUID absent, @Nullable UUID to, Instant at) {
        if (moved.isEmpty()) {
            return;
        }
        changes.recordAll(
                brand,
                Change.Kind.CONVERSATION,
                moved.stream().map(Moved::conversation).toList());
        var detail = to == null
                ? Map.<String, Object>of("for", absent.toString())
                : Map.<String, Object>of("for", absent.toString(), "to", to.toString());
        ledger.writeAll(
                brand,
                moved.stream()
                        .map(one -> new LedgerEvent(
                                brand,
                                at,
                                what,
                                Actor.teammate(absent),
                                "conversation",
                                one.conversation(),
                                one.conversation(),
                                How.DIRECT,
                                detail))
                        .toList());
    }

    private static ConversationId first(List<Moved> moved) {
        return new ConversationId(moved.getFirst().conversation());
    }

    private static @Nullable UUID id(@Nullable Teammate teammate) {
        return teammate == null ? null : teammate.id().value();
    }
}
