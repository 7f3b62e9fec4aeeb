package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a word is disguised, rules read it, and every place still points into the text as it was written. */
class FoldedTest {

    @ParameterizedTest
    @CsvSource({
        "L I K E si tu es d’accord, like si tu es d'accord",
        "t.a.g un ami, tag un ami",
        "t a g u e z u n a m i, taguez un ami",
        "C0MM3NTEZ ci-dessous, commentez ci-dessous",
        "p@rt@gez, partagez",
        "liiiikez, likez",
        "lіkе, like",
        "ｌｉｋｅ, like",
        "𝐥𝐢𝐤𝐞, like",
        "🅻🅸🅺🅴, like",
        "l\u200Bi\u200Dk\u00ADe, like",
        "ļ̷í̷k̷é̷, like",
        "comentez, commentez",
        "tagguez, taguez",
        "œuf à l’été, oeuf a l'ete",
        "R.A.T.P., R.A.T.P.",
        "10 € de remise, 10 € de remise",
        "dites-nous, dites-nous",
    })
    void disguisedWordsAreReadPlain(String written, String read) {
        assertThat(Folded.of(written).text()).isEqualToIgnoringCase(read);
    }

    @Test
    void anEmojiIsOneMarkHoweverManyPointsItIsMadeOf() {
        var marks =
                new char[] {Emoji.PICTURE, Emoji.REACTION, Emoji.REACTION, Emoji.OPTION, Emoji.PICTURE, Emoji.POINTER};
        assertThat(Folded.of("👨‍👩‍👧❤️👍🏽1️⃣🇫🇷👇").text()).isEqualTo(new String(marks));
    }

    @Test
    void placesPointIntoTheTextAsItWasWritten() {
        var written = "👨‍👩‍👧 Ça y est, T A G U E un ami œcuménique ! 𝐥𝐢𝐤𝐞";
        var folded = Folded.of(written);
        for (var word : new String[] {"TAGUE", "un ami", "oecumenique", "like"}) {
            var at = folded.text().toLowerCase(java.util.Locale.ROOT).indexOf(word.toLowerCase(java.util.Locale.ROOT));
            assertThat(at).as(word + " in " + folded.text()).isNotNegative();
            var original = written.substring(folded.start(at), folded.end(at + word.length()));
            assertThat(original)
                    .isEqualTo(
                            switch (word) {
                                case "TAGUE" -> "T A G U E";
                                case "oecumenique" -> "œcuménique";
                                case "like" -> "𝐥𝐢𝐤𝐞";
                                default -> word;
                            });
        }
    }

    @Test
    void anyTextFoldsWithPlacesInOrderAndInside() {
        var random = new java.util.Random(7);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.appendCodePoint(
                        switch (random.nextInt(6)) {
                            case 0 -> 0x1F300 + random.nextInt(0x400);
                            case 1 -> 0x300 + random.nextInt(0x70);
                            case 2 -> random.nextInt(0xD800);
                            case 3 -> 0xD800 + random.nextInt(0x800); // half a pair
                            default -> " aeliktg.@40".charAt(random.nextInt(12));
                        });
            }
            var folded = Folded.of(text.toString());
            int before = 0;
            for (int i = 0; i < folded.text().length(); i++) {
                assertThat(folded.start(i)).isBetween(before, text.length());
                assertThat(folded.end(i + 1)).isBetween(folded.start(i), text.length());
                before = folded.start(i);
            }
            Guard.read(Draft.of(text.toString()), Context.NONE);
        }
    }

    /** Work, not time: other programs may have the processor meanwhile. */
    @Test
    void noTextHoweverStrangeIsReadForLong() {
        var normal =
                ("La plupart des fuites viennent du joint. Passez-le à l'eau tiède tous les dix jours, sans détergent. "
                                + "Écrivez-nous si le couvercle ne ferme plus.\n")
                        .repeat(Guard.LONGEST / 150);
        for (int warm = 0; warm < 20; warm++) {
            work(normal);
        }
        var usual = work(normal).toNanos();
        for (var unit : new String[] {
            "a ",
            "@@",
            "#a ",
            "a? ",
            "❤️",
            "\"",
            "'a",
            "x.",
            "a@a.",
            "l i k e ",
            "a ou b ? ",
            "LIKE ",
            "n'hésitez pas à ",
            "A",
            "1 2 3 ",
            " ",
            "\n",
            "7",
            "e\u0301",
            "\u0301",
            "\u200B",
            "(a",
            "[[",
            "…",
            "?\n",
            "a:b;",
            "a-",
            "1️⃣",
            "@a ",
            "👨‍👩‍👧",
            "https://a",
            "FR76 ",
            "06 12 ",
            "*",
            "quelle est la ",
            "like if ",
            "journée mondiale ",
            "\uD83D",
            "人"
        }) {
            var text = unit.repeat(Guard.LONGEST / unit.length());
            work(text);
            assertThat(work(text).toNanos())
                    .as(unit + ": nanoseconds, beside " + usual + " for a text that means something")
                    .isLessThan(20 * usual + Duration.ofSeconds(1).toNanos());
        }
    }

    private static Duration work(String text) {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        var began = threads.getCurrentThreadCpuTime();
        Guard.read(Draft.of(text), Context.NONE);
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
    }
}
