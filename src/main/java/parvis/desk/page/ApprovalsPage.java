package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.desk.page.TalkPage.Proposal;

/**
 * Answers that leave once somebody approves.
 *
 * @param theirs what waits for whoever looks; null when they let nothing go
 * @param drafted what they wrote and nobody let go yet; null when theirs leave by themselves
 */
public record ApprovalsPage(
        @Nullable List<Line> theirs, @Nullable List<Line> drafted) {

    /**
     * @param conversation its address at the desk
     * @param act where something is done with the answer
     * @param asked the last words of whoever asked, shortened; empty when there are none
     * @param where it will appear
     * @param language of the words, or null when it is the page's
     */
    public record Line(
            String id,
            String conversation,
            String act,
            String subject,
            String person,
            String asked,
            String where,
            boolean isPublic,
            String html,
            @Nullable String language,
            String moment,
            String datetime,
            Proposal proposal) {}
}
