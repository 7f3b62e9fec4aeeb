package parvis.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parvis.support.Soon.soon;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.database.Binaries;
import parvis.database.DataDirectory;
import parvis.database.DatabaseLocation;
import parvis.database.EmbeddedPostgres;
import parvis.database.Migrations;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;

/** A backup holds everything of one moment, and what is restored from it is that, to the row. */
@ProductTest
class KeepTest {
    private static final Path HOUSE = Path.of("target/test-data/files-home");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Autowired
    TwoBrands brands;

    @Autowired
    parvis.file.Files store;

    @TempDir
    Path scratch;

    private Path backup(String name, BackupKey key) {
        var file = scratch.resolve(name);
        backup(TestDatabase.location(), HOUSE).write(file, key, NOW);
        return file;
    }

    private static Backup backup(DatabaseLocation at, Path data) {
        return new Backup(at, data, data.resolve("files"), "test", progress -> {}, () -> false);
    }

    private static Restore checked(Path file, BackupKey key) {
        return Restore.checked(file, key, progress -> {});
    }

    @Test
    void whatIsRestoredIsWhatWasThereRowForRowAndFileForFile() throws Exception {
        brands.tilleul();
        var kept = store.put(new ByteArrayInputStream("a picture, say".getBytes()), 1_000);
        var key = BackupKey.make();
        // others write now and then: the rows before and after must be the same ones
        var attempts = new AtomicInteger();
        var before = new TreeMap<String, String>();
        soon(() -> {
            try {
                before.clear();
                before.putAll(Rows.of(TestDatabase.location()));
                backup("house." + attempts.incrementAndGet(), key);
                return before.equals(Rows.of(TestDatabase.location()));
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(before).hasSizeGreaterThan(40).containsKeys("brand.brand", "conversation.message");

        var elsewhere = TestDatabase.another("kept_elsewhere");
        var data = scratch.resolve("data");
        var restore = checked(scratch.resolve("house." + attempts.get()), key);
        assertThat(Restore.isInhabited(elsewhere)).isFalse();
        restore.into(elsewhere, data.resolve("files"), NOW);

        before.remove("database.scheduled_tasks"); // nothing runs there yet
        assertThat(Rows.of(elsewhere)).containsAllEntriesOf(before);
        assertThat(Restore.isInhabited(elsewhere)).isTrue();
        assertThat(Migrations.isCurrent(elsewhere)).isTrue();
        assertThat(names(data)).isEqualTo(names(HOUSE)).contains(kept.sha256());
        assertThat(restore.summary().files()).isEqualTo(names(HOUSE).size());
        assertThat(constraints(elsewhere)).isEqualTo(constraints(TestDatabase.location()));
    }

    @Test
    void oneMomentIsKeptWhilePeopleGoOnWriting() throws Exception {
        var tilleul = brands.tilleul();
        var member = brands.member(tilleul, "Nora");
        var over = new AtomicBoolean();
        var asked = new AtomicInteger();
        var people = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                brands.ask(
                        tilleul,
                        member,
                        "Pendant la sauvegarde " + asked.incrementAndGet(),
                        "Elle arrive pendant la sauvegarde.");
            }
        });
        soon(() -> asked.get() > 0);
        var files = new ArrayList<Path>();
        for (var i = 0; i < 3; i++) {
            files.add(backup("writing." + i, null));
        }
        over.set(true);
        people.join();

        var elsewhere = TestDatabase.another("kept_writing");
        for (var file : files) {
            checked(file, null).into(elsewhere, scratch.resolve("d/files"), NOW);
            try (var owner = elsewhere.connectAsOwner();
                    var statement = owner.createStatement();
                    var wrong = statement.executeQuery("""
                            select c.number from conversation.conversation c
                             where c.subject like 'Pendant la sauvegarde %'
                               and ((select count(*) from conversation.message m where m.brand = c.brand and m.conversation = c.id) <> 1
                                or not exists (select from ledger.event e where e.brand = c.brand and e.conversation = c.id)
                                or c.number > (select last from conversation.counter n where n.brand = c.brand))""")) {
                assertThat(wrong.next()).isFalse();
            }
        }
    }

    @Test
    void numbersGoOnWhereTheyWere() throws Exception {
        brands.tilleul();
        var elsewhere = TestDatabase.another("kept_numbers");
        checked(backup("numbers", null), null).into(elsewhere, scratch.resolve("d/files"), NOW);
        try (var owner = elsewhere.connectAsOwner();
                var statement = owner.createStatement()) {
            statement.execute(
                    "insert into brand.address (kind, value, brand) values ('host', 'new.example', gen_random_uuid())");
            var newest = statement.executeQuery("select value from brand.address order by position desc limit 1");
            newest.next();
            assertThat(newest.getString(1)).isEqualTo("new.example");
        }
    }

    @Test
    void theUserOfAnExternalDatabaseNeedNotBeSuperuser() throws Exception {
        brands.tilleul();
        try (var owner = TestDatabase.location().connectAsOwner();
                var statement = owner.createStatement()) {
            statement.execute("create role keeper login createrole nosuperuser nocreatedb password 'secret'");
            statement.execute("create database keeper owner keeper");
        }
        var url = TestDatabase.location().url();
        var modest = new DatabaseLocation(url.substring(0, url.lastIndexOf('/')) + "/keeper", "keeper", "secret");
        Migrations.run(modest);
        var file = backup("modest", null);
        for (var time = 0; time < 2; time++) {
            checked(file, null).into(modest, scratch.resolve("d/files"), NOW);
        }
        backup(modest, scratch.resolve("d")).write(scratch.resolve("out"), null, NOW);
        assertThat(checked(scratch.resolve("out"), null).summary().rows())
                .isEqualTo(checked(file, null).summary().rows());
        assertThat(schemas(modest)).noneMatch(schema -> schema.startsWith("parvis_replaced"));
    }

