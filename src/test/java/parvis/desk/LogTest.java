package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Help;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.RatingHelp;
import parvis.conversation.Visibility;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class LogTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Answering answering;

    @Autowired
    RatingHelp rating;

    @Autowired
    Moderating moderating;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whatTheAskerSaysOfAnAnswerStandsInTheFlow() {
        var brand = brands.tilleul();
        var question = ask(brand, "Cela a-t-il aidé ?", "Que faire ?");
        var answer = answer(brand, question, "Changez le joint.");
        rating.rate(
                brand,
                answer,
                new RatingHelp.Rater.Known(question.person()),
                Help.PARTLY,
                "Le bruit revient à froid.",
                How.DIRECT,
                Instant.now());

        var lines =
                Jsoup.parse(page(brand, question.deskPath())).select("#log > *").eachText();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("réponse publique").contains("Changez le joint.");
        assertThat(lines.get(2)).contains("Marthe Test").contains("En partie").contains("Le bruit revient à froid.");
    }

    @Test
    void hiddenWordsAreReadAtTheDeskWithTheReasonAndCanBeShownAgain() {
        var brand = brands.tilleul();
        var question = ask(brand, "Une réclame", "Achetez sur mon site.");
        moderating.hide(
                brand,
                question.lastMessage(),
                brands.teammate(brand, "manager"),
                "publicité cachée",
                "127.0.0.1",
                How.DESK,
                Instant.now());

        assertThat(page(brand, question.deskPath()))
                .contains(
                        "Achetez sur mon site.", "Masqué par Manager\u00a0: publicité cachée", "/concealment/removal");
        assertThat(pageOf(brand, "expert", question.deskPath()))
                .contains("publicité cachée")
                .doesNotContain("/concealment/removal");
    }

    @Test
    void whoeverHidesOrShowsFromTheDeskIsBackAtTheDesk() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var question = ask(brand, "Une autre réclame", "Achetez encore.");
        var message = question.lastMessage().value();
        var here = question.deskPath() + "?view=team#m-" + message;
        var link = Jsoup.parse(page(brand, question.deskPath() + "?view=team"))
                .select("a[href^=/messages/]")
                .attr("href");
        var form = Jsoup.parse(body(web.http()
                        .get()
                        .uri(URI.create(link)) // as it is: the address in the address is escaped already
                        .with(Web.host(brand))
                        .cookie(new Cookie("session", manager))
                        .exchange()))
                .select("form.form");
        assertThat(form.select("input[name=back]").attr("value")).isEqualTo(here);
        assertThat(form.select("a.quiet").attr("href")).isEqualTo(here);

        var unsaid = web.post(brand, manager, form.attr("action"), Map.of("back", here));
        assertThat(unsaid).hasStatus(422);
        assertThat(Jsoup.parse(body(unsaid)).select("input[name=back]").attr("value"))
                .isEqualTo(here);
        var hidden = web.post(brand, manager, form.attr("action"), Map.of("reason", "advertising", "back", here));
        assertThat(hidden).hasStatus(302).hasRedirectedUrl(here);

        var showing = Jsoup.parse(page(brand, question.deskPath() + "?view=team"))
                .select("form[action$=/concealment/removal]");
        var back = showing.select("input[name=back]").attr("value");
        assertThat(back).isEqualTo(here);
        assertThat(web.post(brand, manager, showing.attr("action"), Map.of("back", back)))
                .hasStatus(302)
                .hasRedirectedUrl(here);
        assertThat(web.post(brand, manager, showing.attr("action"), Map.of("back", "https://elsewhere.example/")))
                .hasRedirectedUrl("/");
    }

    @Test
    void hostileWordsAreOnlyWords() {
        var brand = brands.tilleul();
        var hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> [lien](javascript:alert(3)) \"'><b>";
        var member = brands.member(brand, "<i>Eve</i> \"Test\"");
        var question = brands.ask(brand, member, "Sujet " + hostile, "Texte " + hostile);
        answer(brand, question, "Réponse " + hostile);
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.message set html = ?, quoted = ? where id = ?")
                        .params(
                                "<p>Gras <b>voulu</b></p>" + hostile,
                                "Cité " + hostile,
                                question.lastMessage().value())
                        .update());

        for (var path : List.of(question.deskPath(), "/desk?view=team&state=all")) {
            var html = Jsoup.parse(page(brand, path));
            assertThat(html.text()).contains("Sujet <script>alert(1)</script>").contains("<i>Eve</i>");
            assertThat(html.select("script"))
                    .allSatisfy(script -> assertThat(script.attr("src")).startsWith("/assets/"));
            assertThat(html.select("[onerror], a[href^=javascript], .log img, i"))
                    .isEmpty();
        }
        var log = Jsoup.parse(page(brand, question.deskPath())).select("#log");
        assertThat(log.select("strong").eachText()).contains("voulu");
        assertThat(log.text()).contains("Cité <script>alert(1)</script>").contains("Réponse <script>alert(1)</script>");
    }

    @Test
    void aLongConversationIsReadAHundredMessagesAtATime() {
        var brand = brands.tilleul();
        var question = ask(brand, "Une longue histoire", "Message 0");
        lengthen(brand, question, 500);

        var read = new ArrayList<String>();
        var path = question.deskPath();
        while (path != null) {
            var html = Jsoup.parse(page(brand, path));
            var part = html.select("#log .message .prose").eachText();
            assertThat(part).hasSizeLessThanOrEqualTo(LogReader.PART);
            read.addAll(0, part);
            var earlier = html.selectFirst("#earlier a");
            path = earlier == null ? null : earlier.attr("href");
        }

        // several were written in the same second: which of them stands first is nobody's promise
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 500)
                        .mapToObj(i -> "Message " + i)
                        .toList());
        assertThat(read.subList(400, 501)).contains("Message 500").doesNotContain("Message 300");
    }

    private Conversation ask(Brand brand, String subject, String text) {
        return brands.ask(brand, brands.member(brand, "Marthe Test"), subject, text);
    }

    private MessageId answer(Brand brand, Conversation c, String text) {
        var outcome = answering.write(
                brand,
                c.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, text, null, How.DESK, List.of()),
                Instant.now());
        return ((Answering.Outcome.Written) outcome).message();
    }

    private void lengthen(Brand brand, Conversation c, int messages) {
        transactions.run(brand.id(), () -> {
            for (var i = 1; i <= messages; i++) {
                db.sql("""
                        insert into conversation.message (brand, id, conversation, kind, visibility, person, channel, text, at)
                        values (?, ?, ?, 'received', 'public', ?, 'square', ?, ?)
                        """)
                        .params(
                                brand.id().value(),
                                Ids.next(),
                                c.id().value(),
                                c.person().value(),
                                "Message **" + i + "**",
                                Rows.time(c.openedAt().plusSeconds(i / 3)))
                        .update();
            }
        });
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private String page(Brand brand, String path) {
        return pageOf(brand, "manager", path);
    }

    private String pageOf(Brand brand, String who, String path) {
        try {
            var result = web.get(brand, brands.sessionOf(brand, who), path);
            assertThat(result).hasStatusOk();
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
