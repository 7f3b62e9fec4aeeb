package parvis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.database.DataDirectory.Access;
import parvis.database.DataDirectory.Purpose;
import parvis.database.DatabaseFailure.Kind;

class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void aNewDirectoryIsItsOwnersAlone() throws Exception {
        var where = temporary.resolve("not/yet/there");
        try (var directory = DataDirectory.claim(where, Purpose.SERVER)) {
            assertThat(directory.path()).isEqualTo(where.toRealPath());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(where)))
                    .isEqualTo("rwx------");
            assertThat(where.resolve("version")).hasContent("1");
        }
    }

    @Test
    void aSecondClaimIsRefusedAndDoesNotLoosenTheFirst() throws Exception {
        try (var first = DataDirectory.claim(temporary, Purpose.SERVER)) {
            assertThat(refusal(temporary).kind()).isEqualTo(Kind.IN_USE);
            try (var other = AnotherProgram.on(temporary)) {
                assertThat(other.says("The data directory"))
                        .contains("in use by process " + ProcessHandle.current().pid());
                assertThat(other.exit()).isEqualTo(5);
            }
        }
        DataDirectory.claim(temporary, Purpose.SERVER).close();
    }

    @Test
    void theWordOfANewerVersionIsNotTouched() throws Exception {
        Files.writeString(temporary.resolve("version"), "2\n");
        var refusal = refusal(temporary);
        assertThat(refusal.kind()).isEqualTo(Kind.NEWER_FORMAT);
        assertThat(refusal.exitCode()).isEqualTo(6);
        assertThat(refusal).hasMessageContaining("newer Parvis");
        assertThat(temporary.resolve("version")).hasContent("2");
    }

    @Test
    void aFileInTheWayAndANumberThatIsNoneAreUnreadable() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "words");
        assertThat(refusal(file).exitCode()).isEqualTo(6);
        assertThat(refusal(file.resolve("below")).exitCode()).isEqualTo(6);

        var directory = Files.createDirectory(temporary.resolve("directory"));
        Files.writeString(directory.resolve("version"), "nonsense");
        assertThat(refusal(directory).kind()).isEqualTo(Kind.UNREADABLE);
        Files.writeString(directory.resolve("version"), "1");
        DataDirectory.claim(directory, Purpose.SERVER).close(); // the refusal kept no lock
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/nope", "/sys/nope", "/proc/nope/below"})
    void whereNothingCanBeMadeTheDiskIsNotFull(String where) {
        assertThat(refusal(Path.of(where)).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aCommandMakesNothingWhereThereIsNothing() throws Exception {
        var typo = temporary.resolve("typo");
        assertThat(DataDirectory.claimOrReach(typo, Duration.ZERO)).isEqualTo(new Access.Empty());
        assertThat(typo).doesNotExist();
        assertThat(DataDirectory.claimOrReach(temporary, Duration.ZERO)).isEqualTo(new Access.Empty());
        assertThat(temporary).isEmptyDirectory();
        DataDirectory.claim(temporary, Purpose.SERVER).close(); // a server that made no database inside
        assertThat(DataDirectory.claimOrReach(temporary, Duration.ZERO)).isEqualTo(new Access.Empty());
        DataDirectory.claim(temporary, Purpose.SERVER).close(); // and no lock was kept
    }

    @Test
    void whatAKilledServerSaidOfItsDatabaseIsForgotten() throws Exception {
        var file = temporary.resolve("database");
        try (var directory = DataDirectory.claim(temporary, Purpose.SERVER)) {
            directory.tellElsewhere(new DatabaseLocation("jdbc:postgresql://db.example:5432/parvis", "o", "p\n%+é"));
            assertThat(Whereabouts.read(temporary))
                    .isEqualTo(new DatabaseLocation("jdbc:postgresql://db.example:5432/parvis", "o", "p\n%+é"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(file).doesNotExist();
        Files.writeString(file, "jdbc:postgresql://db.example:5432/parvis\no\np\n");
        try (var directory = DataDirectory.claim(temporary, Purpose.SERVER)) {
            assertThat(directory.path()).exists();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aCommandGetsTheDirectoryWhenNobodyHoldsIt() throws Exception {
        Files.createDirectories(temporary.resolve("postgresql/data-18"));
        try (var directory = held(DataDirectory.claimOrReach(temporary, Duration.ZERO))) {
            assertThat(directory.path()).exists();
        }
    }

    @Test
    void aCommandReachesTheServerThatHoldsItAndWaitsForOneThatStarts() throws Exception {
        try (var server = AnotherProgram.on(temporary)) {
            server.says("Initialising");
            var access = DataDirectory.claimOrReach(temporary, Duration.ofSeconds(30));
            assertThat(access).isInstanceOf(Access.Reached.class);
            var coordinates = ((Access.Reached) access).coordinates();
            try (var connection = coordinates.connect();
                    var row = connection.createStatement().executeQuery("select current_user")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("parvis");
            }
            assertThat(coordinates.toString()).doesNotContain(coordinates.password());
        }
    }

    @Test
    void aCommandThatWaitsInVainSaysWhoHasIt() throws Exception {
        Files.createDirectories(temporary.resolve("postgresql/data-18"));
        try (var other = held(DataDirectory.claimOrReach(temporary, Duration.ZERO))) {
            assertThat(other.path()).exists();
            var refusal = catchThrowableOfType(
                    DatabaseFailure.class, () -> DataDirectory.claimOrReach(temporary, Duration.ofMillis(200)));
            assertThat(refusal.exitCode()).isEqualTo(5);
        }
    }

    private static DataDirectory held(Access access) {
        return ((Access.Held) access).directory();
    }

    private static DatabaseFailure refusal(Path where) {
        return catchThrowableOfType(DatabaseFailure.class, () -> DataDirectory.claim(where, Purpose.SERVER));
    }
}
