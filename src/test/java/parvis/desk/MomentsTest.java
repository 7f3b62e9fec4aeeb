package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.HouseColour;
import parvis.clock.BusinessHours;
import parvis.database.BrandId;
import parvis.desk.page.Due;
import parvis.web.Shell;
import parvis.web.Times;
import parvis.web.Words;

class MomentsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** Friday 20 November 2026, 10:00. */
    private static final Instant NOW = at("2026-11-20T10:00");

    @Test
    void whatIsDueWithinTheHourIsSaidInMinutesAndMarked() {
        assertThat(french().due(at("2026-11-20T10:40"))).isEqualTo(new Due("dans 40 min", "clock", "is-soon"));
        assertThat(english().due(at("2026-11-20T10:40"))).isEqualTo(new Due("in 40 min", "clock", "is-soon"));
    }

    @Test
    void laterTodayIsAnHourAndAnotherDayIsNamed() {
        assertThat(french().due(at("2026-11-20T14:00"))).isEqualTo(Due.quiet("avant 14\u00a0h"));
        assertThat(french().due(at("2026-11-21T09:00"))).isEqualTo(Due.quiet("demain 9\u00a0h"));
        assertThat(french().due(at("2026-11-23T09:00"))).isEqualTo(Due.quiet("lundi 9\u00a0h"));
        assertThat(french().due(at("2026-12-12T09:00"))).isEqualTo(Due.quiet("12 décembre"));
        assertThat(french().due(at("2027-01-04T09:00"))).isEqualTo(Due.quiet("4 janvier 2027"));
        assertThat(english().due(at("2026-11-23T09:00"))).isEqualTo(Due.quiet("Monday 09:00"));
    }

    @Test
    void aDelayCountsOpeningTimeOnly() {
        assertThat(french().due(at("2026-11-20T09:35"))).isEqualTo(new Due("retard 25 min", "alert-circle", "is-late"));
        // Thursday 16:30, the house closes at 17 and opens at 9: half an hour and an hour.
        assertThat(french().due(at("2026-11-19T16:30")).words()).isEqualTo("retard 1 h 30");
        assertThat(french().due(at("2026-11-10T16:30")).words()).isEqualTo("retard 10 jours");
    }

    @Test
    void whatFellDueWhileTheHouseWasClosedIsNotCalledMinutesLate() {
        var evening = new Moments(shell("fr"), brand(), at("2026-11-20T19:00"));
        assertThat(evening.due(at("2026-11-20T17:00")))
                .isEqualTo(new Due("échue 17\u00a0h", "alert-circle", "is-late"));
    }

    @Test
    void theQueueIsGroupedByLateTodayAndNextDays() {
        var moments = french();
        assertThat(List.of(
                        moments.group(at("2026-11-20T09:59")),
                        moments.group(at("2026-11-20T23:59")),
                        moments.group(at("2026-11-21T00:00")),
                        moments.group(at("2026-11-23T09:00")),
                        moments.group(at("2026-12-12T09:00")),
                        moments.group(null)))
                .containsExactly("En retard", "Aujourd’hui", "Demain", "Lundi", "12 décembre", "Sans échéance");
    }

    @Test
    void aMessageOfTodayNeedsNoDay() {
        assertThat(french().at(at("2026-11-20T08:28"))).isEqualTo("8\u00a0h\u00a028");
        assertThat(french().at(at("2026-11-19T08:10"))).isEqualTo("hier à 8\u00a0h\u00a010");
        assertThat(french().at(at("2026-11-14T08:10"))).isEqualTo("samedi à 8\u00a0h\u00a010");
        assertThat(french().at(at("2026-03-03T08:10"))).isEqualTo("3 mars à 8\u00a0h\u00a010");
        assertThat(english().at(at("2025-03-03T08:10"))).isEqualTo("3 March 2025 at 08:10");
    }

    private static Moments french() {
        return new Moments(shell("fr"), brand(), NOW);
    }

    private static Moments english() {
        return new Moments(shell("en"), brand(), NOW);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static Shell shell(String language) {
        var words = Words.in(language);
        return new Shell("Maison Tilleul", "tilleul", "", "/desk", words, new Times(words, PARIS), null, false, "");
    }

    private static Brand brand() {
        var none = new LocalText("", "");
        return new Brand(
                new BrandId(UUID.randomUUID()),
                "tilleul",
                "Maison Tilleul",
                "fr",
                PARIS,
                BusinessHours.parse("zone Europe/Paris; mon-fri 09:00-17:00"),
                Duration.ofHours(4),
                HouseColour.of("#dfe4ac"),
                "tilleul",
                none,
                none,
                none,
                List.of(),
                List.of());
    }
}
