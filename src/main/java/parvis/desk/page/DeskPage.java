package parvis.desk.page;

import org.jspecify.annotations.Nullable;

/**
 * The whole desk.
 *
 * @param waiting how many conversations of the brand are open, as shown on the rail
 * @param talk the open conversation, or null
 */
public record DeskPage(
        Self self,
        String waiting,
        QueuePage queue,
        @Nullable TalkPage talk) {

    /** @param handle tells drafts of several teammates at one browser apart */
    public record Self(String name, String title, String initials, String handle) {}
}
