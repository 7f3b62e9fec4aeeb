package parvis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;

/** A moment of {@code ./parvis bench mail}, on the real program; how fast it is, is not for a test to say. */
class MailBenchTest {
    @Test
    void mailsComeInAndLettersLeaveAndEachIsCounted(@TempDir Path scratch) throws Exception {
        assumeTrue(
                Sink.program().isPresent() || "true".equals(System.getenv("CI")),
                "smtp-sink is missing: apt-get install postfix");
        var told = new ArrayList<String>();
        var result = new MailBench(
                        new MailBench.Settings(
                                RealProgram.command("-Dparvis.limits.factor=1000"),
                                scratch.resolve("data"),
                                1,
                                Duration.ofSeconds(1),
                                60,
                                2),
                        told::add)
                .run();
        assertThat(result.taken()).hasSize(1).allSatisfy(round -> {
            assertThat(round.mails()).isPositive();
            assertThat(round.nanos()).hasSize(round.mails());
        });
        assertThat(result.handedPerSecond())
                .hasSize(1)
                .allSatisfy(rate -> assertThat(rate).isPositive());
        assertThat(result.awaitedPerSecond())
                .hasSize(1)
                .allSatisfy(rate -> assertThat(rate).isPositive());
        assertThat(result.memory().peak())
                .isGreaterThanOrEqualTo(result.memory().half());
        assertThat(result.json())
                .contains(
                        "\"name\":\"mail\"",
                        "\"medians\"",
                        "\"acceptedPerSecond\"",
                        "\"handedPerSecond\"",
                        "\"awaitedPerSecond\"",
                        "\"large\"");
        assertThat(told).hasSize(3);
    }
}
