package parvis.person;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import parvis.text.Slug;

/**
 * Something by which somebody may turn out to be somebody else whom the house knows.
 *
 * @param value as it is compared: two ways of writing the same are the same
 */
record Trait(Kind kind, String value) {
    enum Kind {
        /** The address, as its box has it: without what stands behind a plus, and without dots where they say nothing. */
        ADDRESS,
        /** An address that they call their own. */
        SAID,
        PHONE,
        ORDER,
        /** A whole name at a domain that is not everybody's. */
        NAME;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int READ = 20_000;
    private static final int MOST_OF_A_MESSAGE = 6;
    private static final Set<String> EVERYBODYS = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "outlook.fr",
            "hotmail.com",
            "hotmail.fr",
            "live.com",
            "live.fr",
            "msn.com",
            "yahoo.com",
            "yahoo.fr",
            "icloud.com",
            "me.com",
            "orange.fr",
            "wanadoo.fr",
            "free.fr",
            "sfr.fr",
            "neuf.fr",
            "laposte.net",
            "bbox.fr",
            "gmx.fr",
            "gmx.com",
            "gmx.net",
            "proton.me",
            "protonmail.com",
            "aol.com",
            "mail.com");
    private static final String ADDRESS =
            "([\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,4})";
    private static final Pattern OWN = Pattern.compile(
            "(?iu)(?:\\b(?:mon|ma) (?:autre|seconde?|deuxième|ancienne?|nouvelle?|vieille)|\\bmy (?:other|second|old|new|former))"
                    + " (?:adresse|address|e-?mail|mail|courriel)[^@\\n]{0,40}?[ :<]" + ADDRESS
                    + "|(?:\\bj[’']écris aussi (?:de|depuis|avec)|\\bI also write (?:from|with))[^@\\n]{0,20}?[ :<]"
                    + ADDRESS);
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\d+])(?:(?:\\+|00)[1-9]\\d?(?:[ .-]?\\(0\\))?(?:[ .-]?\\d){7,12}"
                    + "|0[1-9](?:[ .-]?\\d{2}){4})(?!\\d)");
    private static final Pattern ORDER = Pattern.compile(
            "(?iu)\\b(?:commande|order|facture|invoice)[ \\u00a0]{0,2}(?:n°|nº|no\\.?|numéro|number|ref\\.?)?"
                    + "[ \\u00a0]{0,2}[:#]?[ \\u00a0]{0,2}([A-Z]{1,4}-?\\d{3,12}|\\d{5,12})\\b");

    static Trait address(String email) {
        return new Trait(Kind.ADDRESS, box(email));
    }

    /** Empty where too many may bear it. */
    static Optional<Trait> name(String name, String email) {
        var domain = domain(email);
        return name.strip().contains(" ") && !domain.isEmpty() && !EVERYBODYS.contains(domain)
                ? Optional.of(new Trait(Kind.NAME, Slug.of(name) + "@" + domain))
                        .filter(Trait::fits)
                : Optional.empty();
    }

    /** What somebody's own words say, what they quote left out. */
    static Set<Trait> in(String text) {
        var read = text.substring(0, Math.min(text.length(), READ));
        var found = new LinkedHashSet<Trait>();
        if (read.indexOf('@') >= 0) {
            OWN.matcher(read)
                    .results()
                    .limit(MOST_OF_A_MESSAGE)
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .forEach(own -> found.add(new Trait(Kind.SAID, box(own))));
        }
        if (read.chars().anyMatch(c -> c >= '0' && c <= '9')) { // most say no number at all
            PHONE.matcher(read)
                    .results()
                    .limit(MOST_OF_A_MESSAGE)
                    .forEach(match -> found.add(new Trait(Kind.PHONE, number(match.group()))));
            ORDER.matcher(read)
                    .results()
                    .limit(MOST_OF_A_MESSAGE)
                    .forEach(match -> found.add(new Trait(
                            Kind.ORDER, match.group(1).replace("-", "").toUpperCase(Locale.ROOT))));
        }
        found.removeIf(trait -> !trait.fits());
        return found;
    }

    private boolean fits() {
        return value.length() <= 400;
    }

    private static String box(String email) {
        var address = EmailAddress.normal(email);
        var at = address.lastIndexOf('@');
        if (at <= 0) {
            return address;
        }
        var box = address.substring(0, at);
        var domain = domain(address);
        var plus = box.indexOf('+');
        var plain = plus > 0 ? box.substring(0, plus) : box;
        return domain.equals("gmail.com") || domain.equals("googlemail.com")
                ? plain.replace(".", "") + "@gmail.com"
                : plain + "@" + domain;
    }

    private static String domain(String email) {
        return EmailAddress.normal(email).substring(email.strip().lastIndexOf('@') + 1);
    }

    /** With the number of its country: what has none is French. */
    private static String number(String written) {
        var digits = written.replace("(0)", "").replaceAll("[^0-9]", "");
        if (written.startsWith("+")) {
            return "+" + digits;
        }
        return digits.startsWith("00") ? "+" + digits.substring(2) : "+33" + digits.substring(1);
    }
}
