package parvis.square;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Transactions;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.Visitor;
import parvis.square.PersonReading.Side;
import parvis.square.page.Author;
import parvis.square.page.PersonPage;
import parvis.web.Missing;

/** Somebody's page: a member who has written in public, or a teammate who answers. */
@Controller
class PersonController {
    private final Transactions transactions;
    private final PersonReading reading;
    private final People people;
    private final Team team;
    private final Clock clock;

    PersonController(Transactions transactions, PersonReading reading, People people, Team team, Clock clock) {
        this.transactions = transactions;
        this.reading = reading;
        this.people = people;
        this.team = team;
        this.clock = clock;
    }

    @GetMapping("/people/{handle}")
    String person(Brand brand, Visitor visitor, @PathVariable String handle, Model model) {
        var teammate = team.of(brand.id()).stream()
                .filter(t -> t.handle().equals(handle)
                        && (t.role().may(Permission.ANSWER_OWN) || t.role().may(Permission.PROPOSE)))
                .findFirst();
        model.addAttribute(
                "page",
                transactions.reading(
                        brand.id(),
                        () -> teammate.map(t -> page(brand, t)).orElseGet(() -> page(brand, visitor, handle))));
        return "square/person";
    }

    private PersonPage page(Brand brand, Teammate teammate) {
        var id = teammate.id().value();
        var now = clock.instant();
        return new PersonPage(
                Author.house(teammate),
                teammate.active() ? Counters.hours(brand, teammate, now) : null,
                reading.helped(Side.TEAMMATE, id),
                false,
                List.of(),
                reading.answered(brand, Side.TEAMMATE, id, now),
                reading.products(brand, Side.TEAMMATE, id),
                now);
    }

    /** Somebody who only ever wrote privately has no page but for themselves: that they wrote is nobody's business. */
    private PersonPage page(Brand brand, Visitor visitor, String handle) {
        Person person =
                people.byHandle(handle).filter(known -> !known.isErased()).orElseThrow(Missing::new);
        var id = person.id().value();
        var own = visitor.isPerson(id);
        if (!own && !reading.isKnown(id)) {
            throw new Missing();
        }
        var now = clock.instant();
        return new PersonPage(
                Author.member(person.name(), person.handle(), person.since()),
                null,
                reading.helped(Side.PERSON, id),
                own,
                reading.asked(brand, id, now),
                reading.answered(brand, Side.PERSON, id, now),
                reading.products(brand, Side.PERSON, id),
                now);
    }
}
