package parvis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;

/** A few rounds of {@code ./parvis bench kill}, on the real program in processes of its own. */
class KillTest {
    private static final int ROUNDS = 3;

    @Test
    void whateverIsKilledEveryAcknowledgedMessageIsThereExactlyOnce(@TempDir Path scratch) throws Exception {
        var told = new ArrayList<String>();
        var result = new KillBench(
                        new KillBench.Settings(
                                RealProgram.command("-Dparvis.limits.factor=1000", "-Dparvis.letters.lost=PT20S"),
                                scratch.resolve("data"),
                                ROUNDS,
                                System.nanoTime()),
                        told::add)
                .run();
        assertThat(result.lost()).as("acknowledged and lost, after %s", told).isEmpty();
        assertThat(result.doubled()).as("there more than once, after %s", told).isEmpty();
        assertThat(result.byForm()).as("acknowledged by the form").isPositive();
        assertThat(result.byMail()).as("acknowledged by mail").isPositive();
        assertThat(result.answers()).as("answers that leave by letters").isPositive();
        assertThat(result.acknowledged() - result.byForm() - result.byMail() - result.answers())
                .as("acknowledged by the API")
                .isGreaterThan(20);
        assertThat(result.recoveries()).hasSize(ROUNDS);
        assertThat(result.json())
                .contains(
                        "\"name\":\"kill\"",
                        "\"rounds\":" + ROUNDS,
                        "\"lost\":[]",
                        "\"medians\"",
                        "\"p99\"",
                        "\"ratioToLimit\"");
    }
}
