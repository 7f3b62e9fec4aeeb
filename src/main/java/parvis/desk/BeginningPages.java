package parvis.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.BeginningPage;
import parvis.desk.page.BeginningPage.Candidate;
import parvis.desk.page.BeginningPage.Typed;
import parvis.desk.page.KeptPage;
import parvis.person.EmailAddress;
import parvis.person.Identity;
import parvis.person.Identity.Proof;
import parvis.person.Manners;
import parvis.person.People;
import parvis.person.Person;
import parvis.text.Clean;

/** Shows the sheet on which the house writes first, with what is known of whom it writes to. */
@Component
class BeginningPages {
    /** Those that are used most stand there before anybody looks for one. */
    private static final int CANNED = 8;

    private final DeskReader desks;
    private final CannedReader canned;
    private final People people;
    private final Manners manners;
    private final Transactions transactions;

    BeginningPages(DeskReader desks, CannedReader canned, People people, Manners manners, Transactions transactions) {
        this.desks = desks;
        this.canned = canned;
        this.people = people;
        this.manners = manners;
        this.transactions = transactions;
    }

    String show(
            Visit visit,
            KeptPage kept,
            Typed typed,
            List<Candidate> candidates,
            Map<String, String> problems,
            @Nullable String notice,
            AnswerFindings findings,
            Model model) {
        var page = transactions.reading(
                visit.brand().id(),
                () -> new BeginningPage(
                        typed,
                        candidates,
                        problems,
                        notice,
                        findings,
                        visit.me().signs(typed.language()).lines().findFirst().orElse(""),
                        ComposerReader.MOST,
                        kept,
                        manners(visit, typed),
                        canned.offeredFirst(typed.language(), "", CANNED)));
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", page);
        return "desk/new";
    }

    /** The language in which somebody wishes to be written to, or else that of the house. */
    String language(Visit visit, String to) {
        return transactions.reading(
                visit.brand().id(),
                () -> person(to).map(Person::language).orElse(visit.brand().language()));
    }

    /** Who has that address, when somebody does. Inside a transaction of the brand. */
    Optional<Person> person(String to) {
        var email = address(to).email();
        return EmailAddress.isPlausible(email)
                ? people.byIdentity(Identity.email(email, Proof.PROBABLE)).filter(person -> !person.isErased())
                : Optional.empty();
    }

    /** "Hélène <helene@…>", an address, or a name alone where the address should be. */
    static Candidate address(String written) {
        var line = Clean.line(written, 300).text();
        var open = line.lastIndexOf('<');
        return open >= 0 && line.endsWith(">")
                ? new Candidate(
                        line.substring(0, open).replace("\"", "").strip(), line.substring(open + 1, line.length() - 1))
                : new Candidate("", line);
    }

    private List<String> manners(Visit visit, Typed typed) {
        return person(typed.to())
                .map(person ->
                        MannerWords.of(manners.of(person.id()), person.language(), typed.language(), visit.shell()))
                .orElse(List.of());
    }
}
