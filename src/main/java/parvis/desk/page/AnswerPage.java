package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.desk.page.TalkPage.MessageEntry;

/**
 * What the link in a colleague's letter opens: the conversation, and where to answer it.
 *
 * @param me whose words they will be
 * @param asker who reads a private answer
 * @param lastSeen the newest message on the page
 * @param toPublic whether an answer may be published
 * @param forMembers whether members alone would read it then
 * @param to what is chosen: {@code public}, {@code private} or {@code note}
 * @param text what was typed and not sent
 * @param refusal why it was not, or null
 */
public record AnswerPage(
        String token,
        String subject,
        @Nullable String language,
        String me,
        String asker,
        List<MessageEntry> messages,
        boolean earlier,
        @Nullable String lastSeen,
        boolean toPublic,
        boolean forMembers,
        String to,
        String text,
        int most,
        @Nullable String refusal) {}
