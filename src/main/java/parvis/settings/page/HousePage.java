package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a house is called and how it looks.
 *
 * @param zones that can be chosen
 * @param meanwhile what somebody else changed since the form was opened, a sentence each
 * @param hours when it is open, in words
 */
public record HousePage(
        HouseFields fields,
        List<String> zones,
        List<Choice> promises,
        List<String> seals,
        Look look,
        List<String> meanwhile,
        List<String> hours,
        @Nullable State state) {

    public enum State {
        APPLIED,
        /** Shown, and not kept. */
        PREVIEWED,
        REFUSED
    }

    public record Choice(String value, String name) {}

    /**
     * The square as it would look.
     *
     * @param colour as {@code #rrggbb}
     * @param said what becomes of the colour in both themes, in sentences
     */
    public record Look(String name, String seal, String facade, String promise, String colour, List<String> said) {}
}
