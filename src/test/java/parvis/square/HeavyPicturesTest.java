package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import parvis.brand.Brand;
import parvis.support.HeavyForm;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

/** Pictures that weigh more together than is taken: over the wire, because the limit is the server's. */
@ProductTest
class HeavyPicturesTest {
    private static final int A_BIG_PICTURE = 15_000_000;

    @LocalServerPort
    int port;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    Brand brand;
    Member member;

    @BeforeEach
    void somebody() {
        brand = brands.tilleul();
        member = brands.member(brand, "Photo Lourde");
    }

    @Test
    void aQuestionComesBackWithItsWordsAndSaysWhatToDo() throws Exception {
        var title = "Quatre photos énormes " + Unheard.word();
        var french = HeavyForm.send(
                at("/questions"),
                member.session(),
                "fr",
                Map.of("title", title, "text", "Le bol <b>tourne</b>, à vide."),
                4,
                A_BIG_PICTURE);
        assertThat(french.statusCode()).isEqualTo(413);
        assertThat(french.body())
                .contains("Ensemble, vos photos pèsent plus de 50 Mo", "Votre texte est gardé")
                .contains("value=\"" + title + "\"", ">Le bol &lt;b&gt;tourne&lt;/b&gt;, à vide.</textarea>")
                .contains("id=\"pictures-error\"");
        assertThat(Pages.body(web.get(brand, null, "/questions?sort=newest"))).doesNotContain(title);

        var english = HeavyForm.send(
                at("/questions"),
                null,
                "en",
                Map.of("title", title, "text", "Hello.", "name", "Ada L.", "email", "ada@mel.example"),
                4,
                A_BIG_PICTURE);
        assertThat(english.statusCode()).isEqualTo(413);
        assertThat(english.body())
                .contains("Together your pictures weigh more than 50 MB", title, "value=\"Ada L.\"", "ada@mel.example");
    }

    @Test
    void aReplyComesBackWithItsWords() throws Exception {
        var question = brands.ask(brand, member, "Une question sans photo", "Que faire ?");
        for (var session : new String[] {member.session(), brands.sessionOf(brand, "manager")}) {
            var refused = HeavyForm.send(
                    at("/questions/" + question.number() + "/messages"),
                    session,
                    "fr",
                    Map.of("text", "Voyez les photos."),
                    4,
                    A_BIG_PICTURE);
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body())
                    .contains("Ensemble, vos photos pèsent plus de 50 Mo", ">Voyez les photos.</textarea>");
        }
        assertThat(Pages.body(web.get(brand, null, question.path()))).doesNotContain("Voyez les photos");
    }

    @Test
    void aWholeFolderIsMoreThanFourAndNoFailure() throws Exception {
        var refused = HeavyForm.send(
                at("/questions"),
                member.session(),
                "fr",
                Map.of("title", "Tout un dossier de photos", "text", "Toutes."),
                120,
                1_000);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(">Toutes.</textarea>").contains("id=\"pictures-error\"");
    }

    @Test
    void whatIsBeyondEveryMeasureIsRefusedBeforeItIsSent() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            send(socket.getOutputStream(), """
                    POST /questions HTTP/1.1
                    Host: localhost:%d
                    Accept-Language: fr
                    Content-Type: multipart/form-data; boundary=b
                    Content-Length: 900000000
                    Connection: close

                    """.formatted(port));
            var answer = upTo("</html>", socket.getInputStream());
            assertThat(answer).startsWith("HTTP/1.1 413").contains("<h1>C’est trop lourd</h1>", "Maison Tilleul");
        }
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    /** The server still listens when it has answered. */
    private static String upTo(String end, InputStream in) throws Exception {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).contains(end)) {
            var next = in.read();
            assertThat(next).as(read.toString(StandardCharsets.UTF_8)).isNotNegative();
            read.write(next);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static void send(OutputStream out, String head) throws Exception {
        out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
