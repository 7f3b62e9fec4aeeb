package parvis.desk.page;

import org.jspecify.annotations.Nullable;

/**
 * The whole desk.
 *
 * @param waiting how many conversations of the brand are open, as shown on the rail
 * @param reports of public messages that wait for a decision, or null when that is not theirs to decide
 * @param talk the open conversation, or null
 */
public record DeskPage(
        Self self,
        String waiting,
        @Nullable String reports,
        QueuePage queue,
        @Nullable TalkPage talk) {

    /** @param handle tells drafts of several teammates at one browser apart */
    public record Self(String name, String title, String initials, String handle) {}
}
