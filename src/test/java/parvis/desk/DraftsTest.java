package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.AnswerDraft;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.Conversation;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** What somebody types at the desk is kept by the house, for them alone, until they send it or throw it away. */
@ProductTest
class DraftsTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    AnswerDrafts drafts;

    @Autowired
    List<Housekeeping> housekeeping;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whatIsTypedComesBackOnAnotherDeviceAndToNobodyElse() {
        var brand = brands.tilleul();
        var question = ask(brand, "Un brouillon à soi");

        keep(question, "manager", "public", "Resserrez d’ab", null);

        var elsewhere = page(question, brands.sessionOf(brand, "manager"));
        assertThat(elsewhere.selectFirst("#composer textarea").wholeText()).isEqualTo("Resserrez d’ab");
        assertThat(elsewhere.selectFirst("#kept").text()).contains("Brouillon gardé");
        assertThat(marked(brand, "manager")).contains(question.number());
        assertThat(page(question, brands.sessionOf(brand, "owner"))
                        .selectFirst("#composer textarea")
                        .wholeText())
                .isEmpty();
        assertThat(marked(brand, "owner")).doesNotContain(question.number());
        assertThat(web.get(brand, null, question.path()))
                .bodyText()
                .contains("Un brouillon à soi")
                .doesNotContain("Resserrez");
    }

    @Test
    void itsWayAndItsCopiesAreKeptToo() {
        var brand = brands.tilleul();
        var letter = brands.writePrivately(brand, brands.member(brand, "Lise Test"), "Ma facture", "Où est-elle ?");
        var typed = form("private", "La voici", null);
        typed.put("cc", "compta@mel.example, à finir");
        post(letter, "manager", "/drafts", typed);

        var page = page(letter, brands.sessionOf(brand, "manager"));
        assertThat(page.selectFirst("#composer [name=cc]").val()).isEqualTo("compta@mel.example, à finir");
        assertThat(page.selectFirst("#composer [name=to][checked]").val()).isEqualTo("private");

        keep(letter, "manager", "note", "Entre nous", kept(page));
        assertThat(page(letter, brands.sessionOf(brand, "manager"))
                        .selectFirst("#composer [name=to][checked]")
                        .val())
                .isEqualTo("note");
    }

    @Test
    void twoWindowsThatWriteAtOnceKeepOneDraftEachAndTheLaterIsTold() {
        var brand = brands.tilleul();
        var question = ask(brand, "Deux fenêtres");
        var first = keep(question, "manager", "public", "Commun", null);
        var one = keep(question, "manager", "public", "Commun, puis à gauche", kept(first));
        assertThat(one.select(".notice")).isEmpty();

        var two = keep(question, "manager", "public", "Commun, puis à droite", kept(first));

        assertThat(two.selectFirst(".notice").text())
                .contains("Vous avez ici un autre brouillon", "Commun, puis à gauche");
        assertThat(kept(two).get("draft")).isNotEqualTo(kept(one).get("draft"));
        var session = brands.sessionOf(brand, "manager");
        assertThat(page(question, session).selectFirst("#composer textarea").wholeText())
                .isEqualTo("Commun, puis à droite");
        var other = page(question, session).selectFirst("#kept .notice a").attr("href");
        assertThat(Jsoup.parse(body(web.get(brand, session, other)))
                        .selectFirst("#composer textarea")
                        .wholeText())
                .isEqualTo("Commun, puis à gauche");
    }

    @Test
    void whatIsSentIsADraftNoMoreAndWhatIsRefusedStaysOne() {
        var brand = brands.tilleul();
        var question = ask(brand, "Du brouillon à la note");
        var kept = kept(keep(question, "manager", "note", "Pour mémoire", null));
        var empty = form("note", "  ", kept);
        assertThat(post(question, "manager", "/messages", empty)).hasStatus(422);
        assertThat(marked(brand, "manager")).contains(question.number());

        assertThat(post(question, "manager", "/messages", form("note", "Pour mémoire.", kept)))
                .hasStatus(302);

        assertThat(marked(brand, "manager")).doesNotContain(question.number());
        assertThat(page(question, brands.sessionOf(brand, "manager"))
                        .selectFirst("#composer textarea")
                        .wholeText())
                .isEmpty();
    }

    @Test
    void whatIsThrownAwayCanBePutBack() {
        var brand = brands.tilleul();
        var question = ask(brand, "Jeté trop vite");
        var draft = kept(keep(question, "manager", "public", "À ne pas perdre", null))
                .get("draft");

        assertThat(post(question, "owner", "/drafts/" + draft + "/removal", Map.of()))
                .as("somebody else’s")
                .hasStatus(302);
        assertThat(marked(brand, "manager")).contains(question.number());
        assertThat(post(question, "manager", "/drafts/" + draft + "/removal", Map.of()))
                .hasStatus(302);

        var page = page(question, brands.sessionOf(brand, "manager"));
        assertThat(page.selectFirst("#composer textarea").wholeText()).isEmpty();
        assertThat(page.selectFirst("#kept").text()).contains("Brouillon jeté", "Le remettre");
        assertThat(marked(brand, "manager")).doesNotContain(question.number());

        post(question, "manager", "/drafts/" + draft + "/return", Map.of());
        assertThat(page(question, brands.sessionOf(brand, "manager"))
                        .selectFirst("#composer textarea")
                        .wholeText())
                .isEqualTo("À ne pas perdre");
    }

    @Test
    void anEmptiedFormKeepsNothing() {
        var brand = brands.tilleul();
        var question = ask(brand, "Vidé");
        var kept = kept(keep(question, "manager", "public", "Quelques mots", null));
        keep(question, "manager", "public", "", kept);
        assertThat(marked(brand, "manager")).doesNotContain(question.number());
    }

    @Test
    void aLetterByWhichTheHouseWritesFirstIsKeptWithItsAddressAndSubject() {
        var brand = brands.nord();
        var session = brands.sessionOf(brand, "expert");
        var typed = Map.of("to", "odd@mel.ex", "subject", "Votre robot", "text", "Il est", "language", "en");
        assertThat(web.post(brand, session, "/desk/new/drafts", typed)).hasStatus(302);

        var page = Jsoup.parse(body(web.get(brand, session, "/desk/new")));
        assertThat(page.selectFirst("#beginning [name=to]").val()).isEqualTo("odd@mel.ex");
        assertThat(page.selectFirst("#beginning [name=subject]").val()).isEqualTo("Votre robot");
        assertThat(page.selectFirst("#beginning textarea[name=text]").wholeText())
                .isEqualTo("Il est");
        assertThat(page.selectFirst("#beginning [name=language][checked]").val())
                .isEqualTo("en");
    }

    @Test
    void itsSizeIsBoundedAndSoIsHowManyThereAre() {
        var brand = brands.tilleul();
        var question = ask(brand, "Beaucoup");
        assertThat(post(question, "owner", "/drafts", form("public", "é".repeat(20_001), null)))
                .hasStatus(422)
                .bodyText()
                .contains("Pas gardé");
        for (var i = 0; i < 8; i++) {
            keep(question, "owner", "public", "Fenêtre " + i, null);
        }
        assertThat(keep(question, "owner", "public", "Fenêtre de trop", null).text())
                .contains("trop de brouillons");
    }

    @Test
    void whatNobodyWentOnWithForThreeMonthsIsForgotten() {
        var brand = brands.tilleul();
        var question = ask(brand, "Oublié");
        var lately = ask(brand, "D’hier");
        for (var conversation : List.of(question, lately)) {
            keep(conversation, "expert", "public", "Commencé", null);
        }
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.draft set changed_at = ? where conversation = ?")
                        .params(
                                Rows.time(Instant.now().minus(Duration.ofDays(91))),
                                question.id().value())
                        .update());
        housekeeping.stream()
                .filter(one -> one.name().equals("conversation.drafts-sweep"))
                .forEach(one -> one.work(Instant.now()));
        assertThat(marked(brand, "expert")).contains(lately.number()).doesNotContain(question.number());
    }

    @Test
    void nothingIsKeptForWhoMayNotSeeTheDeskOrInAnotherBrand() {
        var brand = brands.tilleul();
        var question = ask(brand, "Pas pour tous");
        assertThat(post(question, "creative", "/drafts", form("public", "Non", null)))
                .hasStatus(403);
        var elsewhere = brands.teammate(brands.nord(), "owner");
        var draft = kept(keep(question, "manager", "public", "À Tilleul", null)).get("draft");
        assertThat(drafts.throwAway(brands.nord(), elsewhere, java.util.UUID.fromString(draft), Instant.now()))
                .isFalse();
        assertThat(transactions.reading(
                        brand.id(),
                        () -> drafts.here(brands.teammate(brand, "manager").id(), question.id())))
                .extracting(AnswerDraft::discarded)
                .containsExactly((Instant) null);
    }

    private Element keep(
            Conversation question,
            String who,
            String to,
            String text,
            @org.jspecify.annotations.Nullable Map<String, String> before) {
        var brand = brands.tilleul();
        var request = web.http()
                .post()
                .uri(question.deskPath() + "/drafts")
                .with(Web.host(brand))
                .cookie(new jakarta.servlet.http.Cookie("session", brands.sessionOf(brand, who)))
                .cookie(new jakarta.servlet.http.Cookie("language", "fr"))
                .header("HX-Request", "true")
                .header("Sec-Fetch-Site", "same-origin");
        form(to, text, before).forEach(request::formField);
        return Jsoup.parseBodyFragment(body(request.exchange())).selectFirst("#kept");
    }

    private static Map<String, String> form(
            String to, String text, @org.jspecify.annotations.Nullable Map<String, String> before) {
        var form = new HashMap<>(Map.of("to", to, "text", text));
        if (before != null) {
            form.putAll(before);
        }
        return form;
    }

    private static Map<String, String> kept(Element page) {
        return Map.of(
                "draft", page.selectFirst("[name=draft]").val(),
                "revision", page.selectFirst("[name=revision]").val());
    }

    private List<Long> marked(Brand brand, String who) {
        return transactions.reading(
                brand.id(),
                () -> List.copyOf(drafts.numbers(brands.teammate(brand, who).id())));
    }

    private Element page(Conversation question, String session) {
        return Jsoup.parse(body(web.get(brands.tilleul(), session, question.deskPath())));
    }

    private MvcTestResult post(Conversation question, String who, String path, Map<String, String> fields) {
        var brand = brands.tilleul();
        return web.post(brand, brands.sessionOf(brand, who), question.deskPath() + path, fields);
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Dora Test"), subject, "Que faire ?");
    }
}
