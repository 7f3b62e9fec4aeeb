package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CalendarTest {
    private static final Path DAYS = Path.of("../shared/data/calendars/fr_international-days.json");

    @Test
    void aHookOnADayIsToldUnlessTheBrandHasAReason() {
        var text = "En cette Journée mondiale du bonjour, toute l'équipe vous salue.";
        assertThat(told(text, null)).containsExactly("day: Journée mondiale du bonjour");
        var bakery = Context.NONE.withReasons(Set.of("bread"));
        assertThat(Guard.read(Draft.of("Journée mondiale du pain : le four est ouvert.", "fr"), bakery))
                .noneMatch(finding ->
                        finding.check() == Check.CALENDAR && finding.kind().equals("wrong-day"));
        assertThat(told("Happy National Coffee Morning Day!", null)).hasSize(1);
        assertThat(told("Une journée à la mer avec les enfants", null)).isEmpty();
    }

    @Test
    void hoursOnAHolidayAreNewsAndNoHook() {
        assertThat(told("Nos magasins seront fermés le 14 juillet.", null)).isEmpty();
        assertThat(told("Joyeux Noël à toutes et à tous", null)).hasSize(1);
    }

    @Test
    void aDayAtTheWrongTimeIsSaid() {
        assertThat(told("Black Friday chez nous", "2026-06-01T08:00:00Z")).containsExactly("wrong-day: Black Friday");
        assertThat(told("Black Friday chez nous", "2026-11-27T08:00:00Z")).containsExactly("day: Black Friday");
        assertThat(told("Bonne année", "2026-12-31T08:00:00Z")).containsExactly("day: Bonne année");
    }

    @Test
    void daysThatMoveAreComputed() {
        assertThat(Day.easter(2024)).isEqualTo("2024-03-31");
        assertThat(Day.easter(2025)).isEqualTo("2025-04-20");
        assertThat(Day.easter(2038)).isEqualTo("2038-04-25");
        assertThat(date("black-friday", 2026)).isEqualTo("2026-11-27");
        assertThat(date("cyber-monday", 2025)).isEqualTo("2025-12-01");
        assertThat(date("mothers-fr", 2026)).as("Whit Sunday is 24 May").isEqualTo("2026-05-31");
        assertThat(date("mothers-fr", 2023)).as("Whit Sunday is 28 May").isEqualTo("2023-06-04");
        assertThat(date("neighbours", 2026)).isEqualTo("2026-05-29");
    }

    @Test
    void ourDatesAgreeWithWhatOthersCollected() throws IOException {
        assumeTrue(Files.isRegularFile(DAYS), "the collected days are not here");
        var dates = new TreeMap<String, Set<String>>();
        for (var entry : new JsonMapper().readTree(Files.readString(DAYS))) {
            if (entry.path("month").isInt() && entry.path("day").isInt()) {
                dates.computeIfAbsent(
                                Folded.of(entry.path("name").stringValue("")).text(), name -> new TreeSet<>())
                        .add("%02d-%02d"
                                .formatted(
                                        entry.path("month").intValue(),
                                        entry.path("day").intValue()));
            }
        }
        var checked = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        dates.forEach((name, theirs) -> {
            for (var day : Day.ALL) {
                if (day.when().matches("\\d\\d-\\d\\d")
                        && day.named().matcher(name).find()) {
                    checked.add(day.key());
                    if (!theirs.contains(day.when())) {
                        wrong.add(day.key() + " " + day.when() + ", theirs " + theirs + " " + name);
                    }
                }
            }
        });
        assertThat(checked).hasSizeGreaterThan(12);
        assertThat(wrong).isEmpty();
    }

    private static LocalDate date(String key, int year) {
        return Day.ALL.stream()
                .filter(day -> day.key().equals(key))
                .findFirst()
                .orElseThrow()
                .in(year)
                .orElseThrow();
    }

    private static List<String> told(String text, @Nullable String at) {
        return Guard.read(new Draft(text, null, null, at == null ? null : Instant.parse(at)), Context.NONE).stream()
                .filter(finding -> finding.check() == Check.CALENDAR)
                .map(finding ->
                        finding.kind() + ": " + finding.why().arguments().getFirst())
                .toList();
    }
}
