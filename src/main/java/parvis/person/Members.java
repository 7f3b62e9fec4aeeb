package parvis.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangedHere;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.ledger.How;

/** The person that an account is at a brand, remembered for a moment: a page asks for several things of whoever reads it. */
@Component
class Members implements ChangedHere {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private record Membership(BrandId brand, UUID account) {}

    private final People people;
    private final Transactions transactions;
    private final Cache<Membership, Person> remembered = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(REMEMBERED)
            .build();

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
        var person = transactions.in(
                brand,
                () -> people.byId(people.ofAccount(brand, account, how, now)).orElseThrow());
        remembered.put(membership, person);
        return person;
    }

    @Override
    public void changedHere(BrandId brand, Change.Kind kind, Collection<UUID> ids) {
        if (kind == Change.Kind.PERSON) {
            remembered
                    .asMap()
                    .values()
                    .removeIf(person -> ids.contains(person.id().value()));
        }
    }
}
