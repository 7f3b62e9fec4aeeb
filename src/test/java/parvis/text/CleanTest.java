package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CleanTest {

    private static String line(String typed) {
        return Clean.line(typed, 1_000).text();
    }

    private static String text(String typed) {
        return Clean.text(typed, 1_000).text();
    }

    @Test
    void whatTheDatabaseCannotKeepGoes() {
        assertThat(text("a\u0000b\u0007c\u001Bd\u007Fe\u009Ff\uFFFEg\uFDD0h")).isEqualTo("abcdefgh");
        assertThat(text("a\uD800b\uDC00c😀")).isEqualTo("a\uFFFDb\uFFFDc😀");
        assertThat(line("a\u0000b")).isEqualTo("ab");
    }

    @Test
    void breaksBecomeLineFeedsAndTabsStay() {
        assertThat(text("a\r\nb\rc\nd\u0085e\u2028f\u2029g\r\n\r\nh\ti")).isEqualTo("a\nb\nc\nd\ne\nf\ng\n\nh\ti");
    }

    @Test
    void aFieldOfOneLineHasOneLine() {
        assertThat(line("  Ma\r\nbouilloire \t  fuit\n")).isEqualTo("Ma bouilloire fuit");
        assertThat(line("Où\u00A0?")).as("French needs its no-break space").isEqualTo("Où\u00A0?");
    }

    @Test
    void lettersHaveOneFormOnly() {
        assertThat(line("e\u0301te\u0301")).isEqualTo("été");
        assertThat(text("\u212B")).isEqualTo("Å");
    }

    @Test
    void nothingReordersAName() {
        assertThat(line("Nadia\u202Egro.live\u202C \u2066x\u2069")).isEqualTo("Nadiagro.live x");
        assertThat(line("N\u200Bad\uFEFFi\u00ADa\u2060")).isEqualTo("Nadia");
    }

    @Test
    void whatWritingNeedsStays() {
        assertThat(line("می‌خواهم")).isEqualTo("می‌خواهم");
        assertThat(line("👨‍👩‍👧 ❤️ 🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F"))
                .isEqualTo("👨‍👩‍👧 ❤️ 🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F");
        assertThat(text("a \u2067שלום\u2069 b")).isEqualTo("a \u2067שלום\u2069 b");
    }

    @Test
    void invisibleEdgesAreTrimmedButTheFirstLineKeepsItsIndentation() {
        assertThat(text("\uFEFF\u200B\n \n    code\n  fin \u200B\n\n")).isEqualTo("    code\n  fin");
        assertThat(line("\u200E\uFEFF a \u200D")).isEqualTo("a");
    }

    @Test
    void aTextThatShowsNothingIsBlank() {
        for (var nothing : new String[] {
            "",
            " ",
            "\n\t",
            "\u200B",
            "\u00A0\u3000",
            "\u3164",
            "\u2800\u2800",
            "\u202E",
            "\u0301",
            "\uDB40\uDC41",
            "\u115F\u1160"
        }) {
            assertThat(Clean.line(nothing, 10).isBlank()).as(nothing).isTrue();
            assertThat(Clean.text(nothing, 10).isBlank()).as(nothing).isTrue();
        }
        assertThat(Clean.line("0", 10).isBlank()).isFalse();
    }

    @Test
    void whatWasCutIsSaid() {
        assertThat(Clean.line("bouilloire", 10)).isEqualTo(new Cleaned("bouilloire", 10, 0));
        assertThat(Clean.line("bouilloire B1", 11)).isEqualTo(new Cleaned("bouilloire", 10, 3));
        assertThat(Clean.text("😀😀😀", 2)).isEqualTo(new Cleaned("😀😀", 2, 1));
        assertThat(Clean.text("👩‍👩‍👧👩‍👩‍👧", 7)).isEqualTo(new Cleaned("👩‍👩‍👧", 5, 5));
        assertThat(Clean.text("abc", 3).fitted()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Clean.text("abc", 0));
    }

    @Test
    void aTowerOfAccentsIsLowered() {
        var tower = "a" + "\u0316\u0301".repeat(200_000);
        var clean = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Clean.text(tower, 100_000));
        assertThat(clean.codePoints()).isLessThan(40);
        assertThat(clean.text()).startsWith("á");
    }

    @Test
    void cleaningTwiceChangesNothingAndAnyTextCanBeStored() throws IOException {
        for (var typed : Outside.hostileTexts()) {
            for (var clean : new Cleaned[] {Clean.text(typed, 200), Clean.line(typed, 50)}) {
                var kept = clean.text();
                assertThat(kept).doesNotContain("\u0000");
                assertThat(new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .isEqualTo(kept);
                assertThat(Normalizer.isNormalized(kept, Normalizer.Form.NFC)).isTrue();
            }
            var once = Clean.line(typed, 50).text();
            assertThat(Clean.line(once, 50)).isEqualTo(new Cleaned(once, once.codePointCount(0, once.length()), 0));
        }
    }
}
