package parvis.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.web.Words;

/**
 * A letter for its template. Its looks stand in the page itself: mail programs read no sheet.
 *
 * @param house the brand's colour, and {@code ink} what is written on it
 * @param foot why it came
 * @param stop where its reader stops the letters of this conversation, in words; null for one that cannot be stopped
 */
public record LetterPage(
        String language,
        String subject,
        String brand,
        String house,
        String ink,
        List<Part> parts,
        String foot,
        Part.@Nullable Button stop) {

    static LetterPage of(Letter letter, String subject) {
        var colours = letter.brand().colour().light();
        return new LetterPage(
                letter.language(),
                subject,
                letter.brand().name(),
                colours.house(),
                colours.houseInk(),
                letter.parts(),
                foot(letter),
                stop(letter));
    }

    static Part.@Nullable Button stop(Letter letter) {
        var address = letter.more().stop();
        return address == null
                ? null
                : new Part.Button(Words.in(letter.language()).t("letter.stop"), address);
    }

    static String foot(Letter letter) {
        var words = Words.in(letter.language());
        if (letter.more().why() != null) {
            return letter.more().why();
        }
        return letter.sender() == null
                ? words.t("letter.automatic")
                : words.t("letter.answer.why", letter.brand().name());
    }
}
