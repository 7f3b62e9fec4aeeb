package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hosts at which the house answers.
 *
 * @param base where it answers as well, whichever hosts it has; null for a house that is not the first
 * @param chosen whether one of them is its own, to which the others lead
 * @param typed a host that was not taken
 * @param refused why, or null
 */
public record DomainsPage(
        List<Host> hosts,
        @Nullable String base,
        boolean chosen,
        @Nullable String said,
        @Nullable String trouble,
        String typed,
        @Nullable String refused) {

    public record Host(String name, boolean main, boolean removable) {}
}
