package parvis.square.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What appears once its button is pressed.
 *
 * @param html of what was written, safe to show
 * @param reply whether it answers a question; {@code subject} is then the question's
 */
public record ConfirmPage(
        String token,
        String name,
        String subject,
        String html,
        @Nullable String language,
        int pictures,
        boolean reply,
        List<QuestionRow> neighbours) {}
