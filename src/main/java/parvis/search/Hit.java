package parvis.search;

import java.util.UUID;
import parvis.conversation.State;

/**
 * A public conversation that was found.
 *
 * @param excerpt the public words around what was sought, on one line; empty among neighbours
 * @param score greater is better; comparable within one answer only
 */
public record Hit(
        UUID conversation, long number, String slug, String subject, State state, String excerpt, float score) {

    /** Its page on the square. */
    public String path() {
        return "/questions/" + number + "-" + slug;
    }
}
