package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parvis.web.Words;

/** Paris is an hour ahead of these instants in November. */
class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    @Test
    void whileAnIncidentRunsNothingGoesOutAndTheFindingSaysWhich() {
        var moment = moment(new Moment.Incident("rappel du blender B2", Instant.parse("2026-11-19T22:30:00Z"), 214));
        assertThat(read(moment, NOON)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("incident");
            assertThat(finding.weight()).isEqualTo(Weight.FIX);
            assertThat(said(finding, "fr"))
                    .isEqualTo(
                            "Un incident est en cours\u00a0: rappel du blender B2, depuis le 19 novembre à 23:30, et 214"
                                    + " personnes attendent.");
            assertThat(said(finding, "en"))
                    .isEqualTo(
                            "An incident is running: rappel du blender B2, since 19 November at 23:30, and 214 people wait.");
        });
        assertThat(read(moment(new Moment.Incident("panne", NOW, null)), null))
                .singleElement()
                .satisfies(finding -> assertThat(said(finding, "en")).endsWith("panne, since 20 November at 10:00."));
    }

    @Test
    void aDayOfMourningIsADayOfTheBrand() {
        var mourning = new Moment.Mourning("deuil national", LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25));
        var moment = new Moment(NOW, List.of(), List.of(mourning), List.of(), null);
        assertThat(kinds(read(moment, Instant.parse("2026-11-23T22:59:00Z")))).containsExactly("night");
        assertThat(kinds(read(moment, Instant.parse("2026-11-23T23:01:00Z")))).containsExactly("mourning", "night");
        assertThat(kinds(read(moment, Instant.parse("2026-11-25T20:00:00Z")))).containsExactly("mourning");
        assertThat(read(moment, null)).isEmpty();
        var today = new Moment(NOW.plusSeconds(5 * 86_400), List.of(), List.of(mourning), List.of(), null);
        assertThat(kinds(read(today, null))).containsExactly("mourning");
    }

    @Test
    void nightIsByTheBrandsClock() {
        var calm = new Moment(NOW, List.of(), List.of(), List.of(), null);
        assertThat(kinds(read(calm, Instant.parse("2026-11-23T05:59:00Z")))).containsExactly("night");
        assertThat(read(calm, Instant.parse("2026-11-23T06:00:00Z"))).isEmpty();
        assertThat(read(calm, Instant.parse("2026-11-23T20:59:00Z"))).isEmpty();
        assertThat(kinds(read(calm, Instant.parse("2026-11-23T21:00:00Z")))).containsExactly("night");
        var montreal = Context.in(ZoneId.of("America/Montreal")).withMoment(calm);
        assertThat(Guard.read(draft("blog", Instant.parse("2026-11-23T21:00:00Z")), montreal))
                .isEmpty();
    }

    @Test
    void aPieceTooManyIsToldAndOneThatGoesToSeveralChannelsIsOne() {
        var planned = List.of(
                planned("Le joint", "mail", "2026-11-18T11:00:00Z"),
                planned("Le joint", "mastodon", "2026-11-18T11:05:00Z"),
                planned("Le four", "mail", "2026-11-24T11:00:00Z"));
        assertThat(read(budget(planned, 3, 7), NOON)).isEmpty();
        assertThat(read(budget(planned, 2, 7), NOON)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("rarity");
            assertThat(said(finding, "fr"))
                    .isEqualTo("Ce serait la 3e publication en 7 jours\u00a0; la maison s’en est donné 2.");
        });
        assertThat(read(budget(planned, 2, 5), NOON)).as("the 18th is too far").isEmpty();
    }

    @Test
    void onTheHeelsOfAnotherOnTheSameChannelIsToldAndOnAnotherIsNot() {
        var moment = new Moment(
                NOW, List.of(), List.of(), List.of(planned("Le four", "mail", "2026-11-23T13:30:00Z")), null);
        assertThat(Guard.read(draft("mail", NOON), Context.NONE.withMoment(moment)))
                .singleElement()
                .satisfies(finding -> assertThat(said(finding, "en"))
                        .isEqualTo("“Le four” appears at 14:30, less than 3 hours away."));
        assertThat(Guard.read(draft("mastodon", NOON), Context.NONE.withMoment(moment)))
                .isEmpty();
        assertThat(Guard.read(draft("mail", Instant.parse("2026-11-23T10:30:00Z")), Context.NONE.withMoment(moment)))
                .as("three hours before")
                .isEmpty();
    }

    private static Moment moment(Moment.Incident incident) {
        return new Moment(NOW, List.of(incident), List.of(), List.of(), null);
    }

    private static Moment budget(List<Moment.Planned> planned, int pieces, int days) {
        return new Moment(NOW, List.of(), List.of(), planned, new Moment.Budget(pieces, days));
    }

    private static Moment.Planned planned(String title, String channel, String at) {
        return new Moment.Planned(title, channel, Instant.parse(at));
    }

    private static List<Finding> read(Moment moment, @Nullable Instant at) {
        return Guard.read(draft("blog", at), Context.NONE.withMoment(moment));
    }

    private static Draft draft(String channel, @Nullable Instant at) {
        return new Draft("Passez le joint à l'eau tiède, puis remettez-le à l'envers.", "fr", channel, at);
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    private static String said(Finding finding, String language) {
        return Words.in(language)
                .t(finding.why().key(), finding.why().arguments().toArray());
    }
}
