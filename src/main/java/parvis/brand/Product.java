package parvis.brand;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people own and ask about.
 *
 * @param since the year of its first sale
 * @param drawing the name of its drawing, or null
 * @param archived it stands on the square no more; its page and what was asked about it stay
 */
public record Product(
        UUID id,
        String slug,
        String name,
        Brand.LocalText tagline,
        @Nullable Integer since,
        @Nullable String drawing,
        List<Fact> facts,
        boolean archived) {

    /** A line of the product's tile, such as "Garantie: cinq ans". The value may hold Markdown links. */
    public record Fact(Brand.LocalText label, Brand.LocalText value) {}
}
