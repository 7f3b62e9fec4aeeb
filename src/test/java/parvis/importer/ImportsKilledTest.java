package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.jobs.Workers;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.Belongings;
import parvis.support.OnceTest;
import parvis.support.ProductTest;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.Wire;

/**
 * The real program is killed while it imports, by SIGKILL and at any instant; the same command again brings the rest. Then the house
 * has what one has that nobody disturbed, table by table.
 */
@ProductTest
@OnceTest
class ImportsKilledTest {
    private static final int KILLS = 2;
    private static final int ENOUGH = 2_400;

    @Autowired
    Imports imports;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands brands;

    @Autowired
    TwoBrands two;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Workers workers;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path home;

    private final Random random = new Random();
    private Instant began;
    private Brand killed;
    private Brand whole;

    @BeforeEach
    void twoHouses() {
        began = Instant.now().minusSeconds(5);
        killed = House.make(creation, brands);
        whole = House.make(creation, brands);
        owner(killed);
        owner(whole);
    }

    /** In whose name stands what the house wrote. */
    private String owner(Brand brand) {
        var email = "claire@" + brand.slug() + ".example";
        var account = accounts.of(email, "Claire", "fr", began);
        var none = new LocalText("", "");
        team.join(brand.id(), account.id(), "claire", "Claire", Role.OWNER, none, "Claire", null, began, Actor.SYSTEM);
        return email;
    }

    @Test
    void mails() throws Exception {
        var source = Files.writeString(home.resolve("boite.mbox"), mailbox());
        console(Kind.MBOX, source, null, "--own", "bonjour@ailleurs.example");
    }

    @Test
    void aTableOfPeople() throws Exception {
        var lines = new StringBuilder("Nom;Courriel;Ville;Inscrit le\n");
        for (var line = 0; line < 2 * ENOUGH; line++) {
            lines.append("Personne %d;p%d@client.example;Lyon;31/12/2019\n".formatted(line, line % (ENOUGH + 7)));
        }
        console(Kind.CSV, Files.writeString(home.resolve("gens.csv"), lines), null, "--yes");
    }

    @Test
    void aTableOfConversations() throws Exception {
        var lines = new StringBuilder("Ticket,Date,From,Author,Email,Subject,Body,Tags\n");
        for (var line = 0; line < 2 * ENOUGH; line++) {
            var asks = line % 3 != 1;
            lines.append("t-%d,2020-03-01 %02d:%02d,%s,%s,%s,Objet %d,\"Ligne %d, dite une fois.\",joint\n"
                    .formatted(
                            line / 3,
                            8 + line % 3,
                            line % 60,
                            asks ? "customer" : "agent",
                            asks ? "Lise " + line / 9 : "Nadia",
                            asks ? "l" + line / 9 + "@client.example" : "sav@ailleurs.example",
                            line / 3,
                            line));
        }
        console(Kind.CSV, Files.writeString(home.resolve("tickets.csv"), lines), null, "--yes");
    }

    @Test
    void answersOfAForumInFiles() throws Exception {
        console(Kind.DISCOURSE, forum(), "https://forum.example.org", "--site", "https://forum.example.org");
    }

    @Test
    void aDump() throws Exception {
        console(Kind.STACKEXCHANGE, dump(), "larger.example", "--site", "larger.example");
    }

    /** On the owners' page; the server that brings it is killed and started again. */
    @Test
    void anUpload() throws Exception {
        var lines = new StringBuilder("Nom;Courriel;Ville\n");
        for (var line = 0; line < 4 * ENOUGH; line++) {
            lines.append("Personne %d;p%d@client.example;Lyon\n".formatted(line, line));
        }
        var file =
                new Wire.Sent("file", "gens.csv", "text/csv", lines.toString().getBytes(StandardCharsets.UTF_8));
        workers.stop(); // else this node would take up what the other one leaves
        var others = uploads();
        var port = RealProgram.freePort();
        var server = server(port, "first");
        try {
            var run = upload(port, killed, file);
            for (var kill = 1; kill <= KILLS; kill++) {
                var before = people(killed);
                awaitRows(killed, before, server);
                Thread.sleep(random.nextInt(100));
                server.destroyForcibly().waitFor();
                assertThat(state(killed, run)).isEqualTo("running");
                assertThat(people(killed)).isGreaterThan(before).isLessThan(4L * ENOUGH);
                // the minute in which its node may still be alive is not waited for
                transactions.run(
                        killed.id(),
                        () -> db.sql("update importer.run set lease_until = asked_at where state = 'running'")
                                .update());
                server = server(port, "again-" + kill);
            }
            awaitState(killed, run);
            awaitState(whole, upload(port, whole, file));
        } finally {
            server.destroyForcibly().waitFor();
            workers.start();
        }
        assertThat(people(killed)).isEqualTo(4L * ENOUGH);
        areTheSame(belongings(whole));
        assertThat(uploads()).as("what was brought is not kept").isSubsetOf(others);
    }

