package parvis.desk.page;

import org.jspecify.annotations.Nullable;

/**
 * The whole desk.
 *
 * @param talk the open conversation, or null
 */
public record DeskPage(
        RoomPage room, QueuePage queue, @Nullable TalkPage talk) {}
