package parvis.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parvis.bench.MailBench.Memory;
import parvis.bench.MailBench.Taken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@link MailBench} found.
 *
 * @param handedPerSecond letters of which each is one of many, by round
 * @param awaitedPerSecond letters that somebody waits for, by round: they leave one by one
 * @param large how many mails of 25 MB came
 */
public record MailResult(
        int rounds,
        List<Taken> taken,
        List<Double> handedPerSecond,
        List<Double> awaitedPerSecond,
        int large,
        Memory memory) {
    /** Wanted each way. */
    private static final double PER_SECOND = 1_000;

    public String words() {
        return "%.0f mails a second accepted (acknowledged in %.1f ms, p99 %.1f ms), %.0f a second in conversations; %.0f letters a second handed over, %.0f of those that somebody waits for; resident %.0f MiB, %.0f at most with %d mails of 25 MB"
                .formatted(
                        accepted(50),
                        acknowledge(50),
                        acknowledge(99),
                        sorted(50),
                        handed(50),
                        awaited(50),
                        memory.before(),
                        memory.peak(),
                        large);
    }

    public String json() {
        var told = new LinkedHashMap<String, Object>();
        told.put("name", "mail");
        told.put("machine", Machine.words());
        told.put("rounds", rounds);
        told.put(
                "medians",
                Map.of(
                        "acceptedPerSecond", accepted(50),
                        "inConversationsPerSecond", sorted(50),
                        "acknowledgeMillis", acknowledge(50),
                        "handedPerSecond", handed(50),
                        "awaitedPerSecond", awaited(50)));
        told.put("p99", Map.of("acknowledgeMillis", acknowledge(99)));
        told.put("ratioToLimit", Map.of("accepted", accepted(50) / PER_SECOND, "handed", handed(50) / PER_SECOND));
        told.put("mails", taken.stream().mapToInt(Taken::mails).sum());
        told.put(
                "large",
                Map.of(
                        "mails", large,
                        "residentMiBBefore", memory.before(),
                        "residentMiBHalf", memory.half(),
                        "residentMiBPeak", memory.peak(),
                        "residentMiBAfter", memory.after()));
        return new JsonMapper().writeValueAsString(told);
    }

    private double accepted(int percent) {
        return Ranks.nearest(taken.stream().map(Taken::acceptedPerSecond).toList(), percent);
    }

    private double sorted(int percent) {
        return Ranks.nearest(taken.stream().map(Taken::sortedPerSecond).toList(), percent);
    }

    private double handed(int percent) {
        return Ranks.nearest(handedPerSecond, percent);
    }

    private double awaited(int percent) {
        return Ranks.nearest(awaitedPerSecond, percent);
    }

    private double acknowledge(int percent) {
        return Ranks.nearest(
                        taken.stream().flatMap(round -> round.nanos().stream()).toList(), percent)
                / 1e6;
    }
}
