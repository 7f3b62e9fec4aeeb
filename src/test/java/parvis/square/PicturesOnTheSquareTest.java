package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.square.Pages.location;
import static parvis.square.Pages.status;

import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

@ProductTest
class PicturesOnTheSquareTest {
    private static final Pattern FILE = Pattern.compile("/files/[0-9a-f]{64}");
    private static final Pattern HELD = Pattern.compile("name=\"held\" value=\"([^\"]+)\"");

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Member asker;

    @BeforeEach
    void somebody() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Photo Graphe");
    }

    @Test
    void aPictureIsShownWithWhatItShowsAndServedAsWhatWeDrew() throws Exception {
        var asked = post(
                "/questions",
                List.of(picture("pignon.png", 900)),
                Map.of("title", "Le pignon en photo", "text", "Voyez.", "alt", "le pignon, usé \"d’un\" côté"));
        var page = body(web.get(brand, null, location(asked)));
        assertThat(page).contains("alt=\"le pignon, usé &#34;d’un&#34; côté\"").contains("width=\"640\"");

        var path = file(page);
        var picture = web.get(brand, null, path).getResponse();
        assertThat(picture.getContentType()).isIn("image/png", "image/jpeg");
        assertThat(picture.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.getHeader("Content-Security-Policy")).contains("sandbox");
        assertThat(picture.getHeader("Content-Disposition"))
                .startsWith("inline")
                .contains("pignon");
        assertThat(picture.getHeader("Cache-Control")).isEqualTo("public, max-age=86400");
        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(picture.getContentAsByteArray()))
                        .getWidth())
                .isEqualTo(900);
        var thumb = web.get(brand, null, path + "/thumb").getResponse();
        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(thumb.getContentAsByteArray()))
                        .getWidth())
                .isEqualTo(640);
        assertThat(status(web.get(brands.nord(), null, path))).isEqualTo(404);
        assertThat(status(web.get(brand, null, "/files/" + "0".repeat(64)))).isEqualTo(404);
        assertThat(status(web.get(brand, null, "/files/..%2f..%2fversion"))).isIn(400, 404);
    }

    @Test
    void withoutAScriptTheNextPageAsksWhatThePicturesShowAndKeepsThem() throws Exception {
        var form = Map.of("title", "Deux photos sans script", "text", "Voyez.");
        var asks = post("/questions", List.of(picture("a.png", 40), picture("b.png", 50)), form);
        assertThat(status(asks)).isEqualTo(422);
        assertThat(body(asks))
                .contains("Dites ce que montrent vos photos", "Ce que montre a.jpg", "data:image/", ";base64,");
        var held = HELD.matcher(body(asks)).results().map(m -> m.group(1)).toList();
        assertThat(held).hasSize(2);

        var request = web.http()
                .post()
                .uri("/questions")
                .with(Web.host(brand))
                .cookie(new Cookie("session", asker.session()), new Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin");
        form.forEach(request::formField);
        held.forEach(h -> request.formField("held", h));
        var asked =
                request.formField("alt", "vue de face, a").formField("alt", "").exchange();
        assertThat(body(web.get(brand, null, location(asked))))
                .contains("alt=\"vue de face, a\"", "Photo jointe, sans description");
    }

    @Test
    void aRefusedReplyKeepsItsPicturesForADayAndForItsBrand() throws Exception {
        var question = brands.ask(brand, asker, "Une réponse refusée " + Unheard.word(), "Voyez.");
        var path = "/questions/" + question.number() + "/messages";
        var refused = post(path, List.of(picture("vis.png", 80)), Map.of("text", "", "alt", "la vis"));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused)).contains("value=\"la vis\"", "data:image/");
        var held = HELD.matcher(body(refused)).results().map(m -> m.group(1)).toList();
        assertThat(held).hasSize(1);

        var nord = brands.nord();
        var there = brands.ask(nord, brands.member(nord, "Ailleurs Test"), "Elsewhere", "Look.");
        var elsewhere = web.post(
                nord,
                brands.member(nord, "Ailleurs Test").session(),
                "/questions/" + there.number() + "/messages",
                Map.of("text", "À moi.", "held", held.getFirst(), "alt", "x"));
        assertThat(status(elsewhere)).as("the other house knows nothing of it").isEqualTo(422);

        var sent = web.post(
                brand,
                asker.session(),
                path,
                Map.of("text", "Voici la vis.", "held", held.getFirst(), "alt", "la vis, de près"));
        assertThat(status(sent)).isEqualTo(302);
        assertThat(body(web.get(brand, asker.session(), question.path()))).contains("alt=\"la vis, de près\"");

        transactions.run(
                brand.id(),
                () -> db.sql(
                                "update conversation.held_picture set held_at = held_at - interval '25 hours' where claim is not null")
                        .update());
        var late = web.post(
                brand, asker.session(), path, Map.of("text", "Encore.", "held", held.getFirst(), "alt", "la vis"));
        assertThat(status(late)).isEqualTo(422);
        assertThat(body(late)).contains("Une photo n’a pas pu être gardée");
    }

    @Test
    void nobodyClaimsAPictureThatIsNotTheirs() throws Exception {
        var asked = post(
                "/questions",
                List.of(picture("c.png", 60)),
                Map.of("title", "La photo d’une autre", "text", "Voyez.", "alt", "x"));
        var sha = file(body(web.get(brand, null, location(asked)))).substring("/files/".length());
        for (var forged : List.of(sha, sha + ".x", "eyJhIjoxfQ.AAAA")) {
            var refused = web.post(
                    brand,
                    asker.session(),
                    "/questions",
                    Map.of("title", "Je prends la photo", "text", "Voyez.", "held", forged, "alt", "à moi"));
            assertThat(status(refused)).isEqualTo(422);
            assertThat(body(refused)).contains("Une photo n’a pas pu être gardée", "Je prends la photo");
        }
    }

    @Test
    void whatIsNoPictureIsRefusedWithTheTextKept() {
        var page = new MockMultipartFile(
                "pictures", "photo.png", "image/png", "<html><script>alert(1)</script>".getBytes());
        var refused = post(
                "/questions",
                List.of(page),
                Map.of("title", "Une fausse photo", "text", "Mon texte gardé", "alt", "x"));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused)).contains("Un fichier n’est pas une photo", "Mon texte gardé");
    }

    @Test
    void atMostFourPicturesAreTaken() throws Exception {
        var five = List.of(
                picture("1.png", 10),
                picture("2.png", 11),
                picture("3.png", 12),
                picture("4.png", 13),
                picture("5.png", 14));
        var refused = post("/questions", five, Map.of("title", "Cinq photos d’un coup", "text", "Voyez."));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused)).contains("Quatre photos au plus");
        assertThat(HELD.matcher(body(refused)).results().count()).isEqualTo(4);
    }

    @Test
    void aPictureOfAPrivateOrHiddenMessageIsForThoseWhoMayReadIt() throws Exception {
        var question = brands.ask(brand, asker, "Une photo privée " + Unheard.word(), "Je l’envoie.");
        post(
                "/questions/" + question.number() + "/messages",
                List.of(picture("prive.png", 70)),
                Map.of("text", "Voici.", "privately", "yes", "alt", "ma facture"));
        var path = file(body(web.get(brand, asker.session(), question.path())));

        var own = web.get(brand, asker.session(), path).getResponse();
        assertThat(own.getStatus()).isEqualTo(200);
        assertThat(own.getHeaders("Cache-Control")).containsExactly("private, max-age=86400");
        assertThat(status(web.get(brand, brands.sessionOf(brand, "expert"), path)))
                .isEqualTo(200);
        assertThat(status(web.get(brand, null, path))).isEqualTo(404);
        assertThat(status(web.get(brand, brands.member(brand, "Curieux Test").session(), path)))
                .isEqualTo(404);
        assertThat(status(web.get(brand, brands.sessionOf(brand, "strategist"), path)))
                .isEqualTo(404);
        assertThat(status(web.get(brands.nord(), brands.sessionOf(brands.nord(), "owner"), path)))
                .isEqualTo(404);
    }

    private MvcTestResult post(String path, List<MockMultipartFile> pictures, Map<String, String> fields) {
        var request = web.http().post().uri(path).multipart();
        pictures.forEach(request::file);
        request.with(Web.host(brand))
                .cookie(new Cookie("session", asker.session()), new Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin");
        fields.forEach(request::param);
        return request.exchange();
    }

    private static String file(String page) {
        var matcher = FILE.matcher(page);
        assertThat(matcher.find()).as("a picture on the page").isTrue();
        return matcher.group();
    }

    private static MockMultipartFile picture(String name, int side) throws Exception {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, (x * 7919 + y * 104729) & 0xFFFFFF);
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new MockMultipartFile("pictures", name, "image/png", bytes.toByteArray());
    }
}
