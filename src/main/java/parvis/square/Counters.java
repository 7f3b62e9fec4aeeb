package parvis.square;

import java.time.Instant;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.clock.NeverOpens;
import parvis.square.page.Author;
import parvis.square.page.Counter;

/** Who stands at the counter: the teammates who answer and have said until when. */
@Component
class Counters {
    private static final int MOST = 4;

    private final Team team;

    Counters(Team team) {
        this.team = team;
    }

    Counter of(Brand brand, Instant now) {
        var people = team.of(brand.id()).stream()
                .filter(t -> t.may(Permission.ANSWER_OWN))
                .flatMap(t -> Stream.ofNullable(until(brand, t, now))
                        .map(until -> new Counter.Present(Author.house(t), until)))
                .limit(MOST)
                .toList();
        return new Counter(people, brand.hours().isOpen(now) ? null : opens(brand, now));
    }

    /** Their hour is one of the brand's clock: the page says it on the reader's. */
    static @Nullable Instant until(Brand brand, Teammate teammate, Instant now) {
        var hours = teammate.hours();
        return hours == null || hours.isBlank()
                ? null
                : now.atZone(brand.zone()).with(LocalTime.parse(hours)).toInstant();
    }

    private static @Nullable Instant opens(Brand brand, Instant now) {
        try {
            return brand.hours().nextOpening(now);
        } catch (NeverOpens closedForGood) {
            return null;
        }
    }
}
