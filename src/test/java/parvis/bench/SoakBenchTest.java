package parvis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parvis.bench.SoakBench.Minute;
import parvis.bench.SoakBench.Result;

/** What the soak calls flat; half an hour of it is not for a test. */
class SoakBenchTest {

    @Test
    void whatWarmsUpAndStaysIsFlat() {
        var result = soaked(minute -> minute < 10 ? 200 + 10 * minute : 300 + minute % 2);

        assertThat(result.growth(Minute::residentMiB)).isCloseTo(0, within(0.01));
        assertThat(result.isClean()).isTrue();
        assertThat(result.json()).contains("\"name\":\"soak\"", "\"growthPerHour\"", "\"ratioToLimit\"", "\"p99\"");
    }

    @Test
    void whatLeaksIsToldByTheHour() {
        // three megabytes a minute, of about 300
        assertThat(soaked(minute -> 240 + 3 * minute).growth(Minute::residentMiB))
                .isCloseTo(0.6, within(0.02));
    }

    private static Result soaked(IntToDoubleFunction resident) {
        var minutes = IntStream.rangeClosed(1, 30)
                .mapToObj(n -> new Minute(n / 60.0, 1_000, 0, resident.applyAsDouble(n), 100, 10, 200))
                .toList();
        return new Result(minutes, 30_000, List.of(), 12);
    }
}
