package parvis.desk;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Permission;
import parvis.database.Transactions;
import parvis.desk.page.DeskPage;
import parvis.desk.page.QueuePage;
import parvis.desk.page.RoomPage;
import parvis.desk.page.TalkPage;
import parvis.person.Person;

/** Reads the desk, or one of its panes, as of one moment. */
@Component
class DeskReader {
    /** Filters on the rail; the others are in the queue's own menu. */
    private static final int IN_SIGHT = 8;

    private final Transactions transactions;
    private final QueueReader queues;
    private final TalkReader talks;
    private final Glances glances;
    private final Clock clock;

    DeskReader(Transactions transactions, QueueReader queues, TalkReader talks, Glances glances, Clock clock) {
        this.transactions = transactions;
        this.queues = queues;
        this.talks = talks;
        this.glances = glances;
        this.clock = clock;
    }

    DeskPage desk(Visit visit, @Nullable Long number, @Nullable Unsent unsent) {
        var moments = moments(visit);
        var state = glances.state(visit.brand().id());
        return transactions.reading(visit.brand().id(), () -> {
            var talk = number == null ? null : talks.read(visit, number, moments, unsent);
            var queue = queues.read(visit, moments, number, state);
            return new DeskPage(room(visit, queue), queue, talk);
        });
    }

    /** What stands around every page of the desk. */
    RoomPage room(Visit visit) {
        return transactions.reading(
                visit.brand().id(),
                () -> room(
                        visit,
                        queues.waiting(visit),
                        glances.reports(visit.me()),
                        glances.approvals(visit.brand(), visit.me(), clock.instant()),
                        queues.named(visit),
                        queues.unseen(visit)));
    }

    /** The same, of what the queue beside it says anyway. */
    private static RoomPage room(Visit visit, QueuePage queue) {
        return room(
                visit,
                queue.waiting(),
                queue.reports(),
                queue.approvals(),
                queue.saved().filters(),
                queue.news().figure());
    }

    private static RoomPage room(
            Visit visit,
            String waiting,
            @Nullable String reports,
            @Nullable String approvals,
            List<QueuePage.Choice> named,
            String unseen) {
        var me = visit.me();
        return new RoomPage(
                new RoomPage.Self(
                        me.name(),
                        me.title().in(visit.shell().language()),
                        Person.initials(me.name()),
                        me.handle(),
                        me.may(Permission.ANSWER_OWN) || me.may(Permission.PROPOSE),
                        me.may(Permission.ANSWER_OWN)),
                waiting,
                reports,
                approvals,
                named.stream().limit(IN_SIGHT).toList(),
                unseen);
    }

    /** @param open the number of the conversation beside it, or null */
    QueuePage queue(Visit visit, @Nullable Long open) {
        var state = glances.state(visit.brand().id());
        return transactions.reading(visit.brand().id(), () -> queues.read(visit, moments(visit), open, state));
    }

    TalkPage talk(Visit visit, long number, @Nullable Unsent unsent) {
        return transactions.reading(visit.brand().id(), () -> talks.read(visit, number, moments(visit), unsent));
    }

    private Moments moments(Visit visit) {
        return new Moments(visit.shell(), visit.brand(), clock.instant());
    }
}
