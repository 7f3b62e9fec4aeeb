package parvis.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.ChangedHere;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.ledger.How;

/** The person that an account is at a brand, remembered by this node until something of theirs changes. */
@Component
class Members implements ChangedHere, ChangeListener {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private record Membership(BrandId brand, UUID account) {}

    private final People people;
    private final Transactions transactions;
    private final Cache<Membership, Person> remembered = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** How often something was forgotten. */
    private final AtomicLong forgotten = new AtomicLong();

    Members(People people, Transactions transactions) {
        this.people = people;
        this.transactions = transactions;
    }

    /** Somebody new when the account has not been here before. */
    Person of(BrandId brand, Account account, How how, Instant now) {
        var membership = new Membership(brand, account.id());
        var known = remembered.getIfPresent(membership);
        if (known != null) {
            return known;
        }
        var began = forgotten.get();
        var person = transactions.in(
                brand,
                () -> people.byId(people.ofAccount(brand, account, how, now)).orElseThrow());
        if (forgotten.get() == began) { // else what was read may be what they were before
            remembered.put(membership, person);
        }
        return person;
    }

    @Override
    public void changedHere(BrandId brand, Change.Kind kind, Collection<UUID> ids) {
        if (kind == Change.Kind.PERSON) {
            forget(ids);
        }
    }

    @Override
    public void changed(List<Change> changes) {
        var people = changes.stream()
                .filter(change -> change.kind() == Change.Kind.PERSON)
                .map(Change::id)
                .toList();
        if (!people.isEmpty()) {
            forget(people);
        }
    }

    @Override
    public void interrupted() {
        forgotten.incrementAndGet();
        remembered.invalidateAll();
    }

    private void forget(Collection<UUID> changed) {
        forgotten.incrementAndGet();
        remembered
                .asMap()
                .values()
                .removeIf(person -> changed.contains(person.id().value()));
    }
}
