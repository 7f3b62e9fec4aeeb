package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a teammate puts under their letters, and how a letter looks with them.
 *
 * @param usual what stands there when they write none
 * @param problem why what was typed is not kept, or null
 * @param kept whether it just was
 */
public record SignaturePage(
        String fr,
        String en,
        String usual,
        int most,
        @Nullable String problem,
        boolean kept,
        List<Preview> previews) {

    /**
     * @param words of a letter, and {@code lines} under it
     * @param plain the same where a program shows no looks
     */
    public record Preview(String language, String name, String house, String words, String lines, String plain) {}
}
