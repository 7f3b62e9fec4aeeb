package parvis.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of an answer with places for what differs: {@code {client}}, or {@code {product|your machine}} with what stands
 * there when nothing is known; and with words for whoever is called "tu" and for whoever is called "vous". A place without either stays as it is written, for everybody to see.
 */
public final class CannedText {
    /** In braces; a name in French or English, then words for when it is empty. */
    private static final Pattern PLACE = Pattern.compile("\\{\\s*(\\p{L}+)\\s*(?:\\|([^{}|\\n]{0,200}))?}");

    /** "{tu: ton moulin|vous: votre moulin}": what is said to whom, in either order. */
    private static final Pattern CHOICE = Pattern.compile(
            "\\{\\s*(tu|vous)[\\s\\u00a0\\u202f]*:([^{}|\\n]{0,200})\\|\\s*(tu|vous)[\\s\\u00a0\\u202f]*:([^{}|\\n]{0,200})}");

    private static final Map<String, Variable> NAMES = Map.ofEntries(
            Map.entry("client", Variable.CUSTOMER),
            Map.entry("customer", Variable.CUSTOMER),
            Map.entry("civilité", Variable.TITLE),
            Map.entry("title", Variable.TITLE),
            Map.entry("produit", Variable.PRODUCT),
            Map.entry("product", Variable.PRODUCT),
            Map.entry("collègue", Variable.COLLEAGUE),
            Map.entry("colleague", Variable.COLLEAGUE),
            Map.entry("maison", Variable.HOUSE),
            Map.entry("house", Variable.HOUSE),
            Map.entry("horaires", Variable.HOURS),
            Map.entry("hours", Variable.HOURS));

    public enum Variable {
        CUSTOMER,
        /** Madam or sir, as they wish. */
        TITLE,
        PRODUCT,
        COLLEAGUE,
        HOUSE,
        /** When the house is open. */
        HOURS
    }

    private CannedText() {}

    /**
     * @param values what is known; nothing for what is not
     * @param familiar whether whoever reads it wishes to be called "tu"; whoever said nothing is "vous"
     */
    public static String filled(String text, Map<Variable, String> values, boolean familiar) {
        var addressed = CHOICE.matcher(text).replaceAll(choice -> {
            var said = choice.group(1).equals(familiar ? "tu" : "vous") ? choice.group(2) : choice.group(4);
            return Matcher.quoteReplacement(choice.group(1).equals(choice.group(3)) ? choice.group() : stripped(said));
        });
        return PLACE.matcher(addressed).replaceAll(place -> {
            var variable = variable(place);
            var value = variable == null ? null : values.get(variable);
            var words = value != null && !value.isBlank() ? value : variable == null ? null : place.group(2);
            return Matcher.quoteReplacement(words == null || words.isBlank() ? place.group() : words.strip());
        });
    }

    /** The places that nothing fills: with them no answer leaves. */
    public static List<String> holes(String text) {
        return Stream.concat(
                        PLACE.matcher(text).results().filter(place -> variable(place) != null),
                        CHOICE.matcher(text).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static String stripped(String said) {
        return said.replaceAll("^[\\s\\u00a0\\u202f]+|[\\s\\u00a0\\u202f]+$", "");
    }

    private static @Nullable Variable variable(MatchResult place) {
        return NAMES.get(place.group(1).toLowerCase(Locale.ROOT));
    }
}
