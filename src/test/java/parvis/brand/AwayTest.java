package parvis.brand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parvis.brand.Brand.LocalText;

/** Who has what is somebody's while they are away. */
class AwayTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Teammate nadia = teammate("Nadia", Role.EXPERT, true);
    private final Teammate karim = teammate("Karim", Role.EXPERT, true);
    private final Teammate maud = teammate("Maud", Role.COMMUNITY_MANAGER, true);
    private final Teammate gone = teammate("Gone", Role.EXPERT, false);
    private final Teammate lea = teammate("Léa", Role.SECRETARY, true);
    private final List<Teammate> team = List.of(nadia, karim, maud, gone, lea);

    @Test
    void whoIsHereAnswersForThemselves() {
        assertThat(away().inCharge(nadia.id().value())).contains(nadia);
        assertThat(away().coveredBy(karim)).isEmpty();
    }

    @Test
    void aChainLeadsToTheFirstWhoIsHere() {
        var away = away(absent(nadia, karim), absent(karim, maud));
        assertThat(away.inCharge(nadia.id().value())).contains(maud);
        assertThat(away.coveredBy(maud))
                .containsExactlyInAnyOrder(nadia.id().value(), karim.id().value());
        assertThat(away.coveredBy(karim)).isEmpty();
    }

    @Test
    void whereItLeadsToNobodyItIsTheTeams() {
        for (var nobody : List.of(
                away(absent(nadia, null)),
                away(absent(nadia, gone)),
                away(absent(nadia, lea)),
                away(absent(nadia, karim), absent(karim, null)),
                away(absent(nadia, karim), absent(karim, nadia)))) {
            assertThat(nobody.inCharge(nadia.id().value())).isEmpty();
            assertThat(nobody.decideFor(nadia.id().value())).containsExactly(maud);
        }
    }

    @Test
    void daysAreThoseOfTheHouseTheLastOneIncluded() {
        var absence = absent(nadia, karim);
        for (var inside : List.of("2026-12-20T23:00:00Z", "2026-12-24T12:00:00Z", "2026-12-31T22:59:59Z")) {
            assertThat(absence.holds(PARIS, Instant.parse(inside))).as(inside).isTrue();
        }
        for (var outside : List.of("2026-12-20T22:59:59Z", "2026-12-31T23:00:00Z")) {
            assertThat(absence.holds(PARIS, Instant.parse(outside))).as(outside).isFalse();
        }
    }

    private Away away(Absence... absences) {
        return new Away(List.of(absences), team);
    }

    private static Absence absent(Teammate who, @Nullable Teammate standIn) {
        return new Absence(
                UUID.randomUUID(),
                who.id(),
                standIn == null ? null : standIn.id().value(),
                LocalDate.of(2026, 12, 21),
                LocalDate.of(2026, 12, 31),
                "",
                who.id().value(),
                null);
    }

    private static Teammate teammate(String name, Role role, boolean active) {
        return new Teammate(
                new TeammateId(UUID.randomUUID()),
                UUID.randomUUID(),
                name,
                name,
                role,
                new LocalText(name, name),
                name,
                null,
                active);
    }
}
