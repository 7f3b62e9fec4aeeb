package parvis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static parvis.clock.BusinessHoursTest.PARIS;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone Europe/Paris; mon-fri 09:00-12:30 13:30-18:00; sat 09:00-12:00",
                "zone America/St_Johns; mon 00:00-24:00",
                "zone Z; mon-tue 09:00-12:00; wed 09:00-11:00; thu-sun 09:00-12:00; holidays fr-57; closed 2026-12-24 2026-12-31",
            })
    void whatIsWrittenIsReadBack(String text) {
        assertThat(BusinessHours.parse(text).toText()).isEqualTo(text);
        assertThat(BusinessHours.parse(BusinessHours.parse(text).toText())).isEqualTo(BusinessHours.parse(text));
    }

    @Test
    void peopleMayWriteItTheirWay() {
        var hours = BusinessHours.parse(
                "  Tue 13:30-18:00  9:00-12:30;MON 9:00-12:30 13:30-18:00 ;; sat-sun 10:00-11:00; ", PARIS);
        assertThat(hours.toText()).isEqualTo("zone Europe/Paris; mon-tue 09:00-12:30 13:30-18:00; sat-sun 10:00-11:00");
        assertThat(BusinessHours.parse("sat-mon,wed 10:00-12:00", PARIS).week().keySet())
                .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY);
    }

    @Test
    void theZoneWrittenWinsOverTheOneGiven() {
        assertThat(BusinessHours.parse("zone Asia/Tokyo; mon 09:00-10:00", PARIS)
                        .zone())
                .hasToString("Asia/Tokyo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|NO_OPENING|''",
                "holidays fr|NO_OPENING|holidays fr",
                "fry 09:00-10:00|UNKNOWN_DAY|fry",
                "mon-fry 09:00-10:00|UNKNOWN_DAY|mon-fry",
                "mon-tue-wed 09:00-10:00|UNKNOWN_DAY|mon-tue-wed",
                "mon|UNKNOWN_TIME|mon",
                "mon nine|UNKNOWN_TIME|nine",
                "mon 09:00-25:00|UNKNOWN_TIME|09:00-25:00",
                "mon 24:00-24:00|UNKNOWN_TIME|24:00-24:00",
                "mon 09:60-10:00|UNKNOWN_TIME|09:60-10:00",
                "mon 22:00-02:00|CROSSES_MIDNIGHT|22:00-02:00",
                "mon 22:00-00:00|CROSSES_MIDNIGHT|22:00-00:00",
                "mon 09:00-09:00|EMPTY_WINDOW|09:00-09:00",
                "mon 09:00-12:00 11:59-13:00|OVERLAP|09:00-12:00 11:59-13:00",
                "mon 20:00-24:00 21:00-22:00|OVERLAP|20:00-24:00 21:00-22:00",
                "mon-fri 09:00-12:00; wed 13:00-14:00|DAY_TWICE|wed 13:00-14:00",
                "zone Europe/Pari; mon 09:00-10:00|UNKNOWN_ZONE|zone Europe/Pari",
                "zone; mon 09:00-10:00|UNKNOWN_ZONE|zone",
                "mon 09:00-10:00; holidays xx|UNKNOWN_HOLIDAYS|xx",
                "mon 09:00-10:00; holidays fr-zz|UNKNOWN_HOLIDAYS|fr-zz",
                "mon 09:00-10:00; holidays|UNKNOWN_HOLIDAYS|holidays",
                "mon 09:00-10:00; holidays -|UNKNOWN_HOLIDAYS|-",
                "mon 09:00-10:00; holidays fr--|UNKNOWN_HOLIDAYS|fr--",
                "mon 09:00-10:00; closed 24/12/2026|UNKNOWN_DATE|24/12/2026",
                "mon 09:00-10:00; holidays fr; holidays de|TWICE|holidays de",
            })
    void whatIsWrongIsNamed(String text, HoursRefused.Reason reason, String part) {
        assertThatExceptionOfType(HoursRefused.class)
                .isThrownBy(() -> BusinessHours.parse(text, PARIS))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.part()).isEqualTo(part);
                    assertThat(refused).hasMessageContaining(part);
                });
    }

    @Test
    void hoursWithoutAZoneAskForOne() {
        assertThatExceptionOfType(HoursRefused.class)
                .isThrownBy(() -> BusinessHours.parse("mon 09:00-10:00"))
                .withMessageContaining("Europe/Paris");
    }

    @Test
    void aWeekWithoutAnyWindowIsRefused() {
        assertThatExceptionOfType(HoursRefused.class)
                .isThrownBy(() -> new BusinessHours(PARIS, Map.of(DayOfWeek.MONDAY, List.of()), null, Set.of()));
    }

    @Test
    void secondsAreRefusedBecauseTheTextCannotKeepThem() {
        assertThatExceptionOfType(HoursRefused.class)
                .isThrownBy(() -> new Window(LocalTime.of(9, 0, 30), LocalTime.of(10, 0)));
    }
}
