package parvis.settings.page;

import org.jspecify.annotations.Nullable;

/** @param scheduled null when none are */
public record BackupsPage(@Nullable Scheduled scheduled) {

    /**
     * @param style of the state's mark
     * @param newest when the newest was written, or null
     * @param failed when the last attempt failed, or null
     */
    public record Scheduled(
            String style,
            String icon,
            String state,
            @Nullable String newest,
            @Nullable String failed,
            String daily,
            String retention,
            String standing,
            String encryption) {}
}
