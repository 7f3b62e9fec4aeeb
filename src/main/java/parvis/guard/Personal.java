package parvis.guard;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody's data in a text that goes out: numbers are told when their check digits are right, so that a product code is none. */
final class Personal {
    // No \b on a text as it was written: Java walks back over combining marks at each, and a text may hold nothing
    // else.
    private static final Pattern IBAN =
            Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])");
    private static final Pattern CARD = Pattern.compile("(?<![\\d.,])\\d(?:[ -]?\\d){12,18}(?![\\d])");
    private static final Pattern NIR = Pattern.compile(
            "(?<!\\d)[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}(?!\\d)");
    private static final Pattern MAIL = Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\d.])(?:(?:\\+|00)33 ?\\(?0?\\)?|0)[67](?:[ .-]?\\d{2}){4}(?!\\d)|(?<!\\d)(?:\\+44 ?|0)7\\d{3}[ -]?\\d{3}[ -]?\\d{3}(?!\\d)");
    private static final Pattern ORDER = Pattern.compile(
            "(?<![\\p{L}\\d])(?:commande|order|dossier|suivi|tracking|facture|invoice)(?: (?:numero|number|no|n°|n))?\\.? ?[:#]? ?#?(?=[A-Z0-9-]*\\d)(?-i:[A-Z]{1,4}-?)?\\d[\\d-]{4,}(?![A-Za-z0-9])",
            Pattern.CASE_INSENSITIVE);

    /** Addresses of a house, not of a person. */
    private static final Set<String> HOUSES = Set.of(
            "contact",
            "bonjour",
            "hello",
            "info",
            "infos",
            "support",
            "sav",
            "service",
            "serviceclient",
            "help",
            "aide",
            "presse",
            "press",
            "rh",
            "jobs",
            "recrutement",
            "accueil",
            "reservation",
            "reservations",
            "booking",
            "commande",
            "commandes",
            "orders",
            "shop",
            "boutique",
            "team",
            "equipe",
            "dpo",
            "privacy",
            "newsletter",
            "abonnement",
            "office",
            "mail",
            "care");

    private Personal() {}

    static void read(Reading reading, List<Finding> findings) {
        read(reading.text(), reading.context().homes(), findings);
    }

    static void read(String text, Set<String> homes, List<Finding> findings) {
        find(IBAN, text, "iban", Weight.FIX, findings, Personal::isIban);
        find(NIR, text, "nir", Weight.FIX, findings, Personal::isNir);
        find(CARD, text, "card", Weight.FIX, findings, Personal::isCard);
        find(PHONE, text, "phone", Weight.FIX, findings, number -> true);
        find(ORDER, text, "order", Weight.LOOK, findings, number -> true);
        find(MAIL, text, "mail", Weight.FIX, findings, address -> {
            var parts = address.toLowerCase(Locale.ROOT).split("@", 2);
            return !HOUSES.contains(parts[0]) && !homes.contains(parts[1]);
        });
    }

    private interface Judge {
        boolean is(String found);
    }

    private static void find(
            Pattern pattern, String text, String kind, Weight weight, List<Finding> findings, Judge judge) {
        var found = pattern.matcher(text);
        while (found.find()) {
            var start = found.start();
            var end = found.end();
            if (judge.is(found.group())
                    && findings.stream()
                            .noneMatch(other ->
                                    other.check() == Check.HONESTY && other.start() < end && start < other.end())) {
                findings.add(Finding.of(Check.HONESTY, kind, weight, start, end));
            }
        }
    }

    /** ISO 13616: moved four characters to the end and read as digits, it leaves 1 when divided by 97. */
    static boolean isIban(String written) {
        var plain = written.replace(" ", "");
        if (plain.length() < 15 || plain.length() > 34) {
            return false;
        }
        var digits = new StringBuilder();
        for (var c : (plain.substring(4) + plain.substring(0, 4)).toCharArray()) {
            digits.append(Character.digit(c, 36));
        }
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    /** Luhn's check, on the lengths and first digits that cards have. */
    static boolean isCard(String written) {
        var digits = written.replaceAll("\\D", "");
        if (digits.length() < 13
                || digits.length() > 19
                || "3456".indexOf(digits.charAt(0)) < 0 && digits.charAt(0) != '2') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var twice = i % 2 == 1 ? digit * 2 : digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /** The French social security number: its key is 97 minus the rest of the other thirteen digits by 97. */
    static boolean isNir(String written) {
        var plain = written.replace(" ", "").replace("2A", "19").replace("2B", "18");
        if (plain.length() != 15 || !plain.chars().allMatch(Character::isDigit)) {
            return false;
        }
        return 97 - Long.parseLong(plain.substring(0, 13)) % 97 == Long.parseLong(plain.substring(13));
    }
}
