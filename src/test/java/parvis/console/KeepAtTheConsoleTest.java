package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.database.DatabaseLocation;
import parvis.keep.Backup;
import parvis.support.ProductTest;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import tools.jackson.databind.json.JsonMapper;

/** {@code backup} and {@code restore} as a person calls them: processes of their own, beside a server or alone. */
@ProductTest
class KeepAtTheConsoleTest {
    private static final int MANY = 150_000;

    @Autowired
    TwoBrands brands;

    @TempDir
    Path scratch;

    private Path small;

    @BeforeEach
    void aBackupOfTheTestsHouse() {
        brands.tilleul();
        small = backup(TestDatabase.location(), "small");
    }

    private Path backup(DatabaseLocation at, String name) {
        var file = scratch.resolve(name);
        var home = Path.of("target/test-data/files-home");
        new Backup(at, home, home.resolve("files"), "test", progress -> {}, () -> false)
                .write(file, null, Instant.parse("2026-11-20T10:00:00Z"));
        return file;
    }

    @Test
    void aHouseMovesEncryptedIntoANewDirectoryAndKilledRestoresLeaveTheOldOne() throws Exception {
        var data = scratch.resolve("data");
        var moved = RealProgram.run("restore", small.toString(), "--data", data.toString());
        assertThat(moved.code()).as(moved.err()).isZero();
        assertThat(moved.out()).contains("is restored").contains("rows").doesNotContain("kept in");

        var key = scratch.resolve("key");
        var made = RealProgram.run("backup", "--new-key", key.toString());
        assertThat(made.out()).contains("age1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        var before = written(data, "before", key);
        assertThat(tables(small)).containsAllEntriesOf(before.tables);

        var large = backup(aLargerHouse(), "large");
        var standing = before.tables;
        var old = 0;
        for (var moment : new String[] {"Writing ", "Loading ledger.event", "Checking what"}) {
            var err = scratch.resolve("restore.err");
            Files.deleteIfExists(err);
            var process = RealProgram.start(err, "restore", large.toString(), "--data", data.toString());
            RealProgram.awaitLine(err, moment, process);
            process.destroyForcibly().waitFor();
            var after = written(data, "after " + moment, key);
            assertThat(after.tables).as(moment).isIn(standing, tables(large));
            old += after.tables.equals(before.tables) ? 1 : 0;
            standing = after.tables;
        }

        assertThat(old).as("killed early enough").isPositive();

        var refused = RealProgram.run("restore", before.file.toString(), "--data", data.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("encrypted").doesNotContain("at parvis.");

        var whole = RealProgram.run("restore", large.toString(), "--data", data.toString());
        assertThat(whole.code()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("kept in").contains("before-restore-");
        assertThat(written(data, "whole", key).tables.get("ledger.event")).startsWith(MANY + " ");

        var back = RealProgram.run(
                Map.of("PARVIS_BACKUP_KEY", key.toString()),
                "restore",
                before.file.toString(),
                "--discard",
                "--data",
                data.toString());
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(written(data, "back", key).tables).isEqualTo(before.tables);
    }

    @Test
    void aServerThatRunsGoesOnWithWhatIsRestored() throws Exception {
        var data = scratch.resolve("data");
        assertThat(RealProgram.run("restore", backup(aLargerHouse(), "large").toString(), "--data", data.toString())
                        .code())
                .isZero();
        var first = firstBrand();
        var told = scratch.resolve("server.err");
        var port = RealProgram.freePort();
        var server = RealProgram.start(
                told, "run", "--smtp-port", "0", "--port", String.valueOf(port), "--data", data.toString());
        try {
            RealProgram.awaitLine(told, "Ctrl-C", server);
            assertThat(page(port)).contains("Grande Maison").doesNotContain(first);

            var wrong = Files.writeString(scratch.resolve("wrong"), "no backup");
            var refused = RealProgram.run("restore", wrong.toString(), "--data", data.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(page(port)).contains("Grande Maison");

            var beside = RealProgram.run("backup", scratch + "/beside", "--data", data.toString());
            assertThat(beside.code()).as(beside.err()).isZero();
            assertThat(beside.out()).contains("Not encrypted");

            var restored = RealProgram.run("restore", small.toString(), "--data", data.toString());
            assertThat(restored.code()).as(restored.err()).isZero();
            assertThat(page(port)).contains(first).doesNotContain("Grande Maison");
            assertThat(Files.readString(told)).contains("starting again with it");
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.exitValue()).isZero();
    }

    @Test
    void anExternalDatabaseIsReplacedOnlyWhenToldAndAHouseGetsNoFictionalPeople() throws Exception {
        var at = aLargerHouse();
        var external = Map.of(
                "PARVIS_DATABASE_URL",
                at.url() + (at.url().contains("?") ? "&" : "?") + "user=" + at.owner() + "&password="
                        + at.ownerPassword());
        var data = scratch.resolve("outside").toString();
        var refused = RealProgram.run(external, "restore", small.toString(), "--data", data);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--replace");
        assertThat(RealProgram.run(external, "backup", scratch + "/none", "--data", data)
                        .err())
                .contains("holds no files");

        var replaced = RealProgram.run(external, "restore", small.toString(), "--replace", "--data", data);
        assertThat(replaced.code()).as(replaced.err()).isZero();
        assertThat(replaced.out()).contains("before-restore-");
        assertThat(backup(at, "again")).exists();
        assertThat(tables(scratch.resolve("again")).get("brand.brand"))
                .isEqualTo(tables(small).get("brand.brand"));

        var demo = scratch.resolve("demo");
        Files.createDirectory(demo);
        Files.writeString(demo.resolve("demo"), "fictional");
        assertThat(RealProgram.run("restore", small.toString(), "--data", demo.toString())
                        .code())
                .isEqualTo(2);
    }

    private static String page(int port) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /** It answers where no domain says which; which one that is depends on the tests before. */
    private static String firstBrand() throws Exception {
        try (var owner = TestDatabase.location().connectAsOwner();
                var names = owner.createStatement().executeQuery("""
                        select name from brand.brand join brand.address using (brand) where kind = 'slug' order by position limit 1""")) {
            names.next();
            return names.getString(1);
        }
    }

    private record Written(Path file, Map<String, String> tables) {}

    /** What a backup at the console says of every table. */
    private Written written(Path data, String name, Path key) throws Exception {
        var open = scratch.resolve(name + ".open");
        var done = RealProgram.run("backup", open.toString(), "--data", data.toString());
        assertThat(done.code()).as(done.err()).isZero();
        var file = scratch.resolve(name + ".sealed");
        if (name.equals("before")) {
            var sealed = RealProgram.run("backup", file.toString(), "--key", key.toString(), "--data", data.toString());
            assertThat(sealed.out()).contains("Encrypted");
        }
        return new Written(file, tables(open));
    }

    private static Map<String, String> tables(Path backup) throws Exception {
        try (var zip = new ZipFile(backup.toFile())) {
            var manifest = new JsonMapper().readTree(zip.getInputStream(zip.getEntry("MANIFEST.json")));
            var tables = new TreeMap<String, String>();
            for (var table : manifest.get("tables")) {
                tables.put(
                        table.get("name").asString(),
                        table.get("rows").asLong() + " " + table.get("sha256").asString());
            }
            tables.remove("database.scheduled_tasks"); // a server's work for the moment
            return tables;
        }
    }

    private static int houses;

    private static synchronized DatabaseLocation aLargerHouse() throws Exception {
        var at = TestDatabase.another("kept_larger_" + ++houses);
        try (var owner = at.connectAsOwner();
                var statement = owner.createStatement()) {
            statement.execute("""
                    insert into brand.brand (brand, slug, name, language, zone, hours, promise_minutes, house_colour, seal, facade_fr, facade_en, created_at)
                    values ('00000000-0000-7000-8000-000000000001', 'grande', 'Grande Maison', 'fr', 'Europe/Paris', 'mon-sun 00:00-24:00', 240,
                            '#336699', 'grande', 'Bonjour', 'Hello', '2026-01-01T00:00:00Z');
                    insert into brand.address (kind, value, brand) values ('slug', 'grande', '00000000-0000-7000-8000-000000000001');
                    insert into ledger.event (brand, id, at, what, actor_kind, subject_kind, subject, how)
                    select '00000000-0000-7000-8000-000000000001', gen_random_uuid(), timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second',
                           'conversation.opened', 'system', 'conversation', gen_random_uuid(), 'direct' from generate_series(1, %d) n
                    """.formatted(MANY));
        }
        return at;
    }
}
