package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.mail.SmtpDoor;
import parvis.person.People;
import parvis.person.Silence;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;
import parvis.support.Zone;

/** Whoever looks after the house sees whether its letters arrive, and mends what stops them. */
@ProductTest
class MailSettingsTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    People people;

    @Autowired
    Transactions transactions;

    @Autowired
    SmtpDoor door;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Member member;
    private Conversation conversation;

    @BeforeEach
    void somebody() {
        tilleul = brands.tilleul();
        member = brands.member(tilleul, "Aline Silence");
        conversation = brands.writePrivately(tilleul, member, "Sans nouvelles " + UUID.randomUUID(), "Rien n'arrive.");
    }

    @Test
    void thePageComesAtOnceAndSaysByWhichWayLettersLeave() {
        var asked = Zone.shared().asked().size();
        assertThat(page("owner", "/settings/mail"))
                .contains(
                        "Les lettres partent de bonjour@tilleul.test",
                        "Aucun serveur d’envoi n’est réglé",
                        "/outbox",
                        "Ce que l’on écrit à bonjour@tilleul.test arrive au bureau",
                        "hx-get=\"/settings/mail/checks\"",
                        "Vérifier",
                        "Envoyer à owner@tilleul.test")
                .doesNotContain("v=spf1");
        assertThat(Zone.shared().asked()).as("nothing was looked up").hasSize(asked);
    }

    @Test
    void theOwnerSaysWhereTheHouseTakesMailAndWhatIsWrittenThereComesToTheDesk() throws Exception {
        var owner = brands.sessionOf(tilleul, "owner");
        var address = "accueil." + UUID.randomUUID().toString().substring(0, 8) + "@tilleul.test";
        assertThat(web.post(tilleul, owner, "/settings/mail/addresses", Map.of("email", "  " + address + " "))
                        .getResponse()
                        .getHeader("Location"))
                .endsWith("/settings/mail#addresses");
        assertThat(page("owner", "/settings/mail")).contains("<strong>" + address, "Retirer " + address);
        assertThat(page("manager", "/settings/mail"))
                .contains(address, "La direction de la maison les change")
                .doesNotContain("Retirer " + address);
        var subject = "À l'accueil " + UUID.randomUUID();
        new Mailing(door.port()).send(Mailing.plain("lise@mel.example", "Lise", subject, "Je vous écris là."), address);
        Soon.soon(() -> count("select count(*) from conversation.conversation where subject = ?", subject) == 1);

        for (var wrong : Map.of(
                        "pas une adresse", "Écrivez une adresse entière",
                        "a+b@tilleul.test", "sans signe plus",
                        "manager@tilleul.test", "Quelqu’un se connecte avec cette adresse",
                        "bonjour@atelier-nord.test", "Une autre marque")
                .entrySet()) {
            var refused = web.post(tilleul, owner, "/settings/mail/addresses", Map.of("email", wrong.getKey()));
            assertThat(refused.getResponse().getStatus()).isEqualTo(422);
            assertThat(text(refused.getResponse().getContentAsByteArray()))
                    .contains(wrong.getValue(), "value=\"" + wrong.getKey() + "\"");
        }

        var nord = brands.nord();
        web.post(nord, brands.sessionOf(nord, "owner"), "/settings/mail/addresses/removal", Map.of("email", address));
        assertThat(page("owner", "/settings/mail"))
                .as("another brand's is not removed")
                .contains(address);
        web.post(tilleul, owner, "/settings/mail/addresses/removal", Map.of("email", address));
        assertThat(page("owner", "/settings/mail")).doesNotContain("<strong>" + address);
        try (var late = new Mailing(door.port()).connect("lise@mel.example")) {
            late.simpleCommand("MAIL FROM:<lise@mel.example>");
            assertThat(late.simpleCommand("RCPT TO:<" + address + ">")).isEqualTo(550);
        }
        assertThat(count(
                        "select count(*) from brand.audit where action like 'brand.mail-address-%' and detail ->> 'address' = ?",
                        address))
                .isEqualTo(2);
    }

    @Test
    void aMailboxThatIsReadSaysHowItGoesAndToNoOtherBrand() {
        transactions.run(tilleul.id(), () -> {
            for (var state : List.of("connected,,good@mel.example", "refused,password,wrong@mel.example")) {
                var said = state.split(",");
                db.sql("""
                        insert into mail.mailbox (brand, name, state, trouble, since) values (?, ?, ?, nullif(?, ''), ?)
                        """)
                        .params(tilleul.id().value(), said[2], said[0], said[1])
                        .param(Rows.time(Instant.now()))
                        .update();
            }
            db.sql("""
                    insert into mail.left_behind (brand, mailbox, validity, uid, bytes, reason, at)
                    values (?, 'good@mel.example', 1, 1, 30000000, 'too-large', ?)
                    """).params(tilleul.id().value(), Rows.time(Instant.now())).update();
        });
        try {
            assertThat(page("owner", "/settings/mail"))
                    .contains(
                            "Boîtes relevées",
                            "good@mel.example",
                            "relevée",
                            "1 message trop grand ou illisible y est resté.",
                            "wrong@mel.example",
                            "mot de passe refusé",
                            "Vérifiez le mot de passe dans PARVIS_IMAP_URL");
            var nord = brands.nord();
            assertThat(text(web.get(nord, brands.sessionOf(nord, "owner"), "/settings/mail")
                            .getResponse()
                            .getContentAsByteArray()))
                    .doesNotContain("mel.example");
        } finally {
            transactions.run(tilleul.id(), () -> {
                db.sql("delete from mail.left_behind where mailbox like '%@mel.example'")
                        .update();
                db.sql("delete from mail.mailbox where name like '%@mel.example'")
                        .update();
            });
        }
    }

    @Test
    void everyCheckSaysHowItStandsAndWhatToPublish() {
        for (var fragment : List.of(true, false)) {
            var answered = web.get(
                    tilleul,
                    brands.sessionOf(tilleul, "manager"),
                    "/settings/mail/checks",
                    fragment ? Map.of("HX-Request", "true") : Map.of());
            var html = text(answered.getResponse().getContentAsByteArray());
            assertThat(html.contains("<html")).isEqualTo(!fragment);
            assertThat(html)
                    .contains(
                            "Connexion au serveur d’envoi",
                            "Aucun serveur n’est réglé",
                            "Expéditeurs autorisés (SPF)",
                            "v=spf1 mx ~all",
                            "Signature (DKIM)",
                            "PARVIS_DKIM_KEY",
                            "Consigne (DMARC)",
                            "_dmarc.tilleul.test",
                            "v=DMARC1; p=none; rua=mailto:bonjour@tilleul.test",
                            "Nom de l’adresse d’envoi (PTR)",
                            "Courrier entrant (MX)",
                            "à faire",
                            "pas vérifié",
                            "readonly")
                    .doesNotContain("en ordre");
        }
        assertThat(page("owner", "/settings/mail/checks?x=1")).contains("Vérifier à nouveau");
    }

    @Test
    void aTrialGoesToWhoeverAsksAndToNobodyElse() {
        var manager = brands.sessionOf(tilleul, "manager");
        var sent = web.post(tilleul, manager, "/settings/mail/trial", Map.of("email", member.email()));
        assertThat(sent.getResponse().getHeader("Location")).endsWith("/settings/mail?trial=sent");
        Soon.soon(() -> count(
                        "select count(*) from notice.mail where kind = 'trial' and state = 'sent' and recipient = ?",
                        "manager@tilleul.test")
                > 0);
        assertThat(count("select count(*) from notice.mail where kind = 'trial' and recipient = ?", member.email()))
                .isZero();
        assertThat(count("select count(*) from brand.audit where action = ?", "mail.tried"))
                .isPositive();
        assertThat(page("manager", "/settings/mail?trial=sent"))
                .contains("Une lettre d’essai à manager@tilleul.test est gardée dans");
    }

    @Test
    void anAddressThatIsSilentIsSeenAndSpokenToAgain() {
        silence(Silence.Kind.BOUNCE, "5.1.1");
        assertThat(page("owner", "/settings/mail"))
                .contains(member.email(), "Aline Silence", "n’arrive plus (5.1.1)", "Écrire à nouveau");
        assertThat(web.post(
                                tilleul,
                                brands.sessionOf(tilleul, "expert"),
                                "/settings/mail/silences/removal",
                                Map.of("email", member.email()))
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(isSilent()).isTrue();
        web.post(
                tilleul,
                brands.sessionOf(tilleul, "owner"),
                "/settings/mail/silences/removal",
                Map.of("email", member.email()));
        assertThat(isSilent()).isFalse();
        assertThat(page("owner", "/settings/mail")).doesNotContain(member.email());
        assertThat(count(
                        "select count(*) from brand.audit a join brand.audit_aside x on x.brand = a.brand and x.entry = a.id where a.action = 'silence.lifted' and x.detail->>'email' = ?",
                        member.email()))
                .isOne();
        assertThat(count(
                        "select count(*) from ledger.event e join person.identity i on i.person = e.subject where e.what = 'address.tried-again' and i.value = ?",
                        member.email()))
                .isOne();
    }

    @Test
    void theOtherBrandKnowsNothingOfIt() {
        silence(Silence.Kind.BOUNCE, "5.1.1");
        var nord = brands.nord();
        var owner = brands.sessionOf(nord, "owner");
        assertThat(text(web.get(nord, owner, "/settings/mail").getResponse().getContentAsByteArray()))
                .contains("bonjour@atelier-nord.test")
                .doesNotContain(member.email());
        web.post(nord, owner, "/settings/mail/silences/removal", Map.of("email", member.email()));
        assertThat(isSilent()).isTrue();
    }

    @Test
    void theDeskSaysWhySomebodyHearsNothingAndWhatToDo() {
        silence(Silence.Kind.BOUNCE, "5.1.1");
        assertThat(page("expert", conversation.deskPath()))
                .contains(
                        "plus rien n’y arrive",
                        "Plus rien ne part vers " + member.email(),
                        "Demandez une autre adresse",
                        "le message ne partira pas",
                        "/silence/removal");
        silence(Silence.Kind.COMPLAINT, "abuse");
        assertThat(page("expert", conversation.deskPath()))
                .contains("ne veut plus de lettres", "signalée comme indésirable (abuse)");
        web.post(
                tilleul,
                brands.sessionOf(tilleul, "expert"),
                conversation.deskPath() + "/silence/removal",
                Map.of("email", member.email()));
        assertThat(isSilent()).isFalse();
        assertThat(page("expert", conversation.deskPath())).doesNotContain("/silence/removal");
    }

    private void silence(Silence.Kind kind, String why) {
        transactions.run(tilleul.id(), () -> people.silence(tilleul.id(), member.email(), kind, why, Instant.now()));
    }

    private boolean isSilent() {
        return transactions.reading(
                tilleul.id(), () -> people.silence(member.email()).isPresent());
    }

    private long count(String sql, String parameter) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql(sql).param(parameter).query(Long.class).single());
    }

    private String page(String who, String path) {
        return text(web.get(tilleul, brands.sessionOf(tilleul, who), path)
                .getResponse()
                .getContentAsByteArray());
    }

    private static String text(byte[] page) {
        return new String(page, StandardCharsets.UTF_8).replace('\u00a0', ' ');
    }
}
