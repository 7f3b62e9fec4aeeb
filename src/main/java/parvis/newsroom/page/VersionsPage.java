package parvis.newsroom.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a draft was.
 *
 * @param next where the older ones are, or null
 * @param shown the one that is compared with the present, or null
 */
public record VersionsPage(
        Self self,
        long number,
        String title,
        List<Row> versions,
        @Nullable String next,
        @Nullable Shown shown) {

    public record Row(int version, String href, String words, String datetime, boolean current, boolean open) {}

    public record Shown(
            int version,
            String words,
            List<DraftPage.Difference> title,
            List<DraftPage.Difference> text,
            List<Picture> pictures,
            @Nullable String restore) {}

    /** @param change in words, when it came or went since; empty when it is still shown */
    public record Picture(String href, String alt, int width, int height, String change) {}
}
