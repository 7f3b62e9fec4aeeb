package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To which place a conversation may go, and who reads it there.
 *
 * @param back to the conversation
 * @param now where it stands
 * @param refusal why nothing was done, or null
 */
public record MovePage(
        long number,
        String subject,
        String back,
        String action,
        String now,
        List<Choice> choices,
        @Nullable String refusal) {

    /** @param then what changes for whom, in a sentence */
    public record Choice(String id, String name, String readers, String then) {}
}
