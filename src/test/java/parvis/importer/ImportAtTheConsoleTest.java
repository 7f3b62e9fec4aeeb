package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;

/** The command in a process of its own, beside a server that uses the same PostgreSQL. */
@ProductTest
class ImportAtTheConsoleTest {
    private static final Path POTAGER = Path.of("src/test/resources/dumps/potager");
    private static final int QUESTIONS = 6_000;

    @Autowired
    StackExchange stackExchange;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands brands;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path home;

    @Test
    void theSummaryIsTheAnswerAndTheProgressIsBeside() throws Exception {
        var brand = House.make(creation, brands);

        var done = run("import", "stackexchange", POTAGER.toString(), "--brand", brand.slug());

        assertThat(done.exit).as(done.err).isZero();
        assertThat(done.out)
                .contains("potager.example est arrivé chez " + brand.name())
                .contains("4 questions", "3 commentaires", "Laissés de côté", "2 descriptions d’étiquettes")
                .contains("1 image\u00a0: elle reste où elle était, avec un lien");
        assertThat(done.err).contains("Questions\u00a0: 4 sur 4").doesNotContain("Exception");
        assertThat(count(brand, "conversation")).isEqualTo(4);
    }

    @Test
    void whatCannotBeImportedIsWrongUsageAndSaysWhy() throws Exception {
        var brand = House.make(creation, brands);
        assertThat(run("import", "phpbb", POTAGER.toString(), "--brand", brand.slug()))
                .returns(2, r -> r.exit)
                .satisfies(r -> assertThat(r.err).contains("phpbb", "stackexchange", "discourse", "mbox", "csv"));
        assertThat(run("import", "stackexchange", home.toString(), "--brand", brand.slug()))
                .returns(2, r -> r.exit)
                .satisfies(r -> assertThat(r.err).contains("Posts.xml"));
        assertThat(run("import", "stackexchange", POTAGER.toString(), "--brand", "nobody"))
                .returns(2, r -> r.exit)
                .satisfies(r -> assertThat(r.err).contains("nobody", brand.slug()));
        assertThat(run("import", "stackexchange", POTAGER.toString(), "--brand", brand.slug(), "--site", "ftp://x"))
                .returns(2, r -> r.exit)
                .satisfies(r -> assertThat(r.err).contains("ftp://x"));
        assertThat(count(brand, "conversation")).isZero();
    }

    @Test
    void aTableIsShownBeforeItRunsAndRunsWhenToldSo() throws Exception {
        var brand = House.make(creation, brands);
        var table = Files.writeString(
                home.resolve("gens.csv"),
                "Prénom;Nom;Courriel\nLise;Moreau;lise@client.example\nPaul;;pas une adresse\n");

        var shown = run("import", "csv", table.toString(), "--brand", brand.slug());
        assertThat(shown.exit).as(shown.err).isZero();
        assertThat(shown.out)
                .contains(
                        "liste de personnes",
                        "points-virgules",
                        "Prénom → first-name (prénom)",
                        "Courriel → email",
                        "--yes");
        assertThat(shown.out).contains("lise@client.example");

        assertThat(run("import", "csv", table.toString(), "--brand", brand.slug(), "--map", "Age=name"))
                .returns(2, r -> r.exit)
                .satisfies(r -> assertThat(r.err).contains("Age=name", "Courriel"));
        var done = run("import", "csv", table.toString(), "--brand", brand.slug(), "--yes");
        assertThat(done.exit).as(done.err).isZero();
        assertThat(done.out).contains("1 auteur", "1 ligne dont l’adresse e-mail n’en est pas une (3)");
    }

    @Test
    void killedBetweenTwoBatchesItGoesOnWhereItWas() throws Exception {
        var dump = aLargerDump();
        var killed = House.make(creation, brands);
        var process =
                start("import", "stackexchange", dump.toString(), "--brand", killed.slug(), "--site", "larger.example");
        for (var until = Instant.now().plus(Duration.ofSeconds(120));
                count(killed, "conversation") == 0;
                Thread.sleep(5)) {
            assertThat(Instant.now()).as("still nothing").isBefore(until);
            assertThat(process.isAlive()).isTrue();
        }
        process.destroyForcibly().waitFor();

        var before = count(killed, "conversation");
        assertThat(before).isPositive().isLessThan(QUESTIONS);
        assertThat(count(killed, "conversation")).isEqualTo(count(killed, "message"));

        var summary = stackExchange.bring(killed, dump, "larger.example", null, p -> {});

        assertThat(summary.brought(Summary.What.QUESTIONS).known()).isEqualTo((int) before);
        assertThat(summary.brought(Summary.What.QUESTIONS).added()).isEqualTo((int) (QUESTIONS - before));
        var whole = House.make(creation, brands);
        stackExchange.bring(whole, dump, "larger.example", null, p -> {});
        assertThat(Census.of(transactions, db, killed).rows())
                .isEqualTo(Census.of(transactions, db, whole).rows());
    }

    private Path aLargerDump() throws IOException {
        var dump = Files.createDirectory(home.resolve("larger"));
        try (var users = xml(dump, "Users.xml");
                var posts = xml(dump, "Posts.xml")) {
            for (var user = 1; user <= 500; user++) {
                users.printf(
                        "<row Id='%d' DisplayName='Personne %d' CreationDate='2012-01-01T00:00:00.000'/>%n",
                        user, user);
            }
            for (var question = 1; question <= QUESTIONS; question++) {
                posts.printf(
                        "<row Id='%d' PostTypeId='1' CreationDate='2013-01-01T00:00:00.000' Title='Question %d' Tags='&lt;a&gt;' OwnerUserId='%d' Body='&lt;p&gt;Bonjour %d&lt;/p&gt;'/>%n",
                        question, question, 1 + question % 500, question);
            }
            for (var answer = 1; answer <= QUESTIONS; answer++) {
                posts.printf(
                        "<row Id='%d' PostTypeId='2' ParentId='%d' CreationDate='2013-01-02T00:00:00.000' OwnerUserId='%d' Body='&lt;p&gt;Voilà&lt;/p&gt;'/>%n",
                        QUESTIONS + answer, answer, 1 + answer % 499);
            }
            users.print("</users>");
            posts.print("</posts>");
        }
        return dump;
    }

    private static PrintStream xml(Path dump, String file) throws IOException {
        var stream = new PrintStream(Files.newOutputStream(dump.resolve(file)), false, StandardCharsets.UTF_8);
        stream.println("<?xml version='1.0' encoding='utf-8'?>");
        stream.println("<" + file.substring(0, file.indexOf('.')).toLowerCase(java.util.Locale.ROOT) + ">");
        return stream;
    }

    private long count(Brand brand, String table) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from conversation." + table)
                        .query(Long.class)
                        .single());
    }

    private record Done(int exit, String out, String err) {}

    private Done run(String... arguments) throws Exception {
        var process = start(arguments);
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Done(
                process.exitValue(), Files.readString(home.resolve("out")), Files.readString(home.resolve("err")));
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "parvis.Parvis"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", home.resolve("data").toString()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        var database = TestDatabase.location();
        builder.environment()
                .put(
                        "PARVIS_DATABASE_URL",
                        database.url() + (database.url().contains("?") ? "&" : "?") + "user=" + database.owner()
                                + "&password=" + database.ownerPassword());
        builder.environment().put("LC_ALL", "fr_FR.UTF-8");
        return builder.start();
    }
}
