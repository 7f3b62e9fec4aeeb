package parvis.newsroom.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drafts of the brand.
 *
 * @param next where the older ones are, or null
 * @param notice what has just been done, or null
 */
public record NewsroomPage(
        Self self,
        List<Row> drafts,
        @Nullable String next,
        @Nullable String notice) {

    /**
     * @param state how far it has come, in words
     * @param guard what the guard says of it, in words
     * @param style of what the guard says
     */
    public record Row(
            String href,
            String title,
            String state,
            String stateStyle,
            String guard,
            String style,
            String changed,
            String datetime,
            boolean agency) {}
}
