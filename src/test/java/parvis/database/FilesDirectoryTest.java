package parvis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.OnceTest;
import parvis.support.TestDatabase;

/** A house knows its directory of files from others. */
@Tag("database")
@OnceTest
class FilesDirectoryTest {
    private static int houses;

    @TempDir
    Path scratch;

    private DatabaseLocation house;

    @BeforeEach
    void aHouse() {
        house = TestDatabase.another("filed_" + ++houses);
    }

    @Test
    void theFirstIsTheHousesAndNoOtherIs() {
        var shared = scratch.resolve("shared");
        FilesDirectory.meet(house, shared, false, false);
        assertThat(shared.resolve("name")).exists();
        assertThatCode(() -> FilesDirectory.meet(house, shared, false, false))
                .as("another node")
                .doesNotThrowAnyException();

        var own = scratch.resolve("data/files");
        isRefused(own, true, "--files", own.toString(), "--adopt-files");
        assertThat(own).as("nothing was made").doesNotExist();
        var emptied = scratch.resolve("mount");
        isRefused(emptied, false, "--files", "not in");

        FilesDirectory.meet(house, own, true, true);
        assertThatCode(() -> FilesDirectory.meet(house, own, true, false)).doesNotThrowAnyException();
        isRefused(shared, false, "not in");
    }

    @Test
    void theFilesOfAnotherHouseAreNotTakenForOnesOwn() {
        var shared = scratch.resolve("shared");
        FilesDirectory.meet(house, shared, false, false);
        house = TestDatabase.another("filed_" + ++houses);
        isRefused(shared, false, "another house", "--adopt-files");
        assertThatCode(() -> FilesDirectory.meet(house, shared, true, false))
                .as("those of a data directory that got another database")
                .doesNotThrowAnyException();
    }

    @Test
    void whatWasInterruptedGoesOn() throws Exception {
        var directory = scratch.resolve("files");
        var name = "0b9d9b2e-55a1-4a3c-8a0e-1b1c6ad2c6de";
        remark("files begun " + name);
        FilesDirectory.meet(house, directory, false, false);
        assertThat(directory.resolve("name")).hasContent(name);
        remark("files begun " + name);
        FilesDirectory.meet(house, directory, false, false);
        assertThat(remark(null)).isEqualTo("files " + name);
    }

    @Test
    void ofSeveralThatStartTogetherOneIsFirst() throws Exception {
        var met = new ArrayList<Future<Boolean>>();
        try (var nodes = Executors.newFixedThreadPool(4)) {
            for (var node = 0; node < 4; node++) {
                var own = scratch.resolve("node-" + node);
                Callable<Boolean> start = () -> {
                    try {
                        FilesDirectory.meet(house, own, true, false);
                        return true;
                    } catch (DatabaseFailure refused) {
                        assertThat(refused.kind()).isEqualTo(DatabaseFailure.Kind.OTHER_FILES);
                        return false;
                    }
                };
                met.add(nodes.submit(start));
            }
            var first = 0;
            for (var one : met) {
                first += one.get() ? 1 : 0;
            }
            assertThat(first).isEqualTo(1);
        }
    }

    @Test
    void aHouseThatTakesThePlaceOfAnotherKeepsTheDirectory() throws Exception {
        var directory = scratch.resolve("files");
        FilesDirectory.meet(house, directory, false, false);
        var before = remark(null);
        Map<String, List<Migrations.Step>> history;
        try (var owner = house.connectAsOwner()) {
            history = Migrations.history(owner);
        }
        try (var replacement = Replacement.begin(house)) {
            assertThat(replacement.replay(history)).isTrue();
            replacement.commit(Instant.parse("2026-11-20T10:00:00Z"));
        }
        assertThat(remark(null)).isEqualTo(before).startsWith("files ");
        assertThatCode(() -> FilesDirectory.meet(house, directory, false, false))
                .doesNotThrowAnyException();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsSaid() throws Exception {
        var inTheWay = Files.writeString(scratch.resolve("file"), "x");
        assertThatThrownBy(() -> FilesDirectory.meet(house, inTheWay.resolve("files"), false, false))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("file");
    }

    private void isRefused(Path directory, boolean own, String... words) {
        assertThatThrownBy(() -> FilesDirectory.meet(house, directory, own, false))
                .isInstanceOfSatisfying(DatabaseFailure.class, refused -> {
                    assertThat(refused.exitCode()).isEqualTo(6);
                    assertThat(refused.getMessage()).contains(words).hasLineCount(1);
                });
    }

    /** What the database knows; another when one is given. */
    private String remark(String another) throws SQLException {
        try (var owner = house.connectAsOwner();
                var statement = owner.createStatement()) {
            if (another != null) {
                statement.execute("comment on schema rights is '" + another + "'");
            }
            try (var row =
                    statement.executeQuery("select obj_description(to_regnamespace('rights'), 'pg_namespace')")) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
