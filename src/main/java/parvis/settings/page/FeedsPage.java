package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of others that the brand watches.
 *
 * @param added the name of the one that was just added, or null
 */
public record FeedsPage(
        List<FeedRow> feeds, Adding adding, @Nullable String added) {

    /**
     * @param home their page, or null
     * @param style of the state's mark
     * @param said when it was read, or since when it is not and why
     */
    public record FeedRow(
            String id,
            String name,
            String address,
            @Nullable String home,
            String state,
            String style,
            String icon,
            String said,
            String entries) {}

    /** @param refused why the last one was not taken, or null */
    public record Adding(
            String address, String name, @Nullable String refused) {}
}
