package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.database.Transactions;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Pictures that are chosen and not sent are the draft's: on every device of its author, until they leave, are taken out or forgotten. */
@ProductTest
class DraftPicturesTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Leaving leaving;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand brand;
    private Conversation question;

    @BeforeEach
    void somebodyAsks() {
        brand = brands.tilleul();
        question = brands.ask(brand, brands.member(brand, "Photo Attend"), "Montrez-moi le joint", "Que faire ?");
    }

    @Test
    void aChosenPictureIsKeptForItsAuthorAndLeavesWithTheAnswer() throws Exception {
        var kept = join("manager", "/drafts/pictures", List.of(png("joint.png", 40)), Map.of("to", "public"));
        assertThat(kept).hasStatusOk();
        var held = held(kept).getFirst();
        var draft = draft(kept);
        assertThat(held.selectFirst("label").text()).contains("joint");

        var preview = held.selectFirst("img").attr("src");
        assertThat(get("manager", preview)).hasStatusOk().hasContentType("image/png");
        assertThat(get("expert", preview)).as("not a colleague's").hasStatus(404);
        assertThat(web.get(brand, null, preview)).hasStatus3xxRedirection();
        assertThat(web.get(brands.nord(), brands.sessionOf(brands.nord(), "owner"), preview))
                .hasStatus(404);
        assertThat(page("manager").select("#kept .held li"))
                .as("on another device")
                .hasSize(1);
        assertThat(page("expert").select("#kept .held li")).isEmpty();

        var refused = send("manager", Map.of("to", "public", "text", "Voici le joint.", "draft", draft));
        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("dites ce que montre chaque photo");
        assertThat(held(refused)).hasSize(1);

        var field = held.selectFirst("input").attr("name");
        var sent = send(
                "manager",
                Map.of("to", "public", "text", "Voici le joint.", "draft", draft, field, "Le joint, vu d’en haut"));
        assertThat(sent).hasStatus(302);
        assertThat(waiting(draft)).as("it went along").isZero();
        leaving.depart(brand, question.id());
        assertThat(body(web.get(brand, null, question.path()))).contains("alt=\"Le joint, vu d’en haut\"");
    }

    @Test
    void withoutAScriptARefusedAnswerKeepsWhatWasChosen() throws Exception {
        var refused = join(
                "manager", "/messages", List.of(png("a.png", 30), png("b.png", 31)), Map.of("to", "note", "text", ""));
        assertThat(refused).hasStatus(422);
        assertThat(held(refused)).hasSize(2);
        var draft = draft(refused);
        var names = held(refused).stream()
                .map(one -> one.selectFirst("input").attr("name"))
                .toList();

        var sent = send(
                "manager",
                Map.of(
                        "to",
                        "note",
                        "text",
                        "Deux vues.",
                        "draft",
                        draft,
                        names.getFirst(),
                        "de face",
                        names.getLast(),
                        "de dos"));
        assertThat(sent).hasStatus(302);
        assertThat(page("manager").select("#log .pictures img").eachAttr("alt")).containsExactly("de face", "de dos");
        assertThat(waiting(draft)).isZero();
    }

    @Test
    void whatShowsNothingIsTakenOutAndAnEmptyDraftIsGoneWithIt() throws Exception {
        var kept = join("manager", "/drafts/pictures", List.of(png("c.png", 32)), Map.of("to", "note"));
        var draft = draft(kept);
        var out = held(kept).getFirst().selectFirst("button").attr("formaction");
        assertThat(post("expert", out, Map.of("draft", draft)))
                .as("nobody takes out what is another's")
                .hasStatusOk();
        assertThat(waiting(draft)).isEqualTo(1);

        var empty = post("manager", out, Map.of("draft", draft, "revision", revision(kept)));
        assertThat(empty).hasStatusOk();
        assertThat(held(empty)).isEmpty();
        assertThat(waiting(draft)).isZero();
        assertThat(page("manager").selectFirst("#kept [name=draft]").attr("value"))
                .isEmpty();
    }

    @Test
    void thereAreFourAtMostAndWhatIsNoPictureIsNotKept() throws Exception {
        var four = List.of(png("1.png", 10), png("2.png", 11), png("3.png", 12), png("4.png", 13));
        var kept = join("manager", "/drafts/pictures", four, Map.of("to", "note"));
        var more = join(
                "manager",
                "/drafts/pictures",
                List.of(png("5.png", 14)),
                Map.of("to", "note", "draft", draft(kept), "revision", revision(kept)));
        assertThat(more).hasStatus(422);
        assertThat(body(more)).contains("Quatre photos au plus");
        assertThat(held(more)).hasSize(4);
        assertThat(waiting(draft(kept))).isEqualTo(4);

        var other = brands.ask(brand, brands.member(brand, "Autre Attend"), "Une autre", "Que faire ?");
        question = other;
        var page = new MockMultipartFile("pictures", "x.png", "image/png", "<svg onload='alert(1)'/>".getBytes());
        var refused = join("manager", "/drafts/pictures", List.of(page), Map.of("to", "note"));
        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("ne peut pas être lu comme photo");
        assertThat(held(refused)).isEmpty();
    }

    @Test
    void nobodySendsWhatAnotherKeeps() throws Exception {
        var kept = join("manager", "/drafts/pictures", List.of(png("d.png", 33)), Map.of("to", "note"));
        var field = held(kept).getFirst().selectFirst("input").attr("name");
        assertThat(send("expert", Map.of("to", "note", "text", "À moi.", "draft", draft(kept), field, "pris")))
                .hasStatus(302);
        assertThat(page("manager").select("#log .pictures img")).isEmpty();
        assertThat(page("manager").select("#kept .held input").eachAttr("value"))
                .as("and it stays as it was")
                .containsExactly("");
    }

    @Test
    void anAnswerThatIsTakenBackBringsItsPictures() throws Exception {
        var sent = join(
                "manager",
                "/messages",
                List.of(png("e.png", 34)),
                Map.of("to", "public", "text", "Regardez ici.", "alts", "la vis à serrer"));
        assertThat(sent).hasStatus(302);
        var message = page("manager").select("#log .message").last().attr("data-id");
        var back = post("manager", question.deskPath() + "/messages/" + message + "/withdrawal", Map.of());
        assertThat(back).hasStatusOk();
        assertThat(body(back)).contains("Regardez ici.", "avec ses photos");
        assertThat(held(back).getFirst().selectFirst("input").attr("value")).isEqualTo("la vis à serrer");

        var again = send(
                "manager",
                Map.of(
                        "to",
                        "public",
                        "text",
                        "Regardez ici.",
                        "draft",
                        draft(back),
                        "lastSeen",
                        Jsoup.parse(body(back))
                                .selectFirst("#composer [name=lastSeen]")
                                .attr("value")));
        assertThat(again).hasStatus(302);
        assertThat(page("manager").select("#log .pictures img").eachAttr("alt")).containsExactly("la vis à serrer");
    }

    private int waiting(String draft) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from conversation.held_picture where draft = cast(? as uuid)")
                        .param(draft)
                        .query(Integer.class)
                        .single());
    }

    private Document page(String who) {
        return Jsoup.parse(body(get(who, question.deskPath())));
    }

    private static List<Element> held(MvcTestResult result) {
        return Jsoup.parse(body(result)).select("#kept .held li");
    }

    private static String draft(MvcTestResult result) {
        return Jsoup.parse(body(result)).selectFirst("#kept [name=draft]").attr("value");
    }

    private static String revision(MvcTestResult result) {
        return Jsoup.parse(body(result)).selectFirst("#kept [name=revision]").attr("value");
    }

    private MvcTestResult get(String who, String path) {
        return web.get(brand, brands.sessionOf(brand, who), path);
    }

    private MvcTestResult send(String who, Map<String, String> fields) {
        return web.post(brand, brands.sessionOf(brand, who), question.deskPath() + "/messages", fields);
    }

    /** As a page that is there already. */
    private MvcTestResult post(String who, String path, Map<String, String> fields) {
        var request = web.http().post().uri(path).with(Web.host(brand)).header("HX-Request", "true");
        request.cookie(new Cookie("language", "fr"), new Cookie("session", brands.sessionOf(brand, who)))
                .header("Sec-Fetch-Site", "same-origin");
        new HashMap<>(fields).forEach(request::formField);
        return request.exchange();
    }

    private MvcTestResult join(String who, String path, List<MockMultipartFile> pictures, Map<String, String> fields) {
        var request = web.http().post().uri(question.deskPath() + path).multipart();
        pictures.forEach(request::file);
        request.with(Web.host(brand))
                .cookie(new Cookie("language", "fr"), new Cookie("session", brands.sessionOf(brand, who)))
                .header("Sec-Fetch-Site", "same-origin");
        if (path.startsWith("/drafts")) {
            request.header("HX-Request", "true");
        }
        fields.forEach(request::param);
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static MockMultipartFile png(String name, int side) throws IOException {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        image.setRGB(side / 2, side / 2, 0xFF0000 + side);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new MockMultipartFile("pictures", name, "image/png", bytes.toByteArray());
    }
}
