package parvis.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static parvis.brand.HouseColour.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseColourTest {

    /** Greys, every hue at every lightness, and chance: 500 colours. */
    static List<String> sweep() {
        var colours = new ArrayList<String>();
        for (int grey = 0; grey < 256; grey += 5) {
            colours.add("#%02X%02X%02X".formatted(grey, grey, grey));
        }
        for (int hue = 0; hue < 360; hue += 12) {
            for (double lightness = 0.1; lightness < 1; lightness += 0.1) {
                colours.add(new Oklch(lightness, 0.2, hue).hex());
            }
        }
        var random = new Random(500);
        while (colours.size() < 500) {
            colours.add("#%06X".formatted(random.nextInt(0x1000000)));
        }
        return colours;
    }

    @Test
    void whatIsWrittenOnAnyHouseCanBeRead() {
        assertThat(sweep()).hasSize(500).allSatisfy(hex -> {
            var colour = HouseColour.of(hex);
            for (var theme : List.of(colour.light(), colour.dark())) {
                assertThat(contrast(theme.houseInk(), theme.house())).isGreaterThanOrEqualTo(4.5);
                assertThat(contrast(theme.houseInk(), theme.house2())).isGreaterThanOrEqualTo(4.5);
            }
            assertThat(contrast(colour.dark().houseInk(), colour.dark().house()))
                    .isGreaterThanOrEqualTo(7);
        });
    }

    @Test
    void theDeepShadeCanBeReadOnPaper() {
        assertThat(sweep()).allSatisfy(hex -> {
            var colour = HouseColour.of(hex);
            for (var surface : List.of("#FDFCFA", "#F4F2ED", "#EAE7DF")) {
                assertThat(contrast(colour.light().houseDeep(), surface)).isGreaterThanOrEqualTo(4.5);
            }
            for (var surface : List.of("#1F262C", "#171D22", "#12171B")) {
                assertThat(contrast(colour.dark().houseDeep(), surface)).isGreaterThanOrEqualTo(4.5);
            }
        });
    }

    @Test
    void theSecondShadeIsEightPointsOfLightnessAway() {
        assertThat(sweep()).allSatisfy(hex -> {
            var colour = HouseColour.of(hex);
            for (var theme : List.of(colour.light(), colour.dark())) {
                double apart = Oklch.of(theme.house()).lightness()
                        - Oklch.of(theme.house2()).lightness();
                assertThat(Math.abs(apart)).isCloseTo(0.08, within(0.006));
            }
        });
    }

    @Test
    void theHouseKeepsItsColourUnlessNothingCanBeWrittenOnIt() {
        assertThat(sweep()).allSatisfy(hex -> {
            var colour = HouseColour.of(hex);
            boolean carries = Math.max(contrast(hex, "#1F272E"), contrast(hex, "#FDFCFA")) >= 4.5;
            assertThat(colour.adjusted()).isEqualTo(!carries);
            if (carries) {
                assertThat(colour.light().house()).isEqualTo(hex);
            } else {
                assertThat(Oklch.of(colour.light().house()).lightness())
                        .as("moved as little as possible")
                        .isCloseTo(Oklch.of(hex).lightness(), within(0.06));
            }
        });
        assertThat(sweep()).anyMatch(hex -> HouseColour.of(hex).adjusted());
    }

    @Test
    void theInkIsTheOneThatReadsBetter() {
        assertThat(HouseColour.of("#DFE4AC").light().houseInk()).isEqualTo("#1F272E");
        assertThat(HouseColour.of("#17335C").light().houseInk()).isEqualTo("#FDFCFA");
    }

    @ParameterizedTest
    @CsvSource({
        "house,#DFE4AC,#3A401F",
        "house2,#CDD48A,#4A5226",
        "houseDeep,#5A6320,#C9D283",
        "houseInk,#1F272E,#ECE9E2"
    })
    void lindenLooksAsItWasDesigned(String name, String light, String dark) {
        var linden = HouseColour.of("#DFE4AC");
        assertThat(linden.adjusted()).isFalse();
        assertThat(distance(shade(linden.light(), name), light)).isLessThan(0.05);
        assertThat(distance(shade(linden.dark(), name), dark)).isLessThan(0.05);
    }

    @Test
    void theHueStaysTheBrandsOwn() {
        for (var hex : List.of("#C8102E", "#0055A4", "#F7B500", "#00843D", "#6A2C91")) {
            double hue = Oklch.of(hex).hue();
            var colour = HouseColour.of(hex);
            for (var theme : List.of(colour.light(), colour.dark())) {
                for (var shade : List.of(theme.house(), theme.house2(), theme.houseDeep())) {
                    double apart = Math.abs(Oklch.of(shade).hue() - hue);
                    assertThat(Math.min(apart, 360 - apart))
                            .as("%s %s", hex, shade)
                            .isLessThan(8);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#9C3119", "#C0392B", "#F0A088", "#F8E1D8", "#E2483D"})
    void aHouseOfBrickIsSaidToBeNearIt(String hex) {
        assertThat(HouseColour.of(hex).nearBrick()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#DFE4AC", "#17665C", "#2C567F", "#808080", "#FFFFFF", "#F7B500", "#6A2C91"})
    void otherHousesAreNot(String hex) {
        assertThat(HouseColour.of(hex).nearBrick()).isFalse();
    }

    @Test
    void theSheetSetsBothThemes() {
        var colour = HouseColour.of("#DFE4AC");
        var dark = "--house: %s; --house-2: %s; --house-deep: %s; --house-ink: #ECE9E2;"
                .formatted(
                        colour.dark().house(),
                        colour.dark().house2(),
                        colour.dark().houseDeep());
        assertThat(colour.css())
                .startsWith(":root { --house: #DFE4AC; --house-2: ")
                .contains("@media (prefers-color-scheme: dark) { :root { " + dark + " } }")
                .contains("html[data-theme=\"light\"] { --house: #DFE4AC;")
                .contains("html[data-theme=\"dark\"] { " + dark + " }");
    }

    @Test
    void theHashFollowsTheSheet() {
        assertThat(HouseColour.of("#dfe4ac").hash())
                .isEqualTo(HouseColour.of("DFE4AC").hash())
                .matches("[0-9a-f]{10}");
        assertThat(HouseColour.of("#DFE4AD").hash())
                .isNotEqualTo(HouseColour.of("#DFE4AC").hash());
    }

    @Test
    void threeDigitsAreShortForSix() {
        assertThat(HouseColour.of("#fa0")).isEqualTo(HouseColour.of("#FFAA00")).hasToString("#FFAA00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "red", "#12345", "#1234567", "#GGGGGG", "#fff;}body{display:none", "url(x)"})
    void whatIsNoColourIsRefused(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HouseColour.of(hex))
                .withMessageContaining("#DFE4AC");
    }

    @ParameterizedTest
    @MethodSource("sweep")
    void aColourSurvivesBeingTakenApart(String hex) {
        assertThat(Oklch.of(hex).hex()).isEqualTo(hex);
    }

    private static String shade(HouseColour.Theme theme, String name) {
        return switch (name) {
            case "house" -> theme.house();
            case "house2" -> theme.house2();
            case "houseDeep" -> theme.houseDeep();
            default -> theme.houseInk();
        };
    }

    private static double distance(String a, String b) {
        var one = Oklch.of(a);
        var two = Oklch.of(b);
        double hue = Math.toRadians(one.hue() - two.hue());
        return Math.sqrt(Math.pow(one.lightness() - two.lightness(), 2)
                + Math.pow(one.chroma(), 2)
                + Math.pow(two.chroma(), 2)
                - 2 * one.chroma() * two.chroma() * Math.cos(hue));
    }
}
