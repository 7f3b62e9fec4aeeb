package parvis.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.ChangedHere;
import parvis.conversation.Approvals;
import parvis.conversation.Departures;
import parvis.database.BrandId;

/**
 * What stands around the queue whichever part of it is shown. Asked anew once anything of the brand has changed, and else once a second:
 * a colleague who walks through the queue has the same of it on each page, and it is half of what a page asks of PostgreSQL.
 */
@Component
class Glances implements ChangedHere, ChangeListener {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** The rest of the tags is found by its address, or by searching. */
    private static final int TAGS = 30;

    /**
     * How many conversations wait and for what, at most {@link Tallies#COUNTED} of each.
     *
     * @param longest since when the one waits that waits longest
     * @param standingIn of those who are away, whoever looks has so many
     * @param tags that are in use lately
     * @param reports how many public messages wait for a decision of theirs, in figures; null when it is not theirs
     * @param approvals how many answers wait for them to approve, or came back to them, in figures; null when neither is theirs
     * @param stopped the numbers of the conversations in which an answer of theirs was stopped
     * @param leaving the numbers of those in which an answer waits at the door
     */
    record Glance(
            int mine,
            int all,
            int promised,
            int asleep,
            int nobodys,
            int unanswered,
            Optional<Instant> longest,
            Map<UUID, Integer> standingIn,
            List<Queue.Channel> channels,
            List<String> tags,
            @Nullable String reports,
            @Nullable String approvals,
            Set<Long> stopped,
            Set<Long> leaving) {}

    private record Key(BrandId brand, TeammateId who, String sight) {}

    private record Kept(Glance glance, long state) {}

    private final Queue queue;
    private final Tallies tallies;
    private final Talks talks;
    private final Approvals approvals;
    private final Absences absences;
    private final Departures departures;
    private final Map<BrandId, AtomicLong> states = new ConcurrentHashMap<>();
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(LONGEST).build();

    Glances(Queue queue, Tallies tallies, Talks talks, Approvals approvals, Absences absences, Departures departures) {
        this.queue = queue;
        this.tallies = tallies;
        this.talks = talks;
        this.approvals = approvals;
        this.absences = absences;
        this.departures = departures;
    }

    /** To be asked for before the transaction begins that reads: what was read before a change is not shown after it. */
    long state(BrandId brand) {
        return states.computeIfAbsent(brand, b -> new AtomicLong()).get();
    }

    /** @param state of the brand before the running transaction began */
    Glance of(Brand brand, String sight, Teammate me, long state, Instant now) {
        var key = new Key(brand.id(), me.id(), sight);
        var known = kept.getIfPresent(key);
        if (known != null && known.state() == state) {
            return known.glance();
        }
        var glance = read(brand, sight, me, now);
        kept.put(key, new Kept(glance, state));
        return glance;
    }

    private Glance read(Brand brand, String sight, Teammate me, Instant now) {
        return new Glance(
                tallies.waiting(brand.id(), sight, me.id()),
                tallies.waiting(brand.id(), sight, null),
                tallies.promised(brand.id(), sight, now.plus(QueueWish.View.SOON)),
                tallies.asleep(brand.id(), sight),
                tallies.nobodys(brand.id(), sight),
                tallies.unanswered(brand.id(), sight),
                tallies.longest(sight),
                tallies.standingInFor(me.id()),
                queue.channels(),
                talks.tagsInUse(TAGS, sight),
                reports(me),
                approvals(brand, me, now),
                departures.stopped(me.id()),
                departures.leaving());
    }

    /** See {@link Glance#reports}, asked now. */
    @Nullable
    String reports(Teammate me) {
        return me.may(Permission.MODERATE) ? QueueMenus.figures(tallies.reported()) : null;
    }

    /** See {@link Glance#approvals}, asked now. */
    @Nullable
    String approvals(Brand brand, Teammate me, Instant now) {
        if (!me.may(Permission.ANSWER_OWN) && !me.proposes()) {
            return null;
        }
        var count = me.proposes()
                ? approvals.returned(me.id())
                : approvals.count(me, absences.away(brand, now).coveredBy(me));
        return count == 0 ? "" : count < Approvals.COUNTED ? Integer.toString(count) : Approvals.COUNTED - 1 + "+";
    }

    @Override
    public void changedHere(BrandId brand, Change.Kind kind, Collection<UUID> ids) {
        if (kind != Change.Kind.PRESENCE) { // who looks at what, which changes all the time
            states.computeIfAbsent(brand, b -> new AtomicLong()).incrementAndGet();
        }
    }

    @Override
    public void changed(List<Change> changes) {
        changes.forEach(change -> changedHere(change.brand(), change.kind(), List.of(change.id())));
    }

    @Override
    public void interrupted() {
        kept.invalidateAll();
    }
}