    private static List<String> schemas(DatabaseLocation at) throws Exception {
        var all = new ArrayList<String>();
        try (var owner = at.connectAsOwner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("select nspname from pg_namespace")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    @Test
    void fromTheOldestPostgresqlToTheCurrentOneAndBack() throws Exception {
        brands.tilleul();
        var directory = scratch.resolve("oldest");
        try (var held = DataDirectory.claim(directory, DataDirectory.Purpose.SERVER);
                var postgres = EmbeddedPostgres.start(held, oldest(), event -> {})) {
            var at = postgres.coordinates();
            try (var connection = DriverManager.getConnection(at.jdbcUrl("postgres"), at.user(), at.password());
                    var statement = connection.createStatement()) {
                statement.execute("create database parvis");
            }
            var old = new DatabaseLocation(at.jdbcUrl("parvis"), at.user(), at.password());
            Migrations.run(old);
            checked(backup("current", null), null).into(old, directory.resolve("files"), NOW);
            var file = scratch.resolve("old");
            backup(old, directory).write(file, null, NOW);

            var current = TestDatabase.another("kept_current");
            checked(file, null).into(current, scratch.resolve("d/files"), NOW);
            assertThat(Rows.of(current)).isEqualTo(Rows.of(old)).containsKey("person.account");
        }
    }

    @Test
    void theWrongKeyNoKeyAndHalfAKeyOpenNothing() {
        brands.tilleul();
        var key = BackupKey.make();
        var file = backup("sealed", BackupKey.parse(key.recipient()));
        refused(() -> checked(file, null), KeepRefused.Reason.KEY_MISSING);
        refused(() -> checked(file, BackupKey.make()), KeepRefused.Reason.KEY_WRONG);
        refused(() -> checked(file, BackupKey.parse(key.recipient())), KeepRefused.Reason.NO_KEY);
        assertThat(checked(file, BackupKey.parse(key.file())).summary().encrypted())
                .isTrue();
        for (var none : List.of("", "secret", "age1qqqq", "AGE-SECRET-KEY-1QQ")) {
            refused(() -> BackupKey.parse(none), KeepRefused.Reason.NO_KEY);
        }
    }

    @Test
    void whatWasCutOrAlteredAnywhereIsRefusedBeforeAnythingIsTouched() throws Exception {
        brands.tilleul();
        var key = BackupKey.make();
        for (var sealing : new BackupKey[] {null, key}) {
            var whole = Files.readAllBytes(backup("whole" + (sealing == null), sealing));
            for (var part = 1; part < 20; part++) {
                var cut = Files.write(scratch.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length * part / 20));
                assertThatThrownBy(() -> checked(cut, sealing)).isInstanceOf(KeepRefused.class);
            }
            var shortByOne = Files.write(scratch.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length - 1));
            assertThatThrownBy(() -> checked(shortByOne, sealing)).isInstanceOf(KeepRefused.class);
        }
        var sealed = Files.readAllBytes(scratch.resolve("wholefalse"));
        for (var part = 1; part < 40; part++) {
            var altered = sealed.clone();
            altered[altered.length * part / 40] ^= 1;
            var file = Files.write(scratch.resolve("altered"), altered);
            assertThatThrownBy(() -> checked(file, key)).isInstanceOf(KeepRefused.class);
        }
        refused(
                () -> checked(Files.writeString(scratch.resolve("text"), "Bonjour"), null),
                KeepRefused.Reason.NOT_A_BACKUP);
        refused(() -> checked(scratch.resolve("nothing"), null), KeepRefused.Reason.NO_SUCH_FILE);
    }

    @Test
    void aBackupThatIsStoppedLeavesNothingAndNoneIsWrittenOver() throws Exception {
        brands.tilleul();
        var file = scratch.resolve("stopped");
        var backup =
                new Backup(TestDatabase.location(), HOUSE, HOUSE.resolve("files"), "test", progress -> {}, () -> true);
        assertThatThrownBy(() -> backup.write(file, null, NOW)).isInstanceOf(UncheckedIOException.class);
        assertThat(scratch).isEmptyDirectory();
        Files.writeString(file, "mine");
        refused(() -> backup.write(file, null, NOW), KeepRefused.Reason.EXISTS);
        assertThat(file).hasContent("mine");
    }

    private interface Deed {
        void run() throws Exception;
    }

    private static void refused(Deed deed, KeepRefused.Reason reason) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        KeepRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static List<String> names(Path data) throws Exception {
        try (var all = Files.walk(data.resolve("files"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == 64)
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static List<String> constraints(DatabaseLocation at) throws Exception {
        var all = new ArrayList<String>();
        try (var owner = at.connectAsOwner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated from pg_constraint"
                                + " where connamespace::regnamespace::text !~ '^(pg_|information_schema)' order by 1")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    static Binaries oldest() throws Exception {
        try (var jars = Files.list(Path.of("target/postgres-oldest"))) {
            return Binaries.fromJar(jars.filter(jar -> jar.toString().endsWith(".jar"))
                            .findFirst()
                            .orElseThrow())
                    .unpackedIn(Path.of("target/test-postgresql").toAbsolutePath());
        }
    }
}
