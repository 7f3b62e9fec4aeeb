package parvis.outbound;

import com.ibm.icu.text.IDNA;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as it will be asked, with one reading only: what browsers and libraries read in different ways (spaces, backslashes,
 * numbers for names, names in front of an at sign) is refused, not guessed.
 *
 * @param uri in ASCII, without its fragment
 * @param host in lower case, without brackets
 * @param literal when the host is an address of the network
 */
record Destination(URI uri, String host, int port, @Nullable InetAddress literal) {
    private static final int LONGEST = 2048;
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(?:#.*)?");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
    private static final Pattern UNCLEAR = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\\\]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]%]+)(?::(\\d{1,5}))?");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z0-9-]{2,63}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");
    private static final Pattern FOUR_NUMBERS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern TO_BE_ENCODED =
            Pattern.compile("[^A-Za-z0-9\\-._~:/?@!$&'()*+,;=%]|%(?![0-9a-fA-F]{2})");
    private static final IDNA NAMES =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    static Destination of(String written) throws Refused {
        if (written.isBlank()
                || written.length() > LONGEST
                || UNCLEAR.matcher(written).find()) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no address that can be read in one way only");
        }
        var parts = PARTS.matcher(written);
        if (!parts.matches()) {
            throw SCHEME.matcher(written).matches() && !written.regionMatches(true, 0, "http", 0, 4)
                    ? new Refused(Reason.SCHEME, "neither http nor https")
                    : new Refused(Reason.NOT_AN_ADDRESS, "no address");
        }
        var authority = parts.group(2);
        if (authority.indexOf('@') >= 0) {
            throw new Refused(Reason.CREDENTIALS, "a name stands in front of the host");
        }
        var place = AUTHORITY.matcher(authority);
        if (!place.matches()) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no host");
        }
        var secure = parts.group(1).equalsIgnoreCase("https");
        var port = place.group(2) == null ? (secure ? 443 : 80) : Integer.parseInt(place.group(2));
        if (port < 1 || port > 65_535) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no port");
        }
        var host = place.group(1);
        InetAddress literal;
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
            literal = literal(host);
        } else {
            host = ascii(host);
            literal = ENDS_IN_A_NUMBER.matcher(host).matches() ? number(host) : null;
            if (literal == null && !NAME.matcher(host).matches()) {
                // a name without a dot is one of this house's network
                throw new Refused(host.indexOf('.') < 0 ? Reason.NOT_PUBLIC : Reason.NOT_AN_ADDRESS, "no public name");
            }
        }
        var path = parts.group(3).isEmpty() ? "/" : parts.group(3);
        var question = parts.group(4) == null ? "" : parts.group(4);
        var usual = port == (secure ? 443 : 80);
        var shown = literal != null && host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        var ascii = (secure ? "https://" : "http://") + shown + (usual ? "" : ":" + port) + encoded(path + question);
        try {
            return new Destination(new URI(ascii), host, port, literal);
        } catch (URISyntaxException e) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no address");
        }
    }

    /** Where a redirect of this address, or a link on its page, leads. */
    Destination towards(String written) throws Refused {
        var to = written.strip();
        if (to.startsWith("//")) {
            return of(uri.getScheme() + ":" + to);
        }
        if (SCHEME.matcher(to).matches()) {
            return of(to);
        }
        if (UNCLEAR.matcher(to).find()) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no address that can be read in one way only");
        }
        var hash = to.indexOf('#');
        try {
            return of(uri.resolve(new URI(encoded(hash < 0 ? to : to.substring(0, hash))))
                    .toString());
        } catch (URISyntaxException e) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no address");
        }
    }

    /** Whether what may be told there may be told here, too. */
    boolean isSamePlace(Destination other) {
        return uri.getScheme().equals(other.uri.getScheme()) && host.equals(other.host) && port == other.port;
    }

    private static String ascii(String host) throws Refused {
        var info = new IDNA.Info();
        var ascii = NAMES.nameToASCII(host, new StringBuilder(), info).toString();
        var errors = info.getErrors();
        errors.remove(IDNA.Error.LEADING_HYPHEN);
        errors.remove(IDNA.Error.TRAILING_HYPHEN);
        errors.remove(IDNA.Error.HYPHEN_3_4);
        errors.remove(IDNA.Error.EMPTY_LABEL); // the dot at the end; any other fails as a name
        if (!errors.isEmpty()) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no name");
        }
        var lower = ascii.toLowerCase(java.util.Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static InetAddress number(String host) throws Refused {
        if (!FOUR_NUMBERS.matcher(host).matches()) {
            throw new Refused(Reason.NOT_PUBLIC, "a number in place of a name");
        }
        return literal(host);
    }

    private static InetAddress literal(String host) throws Refused {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.NOT_AN_ADDRESS, "no address of the network");
        }
    }

    private static String encoded(String text) {
        return TO_BE_ENCODED.matcher(text).replaceAll(found -> {
            var bytes = found.group().getBytes(StandardCharsets.UTF_8);
            var encoded = new StringBuilder();
            for (var one : bytes) {
                encoded.append("%%%02X".formatted(one & 0xFF));
            }
            return encoded.toString();
        });
    }
}
