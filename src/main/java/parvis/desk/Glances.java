package parvis.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.ChangedHere;
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
            List<String> tags) {}

    private record Key(BrandId brand, TeammateId who, String sight) {}

    private record Kept(Glance glance, long state) {}

    private final Queue queue;
    private final Tallies tallies;
    private final Talks talks;
    private final Map<BrandId, AtomicLong> states = new ConcurrentHashMap<>();
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(LONGEST).build();

    Glances(Queue queue, Tallies tallies, Talks talks) {
        this.queue = queue;
        this.tallies = tallies;
        this.talks = talks;
    }

    /** To be asked for before the transaction begins that reads: what was read before a change is not shown after it. */
    long state(BrandId brand) {
        return states.computeIfAbsent(brand, b -> new AtomicLong()).get();
    }

    /** @param state of the brand before the running transaction began */
    Glance of(BrandId brand, String sight, Teammate me, long state, Instant now) {
        var key = new Key(brand, me.id(), sight);
        var known = kept.getIfPresent(key);
        if (known != null && known.state() == state) {
            return known.glance();
        }
        var glance = read(brand, sight, me.id(), now);
        kept.put(key, new Kept(glance, state));
        return glance;
    }

    private Glance read(BrandId brand, String sight, TeammateId me, Instant now) {
        return new Glance(
                tallies.waiting(brand, sight, me),
                tallies.waiting(brand, sight, null),
                tallies.promised(brand, sight, now.plus(QueueWish.View.SOON)),
                tallies.asleep(brand, sight),
                tallies.nobodys(brand, sight),
                tallies.unanswered(brand, sight),
                tallies.longest(sight),
                tallies.standingInFor(me),
                queue.channels(),
                talks.tagsInUse(TAGS, sight));
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
