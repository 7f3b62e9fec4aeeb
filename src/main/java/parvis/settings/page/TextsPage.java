package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a house says of itself by law.
 *
 * @param previews as they would be read; empty unless that was asked for
 */
public record TextsPage(
        HouseFields fields, List<Preview> previews, List<String> meanwhile, HousePage.@Nullable State state) {

    public record Preview(String title, String language, String html) {}
}
