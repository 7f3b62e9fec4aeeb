package parvis.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;

/** Every day at a quiet hour, and again soon when it failed. */
@ProductTest
class ScheduledBackupsTest {
    private static final Instant MORNING = Instant.parse("2026-11-20T12:00:00Z");

    @Autowired
    TwoBrands brands;

    @Autowired
    JdbcClient db;

    @TempDir
    Path shelf;

    private ScheduledBackups backups(Path directory, String keep, String key) {
        return new ScheduledBackups(
                directory.toString(),
                "03:30",
                keep,
                key,
                Path.of("target/test-data/files-home"),
                Path.of("target/test-data/files-home/files"),
                "test",
                TestDatabase.location(),
                db);
    }

    @Test
    void oneADayIsWrittenAndTheOldGo() throws Exception {
        brands.tilleul();
        var foreign = Files.writeString(shelf.resolve("parvis-notes.txt"), "mine");
        var backups = backups(shelf, "2d,0w,0m", "");
        for (var hour = 0; hour < 4 * 24; hour += 6) {
            backups.work(MORNING.plus(Duration.ofHours(hour)));
        }
        var standing = new Shelf(shelf).standing();
        assertThat(standing).hasSize(2);
        assertThat(Duration.between(standing.get(1).at(), standing.get(0).at())).isEqualTo(Duration.ofDays(1));
        assertThat(foreign).hasContent("mine");
        assertThat(Restore.checked(standing.getFirst().file(), null, progress -> {})
                        .summary()
                        .rows())
                .isPositive();
        var status = Objects.requireNonNull(backups.status());
        assertThat(status.newest()).isEqualTo(standing.getFirst().at());
        assertThat(status.count()).isEqualTo(2);
    }

    @Test
    void withThePublicHalfOfAKeyTheServerWritesWhatItCannotRead() throws Exception {
        brands.tilleul();
        var key = BackupKey.make();
        backups(shelf, "7d,4w,12m", key.recipient()).work(MORNING);
        var file = new Shelf(shelf).standing().getFirst().file();
        assertThat(file.toString()).endsWith(".parvis.age");
        assertThat(Restore.checked(file, key, progress -> {}).summary().encrypted())
                .isTrue();
    }

    @Test
    void aFailureIsThrownForTheScheduleToTellAndAnotherAttemptMakesUpForIt() throws Exception {
        brands.tilleul();
        var gone = shelf.resolve("gone");
        var backups = backups(gone, "7d,4w,12m", "");
        assertThatThrownBy(() -> backups.work(MORNING)).hasMessageContaining(gone.toString());
        Files.createDirectory(gone);
        backups.work(MORNING.plus(Duration.ofMinutes(10)));
        assertThat(new Shelf(gone).standing()).hasSize(1);
    }

    @Test
    void withoutADirectoryNothingIsWrittenAndNothingIsSaid() {
        var none =
                new ScheduledBackups("", "03:30", "7d,4w,12m", "", shelf, shelf, "test", TestDatabase.location(), db);
        none.work(MORNING);
        assertThat(none.status()).isNull();
        assertThat(shelf).isEmptyDirectory();
    }

    @Test
    void aNodeThatStopsWritesNone() {
        brands.tilleul();
        var backups = backups(shelf, "7d,4w,12m", "");
        backups.stop();
        backups.work(MORNING);
        assertThat(shelf).isEmptyDirectory();
    }
}
