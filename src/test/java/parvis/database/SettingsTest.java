package parvis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void theLogHasATwentiethOfTheDiskBetweenOneAndFourGigabytes(@TempDir Path cluster) {
        var megabytes = cluster.toFile().getTotalSpace() / 1024 / 1024;
        assertThat(Settings.log(cluster)).isEqualTo(Math.max(1024, Math.min(4096, megabytes / 20)));
        assertThat(Settings.of(cluster, 5432)).contains("max_wal_size=" + Settings.log(cluster) + "MB");
    }

    @Test
    void whereNobodyKnowsTheDiskItHasTheLeast(@TempDir Path directory) {
        assertThat(Settings.log(directory.resolve("not-there"))).isEqualTo(1024);
    }
}
