package parvis.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@link KillBench} found.
 *
 * @param begun messages that clients began to send, of which some were never acknowledged
 * @param byForm how many of the acknowledged came by the form
 * @param byMail how many by mail
 * @param answers acknowledged answers, each of which leaves by a letter
 * @param unconfirmed answers of which nobody knows whether their letter arrived: a person decides
 * @param lost acknowledged and not there, or said to have left and never received
 * @param doubled there more than once, or received more than once
 * @param recoveries nanoseconds from a blow to the next acknowledgement
 * @param acknowledgements nanoseconds that an acknowledgement took
 */
public record KillResult(
        int rounds,
        int begun,
        int acknowledged,
        int byForm,
        int byMail,
        int answers,
        int unconfirmed,
        Set<String> lost,
        Set<String> doubled,
        List<Long> recoveries,
        List<Long> acknowledgements) {
    /** A person who waits for the page gives up after about as long. */
    private static final double RECOVERY_LIMIT_SECONDS = 30;

    public boolean isClean() {
        return lost.isEmpty() && doubled.isEmpty();
    }

    public String words() {
        return "%d rounds: %d of %d messages acknowledged (%d by the form, %d by mail, %d answers of which %d are unconfirmed), %d lost, %d doubled; back after %.1f s (median)%n"
                .formatted(
                        rounds,
                        acknowledged,
                        begun,
                        byForm,
                        byMail,
                        answers,
                        unconfirmed,
                        lost.size(),
                        doubled.size(),
                        Ranks.nearest(recoveries, 50) / 1e9)
                .strip();
    }

    public String json() {
        var told = new LinkedHashMap<String, Object>();
        told.put("name", "kill");
        told.put("machine", Machine.words());
        told.put("rounds", rounds);
        told.put("medians", figures(50));
        told.put("p99", figures(99));
        told.put(
                "ratioToLimit",
                Map.of("recoverySeconds", Ranks.nearest(recoveries, 50) / 1e9 / RECOVERY_LIMIT_SECONDS));
        told.put("begun", begun);
        told.put("acknowledged", acknowledged);
        told.put("byForm", byForm);
        told.put("byMail", byMail);
        told.put("answers", answers);
        told.put("unconfirmed", unconfirmed);
        told.put("lost", lost);
        told.put("doubled", doubled);
        return new JsonMapper().writeValueAsString(told);
    }

    private Map<String, Double> figures(int percent) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("recoverySeconds", Ranks.nearest(recoveries, percent) / 1e9);
        figures.put("acknowledgeMillis", Ranks.nearest(acknowledgements, percent) / 1e6);
        return figures;
    }
}
