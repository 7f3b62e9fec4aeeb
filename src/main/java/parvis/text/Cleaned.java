package parvis.text;

/**
 * What is kept of a text that somebody typed.
 *
 * @param text storable and showable
 * @param codePoints its length, as people count characters
 * @param cut how many code points were cut off its end, 0 when it fitted
 */
public record Cleaned(String text, int codePoints, int cut) {

    public boolean fitted() {
        return cut == 0;
    }

    public boolean isBlank() {
        return text.isEmpty();
    }
}
