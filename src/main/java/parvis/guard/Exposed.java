package parvis.guard;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import parvis.text.NumberShape;

/**
 * What would be open to everybody of somebody, in words that are about to be public: an address, a telephone, a card, an
 * account, an order. What the house says of itself anywhere is nobody's secret.
 */
public final class Exposed {
    /** The kinds that it tells. */
    public static final Set<String> KINDS =
            Set.of("iban", "nir", "card", "phone", "order", "number", "mail", "address");

    private static final int MOST = 40;
    /** From both, whichever language the words are in: people write across the Channel. */
    private static final List<String> REGIONS = List.of("FR", "GB");

    private static final String NUMBER =
            "(?<![\\p{L}\\p{N}.,/-])\\d{1,4}(?: ?(?:bis|ter|quater|[A-Da-d])(?![\\p{L}\\p{N}]))?,? ";
    private static final String NAME =
            "(?:(?:de |du |des |la |le |les |d['’]|l['’])*)\\p{Lu}[\\p{L}'’-]+(?: (?:de |du |des |la |le |d['’]|l['’])*\\p{Lu}[\\p{L}'’-]+){0,5}";
    private static final Pattern STREET = Pattern.compile(NUMBER
            + "(?:[Rr]ue|RUE|[Aa]venue|[Bb]oulevard|[Bb]d|[Ii]mpasse|[Cc]hemin|[Aa]llées?|[Qq]uai|[Ff]aubourg|[Ss]entier|[Vv]enelle) "
            + "(?:" + NAME
            + "|(?:de |du |des |la |le |les |d['’]|l['’])+[\\p{L}'’-]{3,}(?: [\\p{Lu}][\\p{L}'’-]+){0,4})"
            + "(?:,? \\d{5}(?: \\p{Lu}[\\p{L}'’-]+){0,3})?");
    /** Words that mean other things too are an address where a town follows. */
    private static final Pattern PLACE = Pattern.compile(
            NUMBER
                    + "(?:[Pp]lace|[Cc]ours|[Rr]oute|[Pp]assage|[Ss]quare|[Rr]ésidence|[Ll]otissement|[Hh]ameau|[Vv]illa) [^\\n\\d]{2,60}?,? ?\\d{5} \\p{Lu}[\\p{L}'’-]+");

    private static final Pattern ROAD = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,/-])\\d{1,4}[A-Za-z]?,? (?:\\p{Lu}[\\p{L}'’-]+ ){1,3}(?:Street|Road|Avenue|Lane|Crescent|Terrace|Gardens)(?![\\p{L}])(?:,? (?:\\p{Lu}[\\p{L}'’-]+,? ){0,3}[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}(?![A-Z\\d]))?");

    private Exposed() {}

    /**
     * @param homes the house's own domains
     * @param houses what the house says of itself everywhere: its texts, what it says of its products
     * @param numbers by which its customers are known to it
     */
    public static List<Finding> read(
            String text, Set<String> homes, List<String> houses, List<NumberShape.Named> numbers) {
        var found = new ArrayList<Finding>(numbers(text, numbers));
        Personal.read(text, homes, found);
        for (var region : REGIONS) {
            for (var number : PhoneNumberUtil.getInstance().findNumbers(text, region, Leniency.STRICT_GROUPING, MOST)) {
                add("phone", number.start(), number.end(), found);
            }
        }
        for (var pattern : List.of(STREET, PLACE, ROAD)) {
            var address = pattern.matcher(text);
            while (address.find()) {
                add("address", address.start(), address.end(), found);
            }
        }
        return found.stream()
                .map(one -> one.kind().equals("number")
                        ? one
                        : Finding.of(Check.HONESTY, one.kind(), Weight.FIX, one.start(), one.end()))
                .filter(one -> !one.kind().equals("phone") || !isPartOfAName(text, one.start()))
                .filter(one -> !isHouses(one, text, houses))
                .sorted(Comparator.comparing(Finding::start))
                .toList();
    }

    /** The house's own numbers alone. */
    public static List<Finding> numbers(String text, List<NumberShape.Named> numbers) {
        var found = new ArrayList<Finding>();
        for (var of : numbers) {
            for (var place : of.shape().in(text)) {
                if (found.stream().noneMatch(other -> other.start() < place.end() && place.start() < other.end())) {
                    found.add(Finding.of(Check.HONESTY, "number", Weight.FIX, place.start(), place.end(), of.name()));
                }
            }
        }
        return found;
    }

    /** Of an account or of a page: {@code @u_0612345678}, {@code ?id=0612345678}. */
    private static boolean isPartOfAName(String text, int start) {
        return start > 0 && "_@/=#".indexOf(text.charAt(start - 1)) >= 0;
    }

    private static void add(String kind, int start, int end, List<Finding> found) {
        if (found.stream().noneMatch(other -> other.start() < end && start < other.end())) {
            found.add(Finding.of(Check.HONESTY, kind, Weight.FIX, start, end));
        }
    }

    private static boolean isHouses(Finding finding, String text, List<String> houses) {
        var words = text.substring(finding.start(), finding.end());
        if (finding.kind().equals("phone")) {
            var digits = words.replaceAll("\\D", "");
            var national = digits.substring(Math.max(0, digits.length() - 9));
            return houses.stream().anyMatch(said -> said.replaceAll("\\D", "").contains(national));
        }
        var bare = bare(words);
        return houses.stream().anyMatch(said -> bare(said).contains(bare));
    }

    private static String bare(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}@]", "");
    }
}
