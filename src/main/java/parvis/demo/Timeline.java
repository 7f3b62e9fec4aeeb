package parvis.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parvis.clock.BusinessHours;

/** What happens in all scenes of all brands, in the order in which it happened, so that numbers follow each other in time. */
final class Timeline {

    /**
     * @param brand its slug
     * @param index 0 is the question, 1 the first turn
     * @param turn null for the question
     */
    record Moment(
            Instant at,
            String brand,
            Scene scene,
            int index,
            @Nullable Turn turn) {}

    private Timeline() {}

    /** @param hours of each brand, by slug: its team does nothing while it is closed */
    static List<Moment> of(Map<String, List<Scene>> scenes, Map<String, BusinessHours> hours, Calendar calendar) {
        var moments = new ArrayList<Moment>();
        scenes.forEach((brand, told) -> {
            for (var scene : told) {
                moments.addAll(moments(brand, scene, java.util.Objects.requireNonNull(hours.get(brand)), calendar));
            }
        });
        moments.sort(Comparator.comparing(Moment::at));
        return moments;
    }

    private static List<Moment> moments(String brand, Scene scene, BusinessHours hours, Calendar calendar) {
        var moments = new ArrayList<Moment>();
        var told = calendar.instant(scene.asked());
        var at = told;
        moments.add(new Moment(at, brand, scene, 0, null));
        for (var turn : scene.turns()) {
            var before = told;
            told = calendar.instant(turn.at());
            at = next(at, told, Duration.between(before, told));
            if (isOfTheHouse(turn) && !hours.isOpen(at)) {
                // Not all at the stroke of the hour: whoever opens the house reads first.
                at = hours.nextOpening(at)
                        .plus(Duration.ofMinutes(4 + scene.key().length() % 17));
            }
            at = at.isAfter(calendar.latest()) ? afterOnly(moments.getLast().at(), calendar.latest()) : at;
            moments.add(new Moment(at, brand, scene, moments.size(), turn));
        }
        return moments;
    }

    /** As told, unless what came before was put off: then as long after it as it was told, an hour at most. */
    private static Instant next(Instant previous, Instant told, Duration gap) {
        var shortened = gap.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : gap;
        var earliest =
                previous.plus(shortened.compareTo(Duration.ofSeconds(20)) < 0 ? Duration.ofSeconds(20) : shortened);
        return told.isBefore(earliest) ? earliest : told;
    }

    private static Instant afterOnly(Instant previous, Instant latest) {
        return previous.isBefore(latest) ? latest : previous.plusSeconds(20);
    }

    private static boolean isOfTheHouse(Turn turn) {
        return switch (turn) {
            case Turn.Answer answer -> true;
            case Turn.Proposed proposed -> true;
            case Turn.Note note -> true;
            case Turn.HandOver handOver -> true;
            case Turn.Close close -> true;
            case Turn.Hide hide -> true;
            case Turn.Reply reply -> false;
            case Turn.Rated rated -> false;
            case Turn.Report report -> false;
        };
    }
}
