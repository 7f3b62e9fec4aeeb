package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.MessageId;
import parvis.database.Transactions;
import parvis.mail.SmtpDoor;
import parvis.person.People;
import parvis.support.Leaving;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** The house writes first. */
@ProductTest
class BeginningTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Web web;

    @Autowired
    People people;

    @Autowired
    Leaving leaving;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    String subject;
    String email;
    String expert;

    @BeforeEach
    void somebodyNobodyKnows() {
        brand = brands.tilleul();
        var some = UUID.randomUUID().toString().substring(0, 8);
        subject = "Votre robot est prêt " + some;
        email = "odile." + some + "@mel.example";
        expert = brands.sessionOf(brand, "expert");
    }

    @Test
    void itIsPrivateItsAuthorsAndWaitsForThePerson() {
        begin(Map.of("name", "Odile Neuve", "cc", "ami@mel.example", "language", "en"));
        var row = conversation();
        assertThat(row.get("state")).isEqualTo("waiting");
        assertThat(row.get("visibility")).isEqualTo("private");
        assertThat(row.get("language")).isEqualTo("en");
        assertThat(row.get("channel")).isEqualTo("mail");
        assertThat(row.get("due_at")).as("nothing is promised yet").isNull();
        assertThat(row.get("owner"))
                .isEqualTo(brands.teammate(brand, "expert").id().value());
        assertThat(events()).containsExactly("conversation.begun", "answer.sent");
        assertThat(text(web.get(brand, expert, desk())))
                .contains("Odile Neuve", "Copie à ami@mel.example", "Partira dans", "Reprendre")
                .contains("Expert a ouvert la conversation");
    }

    @Test
    void theLetterIsAFirstLetterAndTheReplyOpensTheConversation() throws Exception {
        begin(Map.of());
        var answer = message();
        var plain = letter("plain");
        assertThat(letter("subject")).isEqualTo(subject);
        assertThat(plain)
                .startsWith("Vous pouvez passer le prendre.")
                .contains("Ce message vous est écrit par Expert de Maison Tilleul, de Maison Tilleul.")
                .doesNotContain("/ratings/", "vous avez écrit à", "Cela vous a-t-il aidé");
        assertThat(web.get(brand, brands.session(brand, email), publicPath()))
                .as("not before it has left")
                .hasStatus(404);
        leaving.arrive(brand, answer);
        var page = web.get(brand, brands.session(brand, email), publicPath());
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("Vous pouvez passer le prendre.");
        assertThat(web.get(brand, null, publicPath())).hasStatus(404);

        var reply = Mailing.plain(email, "Odile Neuve", "Re: " + subject, "J’arrive demain.");
        reply.setHeader("In-Reply-To", letter("message_id"));
        new Mailing(door.port()).send(reply, "bonjour@tilleul.test");
        Soon.soon(() -> text(web.get(brand, expert, desk())).contains("J’arrive demain."));
        assertThat(conversation().get("state")).isEqualTo("open");
        assertThat(conversation().get("due_at")).as("the promise runs now").isNotNull();
    }

    @Test
    void takenBackThereIsNothingLeftAndEverythingIsInTheFormAgain() {
        begin(Map.of("cc", "ami@mel.example"));
        var desk = desk();
        assertThat(text(web.get(brand, expert, desk))).doesNotContain("hx-post=\"" + desk + "/messages/" + message());
        var back = web.post(brand, expert, desk + "/messages/" + message().value() + "/withdrawal", Map.of());
        assertThat(back).hasStatusOk();
        assertThat(text(back))
                .contains("Votre lettre est reprise", "value=\"" + email + "\"", "value=\"ami@mel.example\"")
                .contains("value=\"" + subject + "\"", "Vous pouvez passer le prendre.");
        assertThat(web.get(brand, expert, desk)).hasStatus(404);
        assertThat(number("select count(*) from conversation.conversation where subject = ?"))
                .isZero();
    }

    @Test
    void aNameIsLookedForAndWhereItMeansSeveralSomebodyChooses() {
        var one = brands.member(brand, "Gwenaëlle Kerbrat");
        var other = brands.member(brand, "Gwenaëlle Kerbrat");
        var asked = send(Map.of("to", "gwenaelle ker"));
        assertThat(asked).hasStatus(422);
        assertThat(text(asked))
                .contains("Choisissez la personne", "value=\"" + one.email() + "\"", "value=\"" + other.email() + "\"")
                .contains("Vous pouvez passer le prendre.", subject);
        var sent = send(Map.of("to", "gwenaelle ker", "chosen", other.email()));
        assertThat(sent).hasStatus(302);
        email = other.email();
        assertThat(letter("subject")).isEqualTo(subject);
        assertThat(text(web.get(brand, expert, "/desk/people?to=gwena")))
                .contains("<option value=\"" + one.email() + "\">Gwenaëlle Kerbrat</option>");
        assertThat(text(web.get(brands.nord(), brands.sessionOf(brands.nord(), "expert"), "/desk/people?to=gwena")))
                .doesNotContain("Gwena");
        assertThat(text(web.get(brand, expert, "/desk/new?to=" + one.email())))
                .contains("value=\"" + one.email() + "\"");
    }

    @Test
    void whatIsWrongIsSaidAndAllThatWasTypedIsKept() {
        transactions.run(brand.id(), () -> people.undeliverable(brand.id(), "morte@mel.example", "550", Instant.now()));
        Map.of(
                        Map.of("to", ""), "Dites à qui vous écrivez",
                        Map.of("to", "Personne de ce nom " + subject), "ne connaît personne de ce nom",
                        Map.of("to", "morte@mel.example"), "Plus rien n’arrive à morte@mel.example",
                        Map.of("to", "bonjour+r.abc@tilleul.test"), "est une adresse de la maison",
                        Map.of("subject", " "), "Donnez un objet",
                        Map.of("cc", "morte@mel.example"), "retirez cette adresse",
                        Map.of("cc", "bonjour@tilleul.test"), "est une adresse de la maison",
                        Map.of("text", "x".repeat(20_001)), "dépasse")
                .forEach((typed, said) -> {
                    var refused = send(typed);
                    assertThat(refused).as(said).hasStatus(422);
                    var page = text(refused);
                    assertThat(page).contains(said, "tout ce que vous avez écrit est gardé");
                    fields(typed)
                            .forEach((field, value) -> assertThat(page)
                                    .as(field + " of " + typed)
                                    .contains(
                                            field.equals("text") ? value + "</textarea>" : "value=\"" + value + "\""));
                });
        assertThat(number("select count(*) from conversation.conversation where subject = ?"))
                .isZero();
    }

    @Test
    void theGuardReadsTheFirstLetterToo() {
        var hurts = "Votre robot est prêt. Likez cette réponse si elle vous aide !";
        assertThat(text(web.post(brand, expert, "/desk/new/reading", fields(Map.of("text", hurts)))))
                .contains("Appel à réaction", hurts);
        var refused = send(Map.of("text", hurts));
        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("Appel à réaction", "name=\"reason\"", hurts);
        assertThat(number("select count(*) from conversation.conversation where subject = ?"))
                .isZero();
        begin(Map.of("text", hurts, "reason", "La personne l’a demandé"));
        var said = transactions.reading(
                brand.id(),
                () -> db.sql("select reason from newsroom.verdict where subject = ?")
                        .param(conversation().get("id"))
                        .query(String.class)
                        .list());
        assertThat(said).containsExactly("La personne l’a demandé");
    }

    private void begin(Map<String, String> more) {
        assertThat(send(more)).hasStatus(302);
    }

    private MvcTestResult send(Map<String, String> more) {
        return web.post(brand, expert, "/desk/new", fields(more));
    }

    private Map<String, String> fields(Map<String, String> more) {
        var fields = new HashMap<>(
                Map.of("to", email, "subject", subject, "text", "Vous pouvez passer le prendre.", "language", "fr"));
        fields.putAll(more);
        return fields;
    }

    private Map<String, Object> conversation() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from conversation.conversation where subject = ?")
                        .param(subject)
                        .query()
                        .singleRow());
    }

    private String desk() {
        return "/desk/conversations/" + conversation().get("number");
    }

    private String publicPath() {
        return "/questions/" + conversation().get("number") + "-"
                + conversation().get("slug");
    }

    private MessageId message() {
        return new MessageId(
                (UUID) java.util.Objects.requireNonNull(conversation().get("last_message")));
    }

    private String letter(String column) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select " + column + " from notice.mail where recipient = ? order by id desc limit 1")
                        .param(email)
                        .query(String.class)
                        .single());
    }

    private List<String> events() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select what from ledger.event where conversation = ? order by at, id")
                        .param(conversation().get("id"))
                        .query(String.class)
                        .list());
    }

    private int number(String sql) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(subject).query(Integer.class).single());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
