package parvis.person;

import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.database.Transactions;

/** Somebody of the team decides that letters go to an address again. */
@Component
public class Silencing {
    public enum Outcome {
        DONE,
        /** It was not silent, or no longer. */
        UNCHANGED,
        NOT_ALLOWED
    }

    private final Transactions transactions;
    private final People people;
    private final Audit audit;

    Silencing(Transactions transactions, People people, Audit audit) {
        this.transactions = transactions;
        this.people = people;
        this.audit = audit;
    }

    /** Who answers people may write to them; what comes back silences the address again. */
    public Outcome lift(Brand brand, String email, Visitor by, Instant at) {
        if (!by.may(Permission.ANSWER_OWN)) {
            return Outcome.NOT_ALLOWED;
        }
        var address = EmailAddress.normal(email);
        return transactions.in(brand.id(), () -> {
            if (!people.deliverable(brand.id(), address, by.actor(), by.how(), at)) {
                return Outcome.UNCHANGED;
            }
            audit.write(
                    brand.id(),
                    at,
                    by.actor(),
                    "silence.lifted",
                    "address",
                    null,
                    by.address(),
                    Map.of(),
                    Map.of("email", address));
            return Outcome.DONE;
        });
    }
}
