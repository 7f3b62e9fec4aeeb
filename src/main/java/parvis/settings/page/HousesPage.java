package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The brands of this server, and the making of another.
 *
 * @param made the name of the one that was just made, and {@code there} where it is; or null
 */
public record HousesPage(
        List<House> houses,
        @Nullable String made,
        @Nullable String there,
        Form form,
        @Nullable Wrong wrong) {

    /** @param hosts in words, the main one first */
    public record House(String name, String address, String hosts) {}

    public record Form(String name, String host, String language, String colour) {}

    public record Wrong(String field, String why) {}

    public @Nullable String why(String field) {
        return wrong != null && wrong.field().equals(field) ? wrong.why() : null;
    }
}
