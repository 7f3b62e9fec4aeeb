package parvis.desk;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Product;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.CannedAnswers;
import parvis.conversation.CannedAnswers.Canned;
import parvis.conversation.CannedText;
import parvis.conversation.CannedText.Variable;
import parvis.desk.page.CannedPage;
import parvis.person.Manners;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.text.PlainText;
import parvis.web.Times;
import parvis.web.Words;

/** Makes what is shown of answers that the house gives often. Calls belong inside a transaction of the brand. */
@Component
class CannedReader {
    private static final int EXCERPT = 110;

    private final CannedAnswers canned;
    private final People people;
    private final Catalogue catalogue;
    private final Team team;
    private final Manners manners;

    CannedReader(CannedAnswers canned, People people, Catalogue catalogue, Team team, Manners manners) {
        this.manners = manners;
        this.canned = canned;
        this.people = people;
        this.catalogue = catalogue;
        this.team = team;
    }

    CannedPage page(Visit visit, @Nullable String problem) {
        var shell = visit.shell();
        var me = visit.me();
        var brand = visit.brand();
        var lines = canned.find(visit.field("q"), CannedAnswers.MOST).stream()
                .map(c -> new CannedPage.Line(
                        c.id().toString(),
                        c.title(),
                        c.text().fr(),
                        c.text().en(),
                        c.owner().toString(),
                        name(brand, c.owner()),
                        c.lastUsed() == null
                                ? shell.t("desk.canned.unused")
                                : shell.t(
                                        "desk.canned.used",
                                        c.uses(),
                                        shell.times().day(c.lastUsed())),
                        CannedAnswers.mayChange(me, c.owner())))
                .toList();
        var colleagues = team.of(brand.id()).stream()
                .filter(t -> t.may(Permission.ANSWER_OWN))
                .filter(t -> me.may(Permission.ANSWER_ANY) || t.id().equals(me.id()))
                .map(t -> new CannedPage.Colleague(t.id().value().toString(), t.name()))
                .toList();
        return new CannedPage(
                visit.field("q"),
                me.may(Permission.ANSWER_OWN),
                me.id().value().toString(),
                colleagues,
                problem,
                problem == null
                        ? new CannedPage.Typed("", "", "")
                        : new CannedPage.Typed(visit.field("title"), visit.field("fr"), visit.field("en")),
                lines);
    }

    /** Those that hold the words, as buttons. */
    CannedPage.Offers offered(Visit visit, long number, String language, String words, int most) {
        var found = canned.find(QueueWish.text(words) == null ? "" : words, most).stream()
                .map(c -> new CannedPage.Offer(
                        "/desk/conversations/" + number + "/canned/" + c.id() + visit.queue(),
                        c.title(),
                        PlainText.excerpt(c.in(language), EXCERPT)))
                .toList();
        return new CannedPage.Offers(found);
    }

    /** The same, for a letter by which the house writes first. */
    CannedPage.Offers offeredFirst(String language, String words, int most) {
        var found = canned.find(QueueWish.text(words) == null ? "" : words, most).stream()
                .map(c -> new CannedPage.Offer(
                        "/desk/new/canned/" + c.id(), c.title(), PlainText.excerpt(c.in(language), EXCERPT)))
                .toList();
        return new CannedPage.Offers(found);
    }

    /** Its words in the language of the conversation, with what is known in their places. */
    String filled(Visit visit, Talks.Head head, Canned one) {
        var person = people.byId(new PersonId(head.person())).filter(known -> !known.isErased());
        var values = values(visit, person, head.language());
        if (head.product() != null) {
            catalogue
                    .product(visit.brand().id(), head.product())
                    .map(Product::name)
                    .ifPresent(name -> values.put(Variable.PRODUCT, name));
        }
        return filled(person, values, head.language(), one);
    }

    /**
     * For a letter by which the house writes first.
     *
     * @param called what the letter calls them, or empty
     */
    String filledFirst(Visit visit, Optional<Person> person, String called, String language, Canned one) {
        var values = values(visit, person, language);
        if (!called.isEmpty()) {
            values.put(Variable.CUSTOMER, called);
        }
        return filled(person, values, language, one);
    }

    private String filled(Optional<Person> person, Map<Variable, String> values, String language, Canned one) {
        var familiar = person.map(known -> manners.of(known.id()))
                .filter(manner -> manner.address().equals("tu"))
                .isPresent();
        return CannedText.filled(one.in(language), values, familiar);
    }

    private Map<Variable, String> values(Visit visit, Optional<Person> person, String language) {
        var values = new EnumMap<Variable, String>(Variable.class);
        person.map(Person::name)
                .filter(name -> !name.equals("?"))
                .ifPresent(name -> values.put(Variable.CUSTOMER, name));
        person.map(known -> manners.of(known.id()).title())
                .filter(title -> !title.isEmpty())
                .ifPresent(
                        title -> values.put(Variable.TITLE, Words.in(language).t("desk.manner.title." + title)));
        values.put(Variable.COLLEAGUE, visit.me().firstName());
        values.put(Variable.HOUSE, visit.brand().name());
        values.put(Variable.HOURS, hours(visit.brand(), language));
        return values;
    }

    /** "lundi 9 h–12 h, 14 h–18 h ; mardi …" in the language of the conversation. */
    private static String hours(Brand brand, String language) {
        var words = Words.in(language);
        var times = new Times(words, brand.zone());
        var days = new ArrayList<String>();
        for (var day : DayOfWeek.values()) {
            var windows = brand.hours().week().getOrDefault(day, List.of());
            if (!windows.isEmpty()) {
                days.add(day.getDisplayName(TextStyle.FULL, Locale.of(language)) + " "
                        + windows.stream()
                                .map(w -> times.hour(w.opens()) + "–" + times.hour(w.closes()))
                                .collect(Collectors.joining(", ")));
            }
        }
        return String.join(language.equals("fr") ? "\u00a0; " : "; ", days);
    }

    private String name(Brand brand, UUID teammate) {
        return team.byId(brand.id(), teammate).map(Teammate::name).orElse("");
    }
}
