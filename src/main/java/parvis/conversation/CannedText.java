package parvis.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of an answer with places for what differs: {@code {client}}, or {@code {product|your machine}} with what stands
 * there when nothing is known. A place without either stays as it is written, for everybody to see.
 */
public final class CannedText {
    /** In braces; a name in French or English, then words for when it is empty. */
    private static final Pattern PLACE = Pattern.compile("\\{\\s*(\\p{L}+)\\s*(?:\\|([^{}|\\n]{0,200}))?}");

    private static final Map<String, Variable> NAMES = Map.of(
            "client", Variable.CUSTOMER,
            "customer", Variable.CUSTOMER,
            "produit", Variable.PRODUCT,
            "product", Variable.PRODUCT,
            "collègue", Variable.COLLEAGUE,
            "colleague", Variable.COLLEAGUE,
            "maison", Variable.HOUSE,
            "house", Variable.HOUSE,
            "horaires", Variable.HOURS,
            "hours", Variable.HOURS);

    public enum Variable {
        CUSTOMER,
        PRODUCT,
        COLLEAGUE,
        HOUSE,
        /** When the house is open. */
        HOURS
    }

    private CannedText() {}

    /** @param values what is known; nothing for what is not */
    public static String filled(String text, Map<Variable, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            var variable = variable(place);
            var value = variable == null ? null : values.get(variable);
            var words = value != null && !value.isBlank() ? value : variable == null ? null : place.group(2);
            return Matcher.quoteReplacement(words == null || words.isBlank() ? place.group() : words.strip());
        });
    }

    /** The places that nothing fills: with them no answer leaves. */
    public static List<String> holes(String text) {
        return PLACE.matcher(text)
                .results()
                .filter(place -> variable(place) != null)
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static @Nullable Variable variable(MatchResult place) {
        return NAMES.get(place.group(1).toLowerCase(Locale.ROOT));
    }
}
