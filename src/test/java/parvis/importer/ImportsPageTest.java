package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.HeavyForm;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class ImportsPageTest {
    private static final String BOUNDARY = "----a-form";

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Autowired
    Runs runs;

    @Autowired
    Running running;

    @LocalServerPort
    int port;

    @Test
    void anOwnerSendsAMailboxAndReadsWhatCame() {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        var name = "boite-" + UUID.randomUUID() + ".mbox";
        var sent = send(brand, owner, Map.of("kind", "mbox"), name, """
                From - Mon Mar  2 09:00:00 2020
                From: Lise <lise@client.example>
                To: ailleurs@client.example
                Date: Mon, 2 Mar 2020 09:00:00 +0100
                Subject: Par la page
                Message-ID: <%1$s@client.example>

                Bonjour.

                From - Mon Mar  2 09:00:00 2020
                From: Lise <lise@client.example>
                Subject: =sans date
                Message-ID: <undated-%1$s@client.example>
                X-Spam-Flag: YES

                Rien.
                """.formatted(name));
        assertThat(sent.getResponse().getStatus()).isEqualTo(302);
        var place = String.valueOf(sent.getResponse().getHeader("Location"));
        assertThat(place).startsWith("/settings/imports/");

        soon(() -> state(brand, place).equals("done"));

        assertThat(web.get(brand, owner, place))
                .bodyText()
                .contains("Terminé", "1 courrier", "Laissés de côté", "indésirable", "left-out.csv")
                .doesNotContain("hx-trigger");
        var list = web.get(brand, owner, place + "/left-out.csv");
        assertThat(list.getResponse().getHeader("Content-Disposition")).contains("attachment");
        assertThat(list).bodyText().contains("\"Où\";\"Pourquoi\"", "indésirable");
        assertThat(web.get(brand, owner, "/settings/imports")).bodyText().contains(name, "Terminé");
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql("select count(*) from brand.audit where action = 'import.begun' and subject = ?")
                                .param(UUID.fromString(place.substring(place.lastIndexOf('/') + 1)))
                                .query(Long.class)
                                .single()))
                .isEqualTo(1);
        assertThat(web.get(brands.nord(), brands.sessionOf(brands.nord(), "owner"), place)
                        .getResponse()
                        .getStatus())
                .as("another brand's")
                .isEqualTo(404);
    }

    @Test
    void aTableIsShownWithItsSamplesAndChangedBeforeItBegins() {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        var someone = "a" + UUID.randomUUID() + "@client.example";
        var place = String.valueOf(
                send(brand, owner, Map.of("kind", "csv"), "gens.csv", "Qui;Où ça;Courriel\nLise;Lyon;" + someone + "\n")
                        .getResponse()
                        .getHeader("Location"));
        assertThat(state(brand, place)).isEqualTo("mapping");
        assertThat(web.get(brand, owner, place))
                .bodyText()
                .contains("À vérifier", someone, "points-virgules", "name=\"column-2\"");

        var nobody = web.post(
                brand,
                owner,
                place + "/beginning",
                Map.of("about", "people", "column-0", "-", "column-1", "city", "column-2", "-"));
        assertThat(nobody.getResponse().getStatus()).isEqualTo(422);
        assertThat(nobody).bodyText().contains("Aucune colonne ne dit qui");
        assertThat(web.post(
                        brand,
                        owner,
                        place + "/beginning",
                        Map.of("about", "conversations", "was", "people", "again", "1")))
                .bodyText()
                .contains("texte");

        web.post(
                brand,
                owner,
                place + "/beginning",
                Map.of(
                        "about",
                        "people",
                        "was",
                        "people",
                        "column-0",
                        "name",
                        "column-1",
                        "city",
                        "column-2",
                        "email"));
        soon(() -> state(brand, place).equals("done"));
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql(
                                        "select p.name || ' ' || p.city from person.person p join person.identity i on i.person = p.id where i.value = ?")
                                .param(someone)
                                .query(String.class)
                                .list()))
                .isEqualTo(List.of("Lise Lyon"));
    }

    @Test
    void theArchiveOfASiteComesAsItIsHandedOut() throws Exception {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        var title = "Question d’un autre lieu " + UUID.randomUUID();
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("Users.xml"));
            zip.write("<users><row Id='1' DisplayName='Lise'/></users>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("Posts.xml"));
            zip.write("""
                    <posts><row Id='1' PostTypeId='1' OwnerUserId='1' CreationDate='2015-05-01T07:00:00.100' Title='%s' Body='Comment ?'/></posts>
                    """.formatted(title).getBytes(StandardCharsets.UTF_8));
        }
        var sent = send(
                brand,
                owner,
                Map.of("kind", "stackexchange"),
                "lieu-" + UUID.randomUUID() + ".zip",
                archive.toByteArray());
        assertThat(sent).hasStatus(302);
        var place = String.valueOf(sent.getResponse().getHeader("Location"));
        soon(() -> state(brand, place).equals("done"));
        assertThat(web.get(brand, owner, place)).bodyText().contains("1 question");
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql("select count(*) from conversation.conversation where subject = ?")
                                .param(title)
                                .query(Long.class)
                                .single()))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotTakenIsSaid() {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        assertThat(send(brand, owner, Map.of("kind", "stackexchange"), "site.7z", "Bonjour\n"))
                .hasStatus(422)
                .bodyText()
                .contains("site.7z", "Stack Exchange");
        assertThat(send(brand, owner, Map.of("kind", "mbox"), "notes.txt", "Bonjour\n"))
                .hasStatus(422)
                .bodyText()
                .contains("notes.txt", "mbox");
        assertThat(send(brand, owner, Map.of("kind", "csv"), "rien.csv", ""))
                .hasStatus(422)
                .bodyText()
                .contains("vide");
        assertThat(send(brand, owner, Map.of("kind", "discourse", "address", "ftp://x"), null, ""))
                .hasStatus(422)
                .bodyText()
                .contains("ftp://x");
        assertThat(send(brand, owner, Map.of("kind", "mbox", "address", "ftp://x"), "notes.txt", "Bonjour\n"))
                .as("what only a forum is asked was typed before")
                .bodyText()
                .contains("notes.txt")
                .doesNotContain("ftp://x");
        assertThat(send(brand, brands.sessionOf(brand, "manager"), Map.of("kind", "mbox"), "a.mbox", "From - \n"))
                .hasStatus(403);
    }

    @Test
    void theKeyOfASiteCannotBeReadInTheDatabase() {
        var brand = brands.tilleul();
        var key = "clef-" + UUID.randomUUID();
        var place = String.valueOf(send(
                        brand,
                        brands.sessionOf(brand, "owner"),
                        Map.of("kind", "discourse", "address", "https://forum.invalid", "key", key),
                        null,
                        "")
                .getResponse()
                .getHeader("Location"));
        var id = UUID.fromString(place.substring(place.lastIndexOf('/') + 1));

        assertThat(runs.byId(brand.id(), id).orElseThrow().order().key()).isEqualTo(key);
        assertThat(wanted(brand, id)).contains("forum.invalid").doesNotContain(key);

        soon(() -> state(brand, place).equals("failed"));
        assertThat(wanted(brand, id)).as("kept for another try").doesNotContain(key);
        assertThat(runs.byId(brand.id(), id).orElseThrow().order().key()).isEqualTo(key);
    }

    private String wanted(Brand brand, UUID id) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select wanted::text from importer.run where id = ?")
                        .param(id)
                        .query(String.class)
                        .single());
    }

    /** Larger than what other forms may hold: it goes to the disk as it comes. */
    @Test
    void aLargeFileIsReadAsItComesOverTheWire() throws Exception {
        var brand = brands.tilleul();
        var answer = HeavyForm.send(
                "http://localhost:" + port + "/settings/imports",
                brands.sessionOf(brand, "owner"),
                "fr",
                Map.of("kind", "mbox"),
                1,
                60 * 1024 * 1024);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("0.jpg n’est pas une boîte aux lettres");
    }

    @Test
    void whatWasCutOffGoesOnAndWhatIsStoppedStopsAndResumes() {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        var place = String.valueOf(send(
                        brand,
                        owner,
                        Map.of("kind", "csv"),
                        "gens.csv",
                        "Nom;Courriel\nLise;l" + UUID.randomUUID() + "@client.example\n")
                .getResponse()
                .getHeader("Location"));
        web.post(brand, owner, place + "/halt", Map.of());
        assertThat(state(brand, place)).isEqualTo("halted");
        assertThat(web.get(brand, owner, place)).bodyText().contains("Arrêté", "Reprendre");

        // somebody took it and died: the lease has run out
        transactions.run(
                brand.id(),
                () -> db.sql(
                                "update importer.run set state = 'running', halt = false, lease_until = asked_at where id = ?")
                        .param(UUID.fromString(place.substring(place.lastIndexOf('/') + 1)))
                        .update());
        running.wake();
        soon(() -> state(brand, place).equals("done"));
        assertThat(web.get(brand, owner, place)).bodyText().contains("Terminé");
    }

    private String state(Brand brand, String place) {
        return runs.byId(brand.id(), UUID.fromString(place.substring(place.lastIndexOf('/') + 1)))
                .orElseThrow()
                .state()
                .word();
    }

    private MvcTestResult send(
            Brand brand,
            String session,
            Map<String, String> fields,
            @org.jspecify.annotations.Nullable String file,
            String content) {
        return send(brand, session, fields, file, content.getBytes(StandardCharsets.UTF_8));
    }

    private MvcTestResult send(
            Brand brand,
            String session,
            Map<String, String> fields,
            @org.jspecify.annotations.Nullable String file,
            byte[] content) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> line(
                body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value));
        if (file != null) {
            line(
                    body,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                            + "\"\r\nContent-Type: application/octet-stream\r\n");
            body.writeBytes(content);
            line(body, "");
        }
        line(body, "--" + BOUNDARY + "--");
        return web.http()
                .post()
                .uri("/settings/imports")
                .with(Web.host(brand))
                .cookie(
                        new jakarta.servlet.http.Cookie("session", session),
                        new jakarta.servlet.http.Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("multipart/form-data; boundary=" + BOUNDARY)
                .content(body.toByteArray())
                .exchange();
    }

    private static void line(ByteArrayOutputStream body, String text) {
        body.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
