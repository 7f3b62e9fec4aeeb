package parvis.postal;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;

/** Domains of mail addresses, in ASCII and lower case. */
public final class Domains {
    private Domains() {}

    /** What stands behind the last @; empty when it is no domain. */
    public static String of(String address) {
        var at = address.lastIndexOf('@');
        return at < 0 ? "" : ascii(address.substring(at + 1));
    }

    public static String ascii(String domain) {
        var bare = domain.strip().replaceAll("\\.$", "");
        try {
            return IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return "";
        }
    }

    /**
     * The part that somebody registered, by the public suffix list; under an end that the list does not know, the last two
     * labels.
     */
    public static String organisational(String domain) {
        var ascii = ascii(domain);
        try {
            var name = InternetDomainName.from(ascii);
            if (name.isUnderPublicSuffix()) {
                return name.topPrivateDomain().toString();
            }
            if (name.hasPublicSuffix()) {
                return ascii;
            }
        } catch (IllegalArgumentException noDomain) {
            return ascii;
        }
        var labels = ascii.split("\\.");
        return labels.length < 2 ? ascii : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    /** Whether both are one organisation's (RFC 7489, 3.1: relaxed), or the very same when that is asked for. */
    public static boolean areAligned(String one, String other, boolean strictly) {
        return !one.isEmpty()
                && (ascii(one).equals(ascii(other))
                        || (!strictly && organisational(one).equals(organisational(other))));
    }
}
