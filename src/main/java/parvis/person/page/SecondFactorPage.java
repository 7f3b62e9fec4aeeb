package parvis.person.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows beside a link in their mail.
 *
 * @param on whether numbers of a device count
 * @param passkeys whether they have a passkey, which counts as both
 * @param setUp what a device takes in, while it is set up; null else
 * @param left how many codes for its loss open still
 * @param codes those just made, shown this once
 * @param due until when whoever owns a house has time; null for anybody else and for who has one
 */
public record SecondFactorPage(
        boolean on,
        boolean passkeys,
        @Nullable SetUp setUp,
        long left,
        List<String> codes,
        @Nullable Instant due,
        boolean late,
        @Nullable String said,
        @Nullable String trouble) {
    /**
     * @param secret as it is typed, in groups
     * @param size of the drawing, in squares
     * @param squares the dark ones, as the path of a drawing
     */
    public record SetUp(String secret, int size, String squares) {}
}
