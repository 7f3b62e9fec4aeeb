package parvis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.database.DataDirectory.Purpose;

/** Real processes, really killed. */
class PostgresSurvivalTest {
    private final List<PostgresEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path data;

    @Test
    void aKilledProgramLeavesNoPostgresBehindAndLosesNothing() throws Exception {
        try (var program = AnotherProgram.on(data).holding()) {
            remember("kept");
            assertThat(Proc.serving(cluster())).isNotEmpty();
            program.kill();
            until(() -> Proc.serving(cluster()).isEmpty());
        }
        assertThat(rememberedAfterAStart()).isEqualTo("kept");
        assertThat(events).noneMatch(PostgresEvent.StoppingLeftover.class::isInstance);
    }

    @Test
    void whatOutlivesProgramAndSupervisorIsStoppedByTheNextStart() throws Exception {
        try (var program = AnotherProgram.on(data).holding()) {
            remember("kept");
            var shells = program.children().stream()
                    .filter(PostgresSurvivalTest::isShell)
                    .toList();
            assertThat(shells).hasSize(2); // the supervisor and its reader
            // held still first: none of them may notice the death of another and act on it
            for (var shell : shells) {
                Proc.signal("STOP", shell.pid());
            }
            program.kill();
            shells.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(500);
            assertThat(Proc.serving(cluster())).isNotEmpty();
        }
        assertThat(rememberedAfterAStart()).isEqualTo("kept");
        assertThat(events).anyMatch(PostgresEvent.StoppingLeftover.class::isInstance);
    }

    @Test
    void aKilledPostmasterComesBackOnTheSamePort() throws Exception {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = EmbeddedPostgres.start(directory, TestBinaries.bundled(), events::add)) {
            remember("kept");
            for (int round = 1; round <= 2; round++) {
                try (var busy = postgres.coordinates().connect()) { // its backend has to notice
                    Proc.signal("KILL", postmaster());
                    var restarts = round;
                    until(() -> count(PostgresEvent.Restarted.class) == restarts);
                    assertThat(busy.isValid(1)).isFalse();
                }
                assertThat(Sql.ask(postgres, "select word from remembered")).isEqualTo("kept");
            }
            assertThat(events).contains(new PostgresEvent.Died("killed by signal 9", Duration.ofMillis(100)));
            assertThat(events).contains(new PostgresEvent.Died("killed by signal 9", Duration.ofMillis(200)));
        }
        assertThat(Proc.serving(cluster())).isEmpty();
    }

    @Test
    void aKilledSupervisorIsReplaced() throws Exception {
        // among them that of the database that all tests share
        var others = ProcessHandle.current().children().toList();
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = EmbeddedPostgres.start(directory, TestBinaries.bundled(), events::add)) {
            remember("kept");
            var before = postmaster();
            ProcessHandle.current()
                    .children()
                    .filter(child -> isShell(child) && !others.contains(child))
                    .forEach(ProcessHandle::destroyForcibly);
            until(() -> count(PostgresEvent.Restarted.class) == 1);
            assertThat(postmaster()).isNotEqualTo(before);
            assertThat(Sql.ask(postgres, "select word from remembered")).isEqualTo("kept");
        }
        assertThat(Proc.serving(cluster())).isEmpty();
    }

    @Test
    void aMakingThatWasKilledIsCompletedByTheNextStart() throws Exception {
        for (var instant : List.of(0, 80, 200, 400)) {
            try (var program = AnotherProgram.on(data)) {
                program.says("Initialising");
                Thread.sleep(instant);
                program.kill();
            }
            if (Files.exists(cluster())) break; // this one was done by then
        }
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = EmbeddedPostgres.start(directory, TestBinaries.bundled(), events::add)) {
            assertThat(Sql.ask(postgres, "select 'it answers'")).isEqualTo("it answers");
        }
        try (var left = Files.newDirectoryStream(data.resolve("postgresql"), "*tmp*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aNumberThatBelongsToSomebodyElseTodayStopsNothing() throws Exception {
        try (var program = AnotherProgram.on(data).holding()) {
            remember("kept");
            var record = Files.readAllLines(cluster().resolve("postmaster.pid"));
            program.kill();
            until(() -> Proc.serving(cluster()).isEmpty());
            var innocent = new ProcessBuilder("sleep", "60").start();
            try {
                record.set(0, Long.toString(innocent.pid()));
                Files.write(cluster().resolve("postmaster.pid"), record);
                assertThat(rememberedAfterAStart()).isEqualTo("kept");
                assertThat(innocent.isAlive()).isTrue();
            } finally {
                innocent.destroyForcibly();
            }
        }
    }

    private void remember(String word) throws SQLException {
        try (var connection = coordinates().connect();
                var sql = connection.createStatement()) {
            sql.execute("create table remembered as select '" + word + "' as word");
        }
    }

    private String rememberedAfterAStart() throws SQLException {
        try (var directory = DataDirectory.claim(data, Purpose.SERVER);
                var postgres = EmbeddedPostgres.start(directory, TestBinaries.bundled(), events::add)) {
            return String.valueOf(Sql.ask(postgres, "select word from remembered"));
        }
    }

    private Coordinates coordinates() {
        var coordinates = Coordinates.read(data);
        if (coordinates == null) throw new AssertionError("nobody left coordinates in " + data);
        return coordinates;
    }

    private Path cluster() {
        return data.toAbsolutePath().resolve("postgresql/data-18");
    }

    private long postmaster() throws Exception {
        return Long.parseLong(
                Files.readAllLines(cluster().resolve("postmaster.pid")).getFirst());
    }

    private long count(Class<? extends PostgresEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("sh")).orElse(false);
    }

    private static void until(BooleanSupplier fulfilled) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!fulfilled.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within 30 seconds");
            Thread.sleep(50);
        }
    }
}
