package parvis.conversation;

import parvis.text.Clean;

/**
 * A picture that was judged and re-encoded, in the file store.
 *
 * @param file and {@code thumb}: SHA-256 of the bytes, in hexadecimal
 * @param alt what it shows, in the words of whoever sent it; may be empty
 */
public record Picture(
        String name, String type, long bytes, String file, String thumb, int width, int height, String alt) {
    private static final int MOST_ALT = 500;

    /** The same picture, described in these words as far as there is room for them. */
    public Picture showing(String words) {
        return new Picture(
                name,
                type,
                bytes,
                file,
                thumb,
                width,
                height,
                Clean.line(words, MOST_ALT).text());
    }
}
