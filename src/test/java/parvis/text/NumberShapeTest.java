package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parvis.text.NumberExamples.Fault;
import parvis.text.NumberExamples.Found;

/** The numbers of a house are known by their shape, which is found from examples. */
class NumberShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TLL-2026-004512           | =TLL - 9{4,4} - 9{6,6}
            CMD 48 123 456            | =CMD s 9{2,2} s 9{3,3} s 9{3,3}
            F2026/0098                | =F 9{4,4} / 9{4,4}
            48 123 456                | 9{2,2} s 9{3,3} s 9{3,3}
            #481234                   | # 9{6,6}
            """)
    void oneExampleIsEnough(String example, String notation) {
        var shape = shape(example);
        assertThat(shape.notation()).isEqualTo(notation);
        assertThat(NumberShape.of(notation)).contains(shape);
        assertThat(shape.in(example)).containsExactly(new NumberShape.Place(0, example.length()));
        assertThat(shape.in(shape.specimen())).hasSize(1);
    }

    @Test
    void whereExamplesDifferTheShapeIsOpen() {
        var shape = shape("AB-1234", "XY-123456");
        assertThat(shape.notation()).isEqualTo("a{2,2} - 9{4,6}");
        assertThat(words(shape, "La QR-98765 et la QRS-98765")).containsExactly("QR-98765");
        assertThat(shape("A7F9K2-01", "77BQ12-99").notation()).isEqualTo("x{6,6} - 9{2,2}");
        assertThat(words(shape("A7F9K2-01", "77BQ12-99"), "BONJOU-12, B0NJ0U-12"))
                .containsExactly("B0NJ0U-12");
    }

    @Test
    void itIsFoundHoweverItIsWrittenAndNotInsideAnother() {
        var shape = shape("TLL-2026-004512");
        assertThat(
                        words(
                                shape,
                                "Ma tll 2026 004512, TLL2026004512, Tll–2026.004512 ou « TLL-2026-004512 », pas XTLL-2026-004512, TLL-2026-0045123 ni TLL-202-004512."))
                .containsExactly("tll 2026 004512", "TLL2026004512", "Tll–2026.004512", "TLL-2026-004512");
        // without letters of its own any long number would be one
        assertThat(words(shape("48 123 456"), "48 123 456, 48-123-456, 48123456, 1234567890"))
                .containsExactly("48 123 456", "48-123-456");
    }

    @Test
    void whatWouldStopEveryTextIsNoShape() {
        assertThat(fault()).isEqualTo(Fault.NONE);
        assertThat(fault(" ", "-")).isEqualTo(Fault.NONE);
        assertThat(fault("12345")).isEqualTo(Fault.COMMON);
        assertThat(fault("Bonjour")).isEqualTo(Fault.COMMON);
        assertThat(fault("ABCDEF-12")).isEqualTo(Fault.COMMON);
        assertThat(fault("n' importe quoi <b>123456")).isEqualTo(Fault.UNREADABLE);
        assertThat(fault("𝐀𝐁𝐂-123456")).isEqualTo(Fault.UNREADABLE);
        assertThat(fault("1".repeat(37))).isEqualTo(Fault.LONG);
        assertThat(fault("TLL-2026-004512", "48 123 456 789 0")).isEqualTo(Fault.DIFFERENT);
        assertThat(fault("1A-123456", "1B-123457", "1C-123457", "1D-1", "1E-1", "1F-1", "1G-1", "1H-1", "1I-1"))
                .isEqualTo(Fault.MANY);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "9{4,4}",
        "a{9,9}",
        "(a+)+$",
        "'=TLL  9{6,6}'",
        "9{6,99}",
        "9{6,2}",
        "=tll*",
        "9{0,6} 9{6,6}",
        "9{36,36} 9{36,36}"
    })
    void whatWasNotFoundFromExamplesIsNoShapeEither(String notation) {
        assertThat(NumberShape.of(notation)).isEmpty();
    }

    @Test
    void itsTimeGrowsWithTheTextWhateverTheTextHolds() {
        var shapes = List.of(
                shape("11 11 11 11 11 11", "1111 1111 1111 1111 1111 1111"),
                shape("A1-11-11-11", "1111A-1-1111111-1"),
                shape("AA-1111 11"));
        for (var text :
                List.of("1 ".repeat(200_000), "1".repeat(400_000), "A1-".repeat(150_000), "AA-11 ".repeat(80_000))) {
            assertTimeout(Duration.ofSeconds(10), () -> shapes.forEach(shape -> shape.in(text)));
        }
    }

    private static NumberShape shape(String... examples) {
        return ((Found.Shape) NumberExamples.shape(List.of(examples))).shape();
    }

    private static Fault fault(String... examples) {
        return ((Found.Refused) NumberExamples.shape(List.of(examples))).fault();
    }

    private static List<String> words(NumberShape shape, String text) {
        return shape.in(text).stream()
                .map(place -> text.substring(place.start(), place.end()))
                .toList();
    }
}