    /** Those of this house and of all others. */
    private static Set<Path> uploads() throws IOException {
        var uploads = ProductTest.FILES.resolve("imports");
        if (!Files.isDirectory(uploads)) {
            return Set.of();
        }
        try (var all = Files.list(uploads)) {
            return all.collect(Collectors.toSet());
        }
    }

    private void console(Kind kind, Path source, String site, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(
                "import",
                kind.word(),
                source.toString(),
                "--brand",
                killed.slug(),
                "--data",
                home.resolve("data").toString()));
        arguments.addAll(List.of(options));
        var command = arguments.toArray(String[]::new);
        var cut = 0;
        for (var kill = 1; kill <= KILLS; kill++) {
            var before = rows(killed);
            var process = RealProgram.start(environment(), home.resolve("kill-" + kill), command);
            awaitRows(killed, before, process);
            Thread.sleep(kill == 1 ? 0 : random.nextInt(150));
            cut += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertThat(cut).as("killed while it brought").isPositive();
        var partial = rows(killed);
        var done = RealProgram.run(environment(), command);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(rows(killed)).as("there was something left to bring").isGreaterThanOrEqualTo(partial);

        imports.bring(whole, order(kind, source, site), progress -> {});
        assertThat(rows(whole)).isGreaterThanOrEqualTo(ENOUGH);
        var expected = belongings(whole);
        areTheSame(expected);

        var again = RealProgram.run(environment(), command);
        assertThat(again.code()).as(again.err()).isZero();
        areTheSame(expected);
    }

    private static Order order(Kind kind, Path source, String site) {
        var mapping = kind == Kind.CSV ? Mapping.guess(Table.of(source)) : null;
        var own = kind == Kind.MBOX ? List.of("bonjour@ailleurs.example") : List.<String>of();
        return new Order(kind, source.toString(), site, own, null, null, mapping, null);
    }

    private Map<String, List<String>> belongings(Brand brand) throws Exception {
        var words = new LinkedHashMap<String, String>();
        words.put(brand.name(), "House");
        words.put(brand.slug(), "house");
        var all = Belongings.of(brand, began, words);
        all.remove("importer.run"); // says how much was known already when it was taken up again
        return all;
    }

    private void areTheSame(Map<String, List<String>> expected) throws Exception {
        assertThat(expected).containsKeys("person.person", "person.identity", "ledger.event");
        assertThat(Belongings.differences(expected, belongings(killed))).isEmpty();
    }

    private void awaitRows(Brand brand, long more, Process program) throws Exception {
        for (var until = Instant.now().plus(Duration.ofSeconds(60));
                rows(brand) <= more && program.isAlive();
                Thread.sleep(2)) {
            assertThat(Instant.now()).as("still nothing").isBefore(until);
        }
    }

    private long rows(Brand brand) {
        return transactions.reading(
                brand.id(), () -> db.sql("""
                select (select count(*) from conversation.message) + (select count(*) from person.person)
                """).query(Long.class).single());
    }

