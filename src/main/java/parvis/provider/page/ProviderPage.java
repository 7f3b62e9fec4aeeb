package parvis.provider.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider of the company, as its owner sets it.
 *
 * @param returning the address that the provider is to know
 * @param set whether there is one
 * @param open since when it is offered; null while it is not
 * @param said what was done, or null
 * @param trouble why something was not, or null
 * @param form as it stands, or as it was typed
 * @param wrong the field in which something is wrong, and why; null where nothing is
 */
public record ProviderPage(
        String returning,
        boolean set,
        @Nullable String open,
        @Nullable String said,
        @Nullable String trouble,
        Form form,
        @Nullable Wrong wrong,
        List<Link> links) {

    public record Form(String issuer, String client, String domains, String label, boolean newcomers) {}

    public record Wrong(String field, String why) {}

    /** @param since in words */
    public record Link(String id, String name, String email, String since) {}

    public @Nullable String why(String field) {
        return wrong != null && wrong.field().equals(field) ? wrong.why() : null;
    }
}
