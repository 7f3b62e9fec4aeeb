package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page of the desk.
 *
 * @param waiting how many conversations of the brand are open, as shown on the rail
 * @param reports of public messages that wait for a decision, in figures; null when that is not theirs to decide
 * @param unseen how many things they are to know and have not seen; empty for none
 * @param approvals how many answers wait for them to approve, or came back to them, in figures and empty for none; null when
 *     neither is theirs
 * @param filters the parts of the queue that have a name: their own and everybody's
 */
public record RoomPage(
        Self self,
        String waiting,
        @Nullable String reports,
        @Nullable String approvals,
        List<QueuePage.Choice> filters,
        String unseen) {

    /**
     * @param handle tells drafts of several teammates at one browser apart
     * @param signs whether they write to people, and so have a signature
     * @param begins whether they may write to somebody first
     */
    public record Self(String name, String title, String initials, String handle, boolean signs, boolean begins) {}
}
