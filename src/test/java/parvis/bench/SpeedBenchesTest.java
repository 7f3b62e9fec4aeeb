package parvis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;

/** A moment of {@code ./parvis bench ingest} and {@code desk} on the real program; how fast it is, is not for a test to say. */
class SpeedBenchesTest {
    private static final String UNLIMITED = "-Dparvis.limits.factor=1000";

    @Test
    void whatIsPostedIsAcknowledgedAndStandsInTheQueue(@TempDir Path scratch) throws Exception {
        var settings = new IngestBench.Settings(
                RealProgram.command(UNLIMITED),
                scratch.resolve("data"),
                1,
                Duration.ofSeconds(1),
                20,
                Duration.ofSeconds(3),
                Optional.empty());
        var result = new IngestBench(settings, line -> {}).run();
        assertThat(result.own())
                .singleElement()
                .satisfies(rate -> assertThat(rate).isPositive());
        assertThat(result.accepted())
                .singleElement()
                .satisfies(rate -> assertThat(rate).isPositive());
        assertThat(result.throughMillis()).hasSize(60);
        assertThat(result.through()).isPositive();
        assertThat(result.json())
                .contains("\"name\":\"ingest\"", "\"medians\"", "\"p99\"", "\"ratioToLimit\"", "\"memoryMiB\"");
    }

    @Test
    void theDeskIsAskedAmongConversationsThatWereWritten(@TempDir Path scratch) throws Exception {
        var data = scratch.resolve("data");
        var desk = DeskBench.run(
                new DeskBench.Settings(RealProgram.command(UNLIMITED), data, 400, 1, 16, Optional.empty()), line -> {});
        assertThat(desk.millis()).containsKeys("mine", "team", "product", "conversation");
        assertThat(desk.millis().get("team")).hasSize(16);
        assertThat(desk.millis().get("conversation")).hasSize(1);
        assertThat(desk.json()).contains("\"name\":\"desk\"", "\"medians\"", "\"p99\"", "\"ratioToLimit\"");
    }
}
