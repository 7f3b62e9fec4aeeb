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
import parvis.clock.BusinessHours;
import parvis.clock.NeverOpens;
import parvis.square.page.Author;
import parvis.square.page.Counter;
import parvis.square.page.Counter.Hours;

/** Who stands at the counter: the teammates who answer and have said until when. */
@Component
class Counters {
    private static final int MOST = 4;

    private final Team team;

    Counters(Team team) {
        this.team = team;
    }

    Counter of(Brand brand, Instant now) {
        return new Counter(team.of(brand.id()).stream()
                .filter(t -> t.may(Permission.ANSWER_OWN))
                .flatMap(t -> Stream.ofNullable(hours(brand, t, now))
                        .map(hours -> new Counter.Present(Author.house(t), hours)))
                .limit(MOST)
                .toList());
    }

    static @Nullable Hours hours(Brand brand, Teammate teammate, Instant now) {
        return hours(brand.hours(), teammate.hours(), now);
    }

    /**
     * Until when somebody answers today, else when the house opens again; null for whoever has not said, and for a house
     * that never opens.
     *
     * @param said an hour such as "17:00", of the house's clock
     */
    static @Nullable Hours hours(BusinessHours house, @Nullable String said, Instant now) {
        if (said == null || said.isBlank()) {
            return null;
        }
        var today = now.atZone(house.zone());
        var until = today.with(LocalTime.parse(said)).toInstant();
        var open = house.isOpen(now);
        if (open && now.isBefore(until)) {
            return new Hours(true, until);
        }
        var from = open
                ? today.toLocalDate().plusDays(1).atStartOfDay(house.zone()).toInstant()
                : now;
        try {
            return new Hours(false, house.nextOpening(from));
        } catch (NeverOpens closedForGood) {
            return null;
        }
    }
}
