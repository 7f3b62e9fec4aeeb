package parvis.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long answers took, by what was asked.
 *
 * @param limits in milliseconds, which of a hundred one may pass
 * @param more figures that have no limit, or are told beside theirs
 */
public record Asked(
        String name,
        int rounds,
        Map<String, List<Double>> millis,
        Map<String, Double> limits,
        Map<String, Object> more) {

    public String json() {
        var told = new LinkedHashMap<String, Object>();
        told.put("name", name);
        told.put("machine", Machine.words());
        told.put("rounds", rounds);
        told.put("medians", figures(50));
        told.put("p99", figures(99));
        var ratios = new LinkedHashMap<String, Double>();
        limits.forEach((what, limit) -> ratios.put(what, Ranks.nearest(of(what), 99) / limit));
        told.put("ratioToLimit", ratios);
        told.putAll(more);
        return new JsonMapper().writeValueAsString(told);
    }

    public String words() {
        var words = new StringBuilder();
        millis.forEach((what, taken) -> words.append("%s: %.1f ms (p99 %.1f, of %d)%n"
                .formatted(what, Ranks.nearest(taken, 50), Ranks.nearest(taken, 99), taken.size())));
        more.forEach(
                (what, figure) -> words.append(what).append(": ").append(figure).append('\n'));
        return words.toString().stripTrailing();
    }

    private Map<String, Double> figures(int percent) {
        var figures = new LinkedHashMap<String, Double>();
        millis.forEach((what, taken) -> figures.put(what, Ranks.nearest(taken, percent)));
        return figures;
    }

    private List<Double> of(String what) {
        return millis.getOrDefault(what, List.of());
    }
}
