package parvis.desk;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.database.Transactions;
import parvis.person.EmailAddress;
import parvis.person.Identity;
import parvis.person.People;
import parvis.person.PersonId;
import parvis.person.Silencing;
import parvis.person.Visitor;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** Letters go again to an address of the person who wrote: the silence is taken away. */
@Controller
class SilenceController {
    private final Silencing silencing;
    private final Talks talks;
    private final People people;
    private final Transactions transactions;
    private final Panes panes;
    private final Clock clock;

    SilenceController(
            Silencing silencing, Talks talks, People people, Transactions transactions, Panes panes, Clock clock) {
        this.silencing = silencing;
        this.talks = talks;
        this.people = people;
        this.transactions = transactions;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/silence/removal")
    String lift(Visit visit, Visitor visitor, @PathVariable long number, Model model) {
        var email = EmailAddress.normal(visit.field("email"));
        if (!isTheirs(visit, number, email)) {
            throw new Missing();
        }
        return switch (silencing.lift(visit.brand(), email, visitor, clock.instant())) {
            case DONE, UNCHANGED -> panes.done(visit, number, "", model);
            case NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    private boolean isTheirs(Visit visit, long number, String email) {
        return transactions.reading(visit.brand().id(), () -> {
            var head = talks.head(number).orElseThrow(Missing::new);
            return people.identities(new PersonId(head.person())).stream()
                    .anyMatch(identity -> identity.equals(new Identity("email", email, identity.proof())));
        });
    }
}
