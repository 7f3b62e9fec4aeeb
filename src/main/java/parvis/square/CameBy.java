package parvis.square;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.ledger.How;
import parvis.person.Visitor;

/** How somebody came, as their browser remembered it from their first page of this visit; else as their session began. */
final class CameBy {
    private static final Pattern KNOWN =
            Pattern.compile("direct|site:[a-z0-9.-]{1,100}|search:[a-z0-9.-]{1,60}|campaign:[\\p{L}\\p{N} ._-]{1,100}");

    private CameBy() {}

    static How of(@Nullable String told, Visitor visitor) {
        return told != null && KNOWN.matcher(told).matches() ? new How(told) : visitor.how();
    }
}
