package parvis.square;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.ChangedHere;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Transactions;

/**
 * Whether what this node keeps of a brand's public pages still holds. Whoever keeps something asks {@link #of} before reading
 * it, and may show it for as long as the answer stays the same.
 *
 * <p>What changed is only noted when it changes, and looked at when the next page is asked for: a house that takes thousands of
 * private messages a second loses no public page over them.
 */
@Component
class Freshness implements ChangeListener, ChangedHere {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
    /** More than these are not looked at one by one. */
    private static final int MOST_NOTED = 2_000;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Map<BrandId, Brand> brands = new ConcurrentHashMap<>();
    private final AtomicLong states = new AtomicLong();

    Freshness(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** A number that no brand has had before once anything changed that its pages might show. */
    long of(BrandId id) {
        var brand = brand(id);
        if (brand.noted == brand.looked) {
            return brand.state;
        }
        brand.looking.lock();
        try {
            var notes = brand.take();
            if (notes.surely || isShown(id, notes.ids)) {
                brand.state = states.incrementAndGet();
            }
            brand.looked = notes.upTo;
            return brand.state;
        } finally {
            brand.looking.unlock();
        }
    }

    @Override
    public void changedHere(BrandId id, Change.Kind kind, Collection<UUID> ids) {
        switch (kind) {
            case CONVERSATION, PERSON -> brand(id).note(ids);
            case PRODUCT, PLACE, BRAND, TEAM, ERASURE -> brand(id).note(null);
            case KEY, FEED, DRAFT, GUARD, PRESENCE -> {}
        }
    }

    @Override
    public void changed(List<Change> changes) {
        changes.forEach(change -> changedHere(change.brand(), change.kind(), List.of(change.id())));
    }

    @Override
    public void interrupted() {
        brands.values().forEach(brand -> brand.note(null));
    }

    /**
     * Whether pages for everybody may show any of these. A conversation that not everybody reads was never read by everybody,
     * unless it was moved, which is a change of its place as well; and so was somebody who only ever wrote privately. What is
     * not there any more may have been anything.
     */
    private boolean isShown(BrandId brand, Set<UUID> ids) {
        if (ids.isEmpty()) {
            return false;
        }
        try {
            return transactions.reading(
                    brand,
                    () -> db.sql("""
                            select exists (
                                select from unnest(:ids) as changed(id)
                                 where not exists (select from conversation.conversation c where c.id = changed.id and c.visibility <> 'public')
                                   and not exists (
                                        select from person.person p
                                         where p.id = changed.id and not exists (
                                            select from conversation.message m
                                             where m.brand = p.brand and m.person = p.id and m.visibility = 'public')))
                            """)
                            .param("ids", Columns.uuids(ids))
                            .query(Boolean.class)
                            .single());
        } catch (DataAccessException e) {
            LOG.warn("Pages that were kept are let go, since nobody can tell what changed: {}", e.getMessage());
            return true;
        }
    }

    private Brand brand(BrandId id) {
        var known = brands.get(id);
        return known != null ? known : brands.computeIfAbsent(id, b -> new Brand(states.incrementAndGet()));
    }

    /** @param upTo how many changes had been noted */
    private record Notes(Set<UUID> ids, boolean surely, long upTo) {}

    private static final class Brand {
        private final ReentrantLock looking = new ReentrantLock();
        private Set<UUID> ids = new HashSet<>();
        private boolean surely;
        private volatile long noted;
        private volatile long looked;
        private volatile long state;

        Brand(long state) {
            this.state = state;
        }

        /** @param changed null for what surely shows on pages */
        synchronized void note(@Nullable Collection<UUID> changed) {
            if (changed == null || ids.size() + changed.size() > MOST_NOTED) {
                surely = true;
                ids.clear();
            } else if (!surely) {
                ids.addAll(changed);
            }
            noted = noted + 1;
        }

        synchronized Notes take() {
            var notes = new Notes(ids, surely, noted);
            ids = new HashSet<>();
            surely = false;
            return notes;
        }
    }
}
