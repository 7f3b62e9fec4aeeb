package parvis.importer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be brought, and how.
 *
 * @param source a file or directory; of a site that is asked itself, its address
 * @param site the address of the site that files come from; null to find it in them, or not to know it
 * @param own addresses that were the house's, beside those of today; {@code @domain} means all of that domain
 * @param key of the site's API, and {@code user} in whose name it asks
 * @param mapping of a table; null for everything else
 * @param called the name under which lines of a table are remembered; null for that of its file
 */
public record Order(
        Kind kind,
        String source,
        @Nullable String site,
        List<String> own,
        @Nullable String key,
        @Nullable String user,
        @Nullable Mapping mapping,
        @Nullable String called) {

    /** Whether it is read from the network and not from files. */
    public boolean isAsked() {
        return kind == Kind.DISCOURSE && source.matches("https?://.+");
    }

    Order withKey(@Nullable String other) {
        return new Order(kind, source, site, own, other, user, mapping, called);
    }
}
