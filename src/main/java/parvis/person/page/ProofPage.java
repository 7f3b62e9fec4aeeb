package parvis.person.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to show that it is still them, before what they were about to do.
 *
 * @param to where they were going
 * @param posts whether what they typed is sent there again
 * @param passkey whether they have one for this house
 * @param device whether numbers of a device of theirs count
 * @param mail whether a number is sent to them, because they have nothing else
 * @param sent whether it was
 */
public record ProofPage(
        String to,
        boolean posts,
        List<Field> typed,
        boolean passkey,
        boolean device,
        boolean mail,
        boolean sent,
        String email,
        @Nullable String trouble) {
    public record Field(String name, String value) {}
}
