package parvis.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.ledger.How;

/** Somebody who has an account becomes a person of a brand, with what they say of themselves. */
@Component
public class Joining {
    private final Transactions transactions;
    private final People people;

    Joining(Transactions transactions, People people) {
        this.transactions = transactions;
        this.people = people;
    }

    /**
     * A second time changes nothing.
     *
     * @param handle wanted; somebody new whose handle is taken gets a longer one
     */
    public PersonId join(BrandId brand, Account account, String handle, @Nullable String city, How how, Instant at) {
        return transactions.in(brand, () -> {
            var address = Identity.email(account.email(), Identity.Proof.ACCOUNT);
            if (people.byIdentity(address).isEmpty()) {
                var person = people.make(brand, account.name(), handle, account.language(), city, how, at);
                people.add(brand, person, address, at);
            }
            return people.ofAccount(brand, account, how, at);
        });
    }
}
