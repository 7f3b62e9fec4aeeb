package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Alerts;
import parvis.conversation.Conversation;
import parvis.conversation.Many;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

/** What a colleague is to know: named in a note, or given many conversations. */
@ProductTest
class AlertsTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Alerts alerts;

    @Autowired
    Many many;

    @Autowired
    @Qualifier("alertLetters")
    Housekeeping letters;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whoeverANoteNamesSeesItUntilTheyOpenTheConversation() {
        var brand = brands.tilleul();
        var question = ask(brand, "Pour la collègue " + Unheard.word());
        var path = "/desk/conversations/" + question.number();
        note(brand, path, "Vois-tu cela, @Colleague ? Réponds à personne@expert.example.");

        var colleague = brands.sessionOf(brand, "colleague");
        assertThat(unseen(brand, "colleague", question)).isTrue();
        assertThat(web.get(brand, colleague, "/desk/alerts"))
                .bodyText()
                .contains("Manager vous nomme dans", question.subject(), "pas encore vu");
        assertThat(web.get(brand, colleague, "/desk/queue")).bodyText().contains("data-news=\"Manager vous nomme");
        assertThat(told(brand, "expert", question))
                .as("an address names nobody")
                .isFalse();
        assertThat(told(brand, "manager", question)).as("who wrote it knows").isFalse();

        assertThat(web.get(brand, colleague, path)).hasStatusOk();
        assertThat(unseen(brand, "colleague", question)).isFalse();
        assertThat(told(brand, "colleague", question)).isTrue();
    }

    @Test
    void nobodyIsNamedWhoWouldNeverSeeIt() {
        var brand = brands.tilleul();
        var question = ask(brand, "Pour l'agence");
        var path = "/desk/conversations/" + question.number();

        assertThat(web.post(
                        brand,
                        brands.sessionOf(brand, "manager"),
                        path + "/messages",
                        Map.of("to", "note", "text", "@strategist, qu'en dis-tu ?")))
                .hasStatus(422)
                .bodyText()
                .contains("ne voit pas les conversations", "@strategist, qu");
        assertThat(told(brand, "strategist", question)).isFalse();
    }

    @Test
    void whatIsNotSeenInTimeIsToldByOneLetterToWhoeverWantsOne() {
        var brand = brands.tilleul();
        var subject = "En attente " + Unheard.word();
        var path = "/desk/conversations/" + ask(brand, subject).number();
        web.post(brand, brands.sessionOf(brand, "expert"), "/desk/alerts/wish", Map.of("minutes", "10"));
        note(brand, path, "@expert @colleague regardez.");

        letters.work(Instant.now());
        assertThat(lettersAbout(brand, subject)).as("not at once").isEmpty();
        letters.work(Instant.now().plus(Duration.ofMinutes(11)));
        assertThat(lettersAbout(brand, subject)).containsExactly("colleague@tilleul.test");
        letters.work(Instant.now().plus(Duration.ofMinutes(12)));
        assertThat(lettersAbout(brand, subject)).as("once").hasSize(1);
    }

    @Test
    void manyGivenAtOnceAreOneThingToKnowAndNoneWhenItIsUndone() {
        var brand = brands.nord();
        var manager = brands.teammate(brand, "manager");
        var expert = brands.teammate(brand, "expert");
        var some = List.of(ask(brand, "One"), ask(brand, "Two"));
        var outcome = many.act(
                brand,
                some.stream()
                        .map(c -> new Many.Chosen(c.number(), c.lastMessage().value()))
                        .toList(),
                new Many.Wish(Many.Act.OWNER, expert.id(), ""),
                manager,
                Instant.now());

        assertThat(web.get(brand, brands.sessionOf(brand, "expert"), "/desk/alerts"))
                .bodyText()
                .contains("Manager vous a confié 2 conversations");
        many.undo(brand, ((Many.Outcome.Done) outcome).bulk(), manager, Instant.now());
        assertThat(web.get(brand, brands.sessionOf(brand, "expert"), "/desk/alerts"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("vous a confié 2 conversations");
    }

    @Test
    void everybodySaysHowTheyHearOfIt() {
        var brand = brands.nord();
        var owner = brands.sessionOf(brand, "owner");
        var id = brands.teammate(brand, "owner").id();

        web.post(brand, owner, "/desk/alerts/wish", Map.of("mail", "on", "minutes", "30"));
        assertThat(transactions.reading(brand.id(), () -> alerts.minutes(id))).contains(30);
        web.post(brand, owner, "/desk/alerts/wish", Map.of("mail", "on", "minutes", "99999999999"));
        assertThat(transactions.reading(brand.id(), () -> alerts.minutes(id))).isEmpty();
        web.post(brand, owner, "/desk/alerts/wish", Map.of("minutes", "30"));
        assertThat(transactions.reading(brand.id(), () -> alerts.minutes(id))).isEmpty();
    }

    private void note(Brand brand, String path, String text) {
        assertThat(web.post(
                        brand,
                        brands.sessionOf(brand, "manager"),
                        path + "/messages",
                        Map.of("to", "note", "text", text)))
                .hasStatus3xxRedirection();
    }

    private boolean unseen(Brand brand, String who, Conversation c) {
        return latest(brand, who, c).stream().anyMatch(alert -> !alert.seen());
    }

    private boolean told(Brand brand, String who, Conversation c) {
        return !latest(brand, who, c).isEmpty();
    }

    private List<Alerts.Alert> latest(Brand brand, String who, Conversation c) {
        return transactions
                .reading(
                        brand.id(),
                        () -> alerts.latest(brands.teammate(brand, who).id(), 100))
                .stream()
                .filter(alert -> alert.number() == c.number())
                .toList();
    }

    private List<String> lettersAbout(Brand brand, String subject) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select recipient from notice.mail where kind = 'alert' and plain like ?")
                        .param("%" + subject + "%")
                        .query((row, n) -> row.getString("recipient"))
                        .list());
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Zoé Test"), subject, "Que faire ?");
    }
}
