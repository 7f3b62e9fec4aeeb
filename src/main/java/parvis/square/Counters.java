package parvis.square;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
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
                .filter(t -> t.may(Permission.ANSWER_OWN)
                        && t.hours() != null
                        && !t.hours().isBlank())
                .map(t -> new Counter.Present(Author.house(t), t.hours() == null ? "" : t.hours()))
                .limit(MOST)
                .toList();
        return new Counter(people, brand.hours().isOpen(now) ? null : opens(brand, now));
    }

    private static @Nullable Instant opens(Brand brand, Instant now) {
        try {
            return brand.hours().nextOpening(now);
        } catch (NeverOpens closedForGood) {
            return null;
        }
    }
}
