package parvis.notice;

import java.util.List;
import parvis.web.Words;

/**
 * A letter for its template. Its looks stand in the page itself: mail programs read no sheet.
 *
 * @param house the brand's colour, and {@code ink} what is written on it
 * @param foot why it came
 */
public record LetterPage(
        String language, String subject, String brand, String house, String ink, List<Part> parts, String foot) {

    static LetterPage of(Letter letter, String subject) {
        var colours = letter.brand().colour().light();
        return new LetterPage(
                letter.language(),
                subject,
                letter.brand().name(),
                colours.house(),
                colours.houseInk(),
                letter.parts(),
                foot(letter));
    }

    static String foot(Letter letter) {
        var words = Words.in(letter.language());
        return letter.sender() == null
                ? words.t("letter.automatic")
                : words.t("letter.answer.why", letter.brand().name());
    }
}
