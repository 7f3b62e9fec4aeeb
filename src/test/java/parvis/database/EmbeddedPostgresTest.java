package parvis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.database.DataDirectory.Purpose;
import parvis.database.DatabaseFailure.Kind;

class EmbeddedPostgresTest {
    private final List<PostgresEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path data;

    @Test
    void aRestartKeepsWhatWasWrittenAndMakesNothingAnew() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER)) {
            try (var postgres = start(directory)) {
                Sql.run(postgres, "create table words as select 'kept' as word");
            }
            assertThat(Proc.serving(data.resolve("postgresql/data-18"))).isEmpty();
            assertThat(data.resolve("postgresql/port")).doesNotExist();
            try (var postgres = start(directory)) {
                assertThat(Sql.ask(postgres, "select word from words")).isEqualTo("kept");
            }
        }
        assertThat(events)
                .filteredOn(PostgresEvent.Initialising.class::isInstance)
                .hasSize(1);
        assertThat(events).filteredOn(PostgresEvent.Ready.class::isInstance).hasSize(2);
    }

    @Test
    void whatItAcknowledgesIsOnTheDiskAndNobodyElseGetsIn() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = start(directory)) {
            for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums"))
                assertThat(Sql.ask(postgres, "show " + setting)).as(setting).isEqualTo("on");
            assertThat(Sql.ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.ask(postgres, "show unix_socket_directories")).isEmpty();
            assertThat(Sql.ask(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(Sql.ask(postgres, "show log_timezone")).isEqualTo("UTC");
            assertThat(Sql.ask(postgres, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");

            var at = postgres.coordinates();
            var stranger = new Coordinates(at.host(), at.port(), at.user(), "guessed");
            assertThat(catchThrowableOfType(SQLException.class, stranger::connect)
                            .getSQLState())
                    .isEqualTo("28P01");
            assertThat(mode("postgresql/password")).isEqualTo("rw-------");
            assertThat(mode("postgresql")).isEqualTo("rwx------");
        }
    }

    @Test
    void itKnowsTheLettersAndTheOrderOfFrench() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = start(directory)) {
            assertThat(Sql.ask(postgres, "select lower('ÉTÉ À NOËL')")).isEqualTo("été à noël");
            assertThat(Sql.ask(postgres, """
                    select string_agg(word, ' ' order by word collate "fr-x-icu")
                    from unnest(array['zèbre', 'étang', 'eau', 'Été']) as word""")).isEqualTo("eau étang Été zèbre");
        }
    }

    @Test
    void peoplesWordsAreNotLogged() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = start(directory)) {
            Sql.run(postgres, "create table people (email text primary key); insert into people values ('a@b.test')");
            var again = "insert into people values ('a@b.test')";
            assertThatThrownBy(() -> Sql.run(postgres, again)).hasMessageContaining("duplicate key");
        }
        assertThat(data.resolve("logs/postgresql.log"))
                .content()
                .contains("duplicate key value violates unique constraint")
                .doesNotContain("a@b.test");
    }

    @Test
    void twoDataDirectoriesLiveSideBySide() throws Exception {
        try (var first = DataDirectory.claim(data.resolve("first"), Purpose.SERVER);
                var second = DataDirectory.claim(data.resolve("second"), Purpose.SERVER);
                var one = start(first);
                var two = start(second)) {
            Sql.run(one, "create table one as select 1");
            assertThat(one.coordinates().port()).isNotEqualTo(two.coordinates().port());
            assertThat(one.coordinates().password())
                    .isNotEqualTo(two.coordinates().password());
            assertThat(Sql.ask(two, "select to_regclass('one')")).isNull();
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedWithTheWayOut() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER)) {
            try (var postgres = EmbeddedPostgres.start(directory, TestBinaries.oldest(), events::add)) {
                assertThat(Sql.ask(postgres, "show server_version")).startsWith("16.");
                assertThat(Sql.ask(postgres, "select lower('ÉTÉ')")).isEqualTo("été");
                assertThat(Sql.ask(postgres, "show data_checksums")).isEqualTo("on");
            }
            var refusal = catchThrowableOfType(DatabaseFailure.class, () -> start(directory));
            assertThat(refusal.kind()).isEqualTo(Kind.OTHER_POSTGRESQL);
            assertThat(refusal.exitCode()).isEqualTo(6);
            assertThat(refusal).hasMessageContainingAll("PostgreSQL 16", "PostgreSQL 18", "backup", "restore");
        }
    }

    @Test
    void binariesOfItsOwnAreUnpackedOnceAndOlderOnesLeave() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER)) {
            var home = Files.createDirectory(data.resolve("postgresql"));
            Files.createDirectories(home.resolve("18.5.0/bin"));
            Files.createDirectories(home.resolve("18.6.0.tmp4711/bin"));
            EmbeddedPostgres.start(directory, Binaries.bundled(), events::add).stop();
            EmbeddedPostgres.start(directory, Binaries.bundled(), events::add).stop();
            assertThat(home.resolve("18.6.0/bin/postgres")).isExecutable();
            assertThat(home.resolve("18.6.0/lib/libpq.so.5")).isSymbolicLink();
            assertThat(home.resolve("18.5.0")).doesNotExist();
            assertThat(home.resolve("18.6.0.tmp4711")).doesNotExist();
        }
        assertThat(events).filteredOn(PostgresEvent.Unpacking.class::isInstance).hasSize(1);
    }

    @Test
    void theLogIsCutBeforeItFillsTheDisk() throws Exception {
        var log = new PostgresLog(data.resolve("postgresql.log"), 1000);
        for (int round = 1; round <= 8; round++) {
            Files.writeString(log.file(), ("round " + round + "\n").repeat(200));
            log.rotate();
        }
        assertThat(log.file()).isEmptyFile();
        assertThat(data.resolve("postgresql.log.1")).content().startsWith("round 8");
        assertThat(data.resolve("postgresql.log.5")).content().startsWith("round 4");
        assertThat(data.resolve("postgresql.log.6")).doesNotExist();
    }

    private EmbeddedPostgres start(DataDirectory directory) {
        return EmbeddedPostgres.start(directory, TestBinaries.bundled(), events::add);
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file)));
    }
}