    private long people(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from person.person where city = 'Lyon'")
                        .query(Long.class)
                        .single());
    }

    private Process server(int port, String name) throws Exception {
        var told = home.resolve(name + ".err");
        var server = RealProgram.start(
                environment(),
                told,
                "run",
                "--port",
                String.valueOf(port),
                "--smtp-port",
                "0",
                "--data",
                home.resolve("data").toString());
        RealProgram.awaitLine(told, "Ctrl-C", server);
        return server;
    }

    /** By an owner, who says that the table is as it was guessed. */
    private String upload(int port, Brand brand, Wire.Sent file) {
        var session = two.session(brand, "claire@" + brand.slug() + ".example");
        var sent = Wire.post(port, brand, session, "/settings/imports", Map.of("kind", "csv"), file);
        assertThat(sent.status()).as(sent.body()).isEqualTo(302);
        var begun = Wire.post(
                port,
                brand,
                session,
                sent.location() + "/beginning",
                Map.of("about", "people", "was", "people", "column-0", "name", "column-1", "email", "column-2", "city"),
                "");
        assertThat(begun.status()).as(begun.body()).isEqualTo(302);
        return sent.location();
    }

    private String state(Brand brand, String run) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from importer.run where id = ?::uuid")
                        .param(run.substring(run.lastIndexOf('/') + 1))
                        .query(String.class)
                        .single());
    }

    private void awaitState(Brand brand, String run) {
        for (var time = 0; time < 5 && state(brand, run).equals("running"); time++) {
            try {
                soon(() -> !state(brand, run).equals("running"));
            } catch (AssertionError slow) {
                continue;
            }
        }
        soon(() -> state(brand, run).equals("done"));
    }

    private static Map<String, String> environment() {
        var at = TestDatabase.location();
        return Map.of(
                "PARVIS_DATABASE_URL",
                at.url() + (at.url().contains("?") ? "&" : "?") + "user="
                        + URLEncoder.encode(at.owner(), StandardCharsets.UTF_8) + "&password="
                        + URLEncoder.encode(at.ownerPassword(), StandardCharsets.UTF_8),
                "PARVIS_FILES",
                ProductTest.FILES.toString());
    }

    /** Correspondences of three mails, some with a file. */
    private static String mailbox() {
        var mails = new StringBuilder();
        for (var mail = 0; mail < ENOUGH; mail++) {
            var talk = mail / 3;
            var ours = mail % 3 == 1;
            var someone = "Lise %d <l%d@client.example>".formatted(talk, talk);
            var house = "La maison <bonjour@ailleurs.example>";
            mails.append(
                    """
                    From x Mon Mar  2 09:00:00 2020
                    From: %s
                    To: %s
                    Date: Mon, 2 Mar 2020 %02d:%02d:00 +0100
                    Subject: Affaire %d
                    Message-ID: <m%d@client.example>
                    """.formatted(ours ? house : someone, ours ? someone : house, 9 + mail % 3, mail % 60, talk, mail));
            if (mail % 3 > 0) {
                mails.append("In-Reply-To: <m%d@client.example>\n".formatted(mail - 1));
            }
            mails.append(mail % 10 > 0 ? "\nDit une fois : %d.\n\n".formatted(mail) : """
                            MIME-Version: 1.0
                            Content-Type: multipart/mixed; boundary="b"

                            --b
                            Content-Type: text/plain; charset=utf-8

                            Voici : %1$d.
                            --b
                            Content-Type: text/plain; name="facture.txt"
                            Content-Disposition: attachment; filename="facture.txt"

                            Facture %1$d
                            --b--

                            """.formatted(mail));
        }
        return mails.toString();
    }

    private Path forum() throws IOException {
        var answers = Files.createDirectory(home.resolve("forum"));
        Files.writeString(
                answers.resolve("site.json"),
                "{\"categories\":[{\"id\":5,\"name\":\"Entraide\",\"read_restricted\":false}]}");
        for (var page = 0; page < 12; page++) {
            for (var topic = page * 100 + 1; topic <= page * 100 + 100; topic++) {
                var posts = new ArrayList<String>();
                for (var post = 1; post <= 3; post++) {
                    posts.add("""
                            {"id":%d,"topic_id":%d,"post_number":%d,"username":"u%d","user_id":%d,
                             "created_at":"2019-05-0%dT10:00:00.000Z","cooked":"<p>Dit une fois : %d, %d.</p>"}
                            """.formatted(
                                    topic * 10 + post, topic, post, topic % 300, topic % 300 + 1, post, topic, post));
                }
                Files.writeString(answers.resolve(topic + ".json"), """
                        {"id":%1$d,"title":"Sujet %1$d","slug":"sujet-%1$d","category_id":5,"tags":["bol"],
                         "post_stream":{"posts":[%2$s]}}
                        """.formatted(topic, String.join(",", posts)));
            }
        }
        return answers;
    }

    private Path dump() throws IOException {
        var dump = Files.createDirectory(home.resolve("dump"));
        var users = new StringBuilder("<?xml version='1.0' encoding='utf-8'?>\n<users>\n");
        for (var user = 1; user <= 300; user++) {
            users.append("<row Id='%d' DisplayName='Personne %d' CreationDate='2012-01-01T00:00:00.000'/>%n"
                    .formatted(user, user));
        }
        var posts = new StringBuilder("<?xml version='1.0' encoding='utf-8'?>\n<posts>\n");
        for (var post = 1; post <= ENOUGH; post++) {
            posts.append(
                    "<row Id='%d' PostTypeId='1' CreationDate='2013-01-01T00:00:00.000' Title='Question %d' Tags='&lt;a&gt;' OwnerUserId='%d' Body='&lt;p&gt;Bonjour %d&lt;/p&gt;'/>%n"
                            .formatted(post, post, 1 + post % 300, post));
        }
        for (var post = 1; post <= ENOUGH; post++) {
            posts.append(
                    "<row Id='%d' PostTypeId='2' ParentId='%d' CreationDate='2013-01-02T00:00:00.000' OwnerUserId='%d' Body='&lt;p&gt;Voilà %d&lt;/p&gt;'/>%n"
                            .formatted(ENOUGH + post, post, 1 + post % 299, post));
        }
        Files.writeString(dump.resolve("Users.xml"), users.append("</users>\n"));
        Files.writeString(dump.resolve("Posts.xml"), posts.append("</posts>\n"));
        return dump;
    }
}
