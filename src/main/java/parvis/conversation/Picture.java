package parvis.conversation;

/**
 * A picture that was judged and re-encoded, in the file store.
 *
 * @param file and {@code thumb}: SHA-256 of the bytes, in hexadecimal
 * @param alt what it shows, in the words of whoever sent it; may be empty
 */
public record Picture(
        String name, String type, long bytes, String file, String thumb, int width, int height, String alt) {}
