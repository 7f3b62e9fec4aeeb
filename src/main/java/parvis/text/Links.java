package parvis.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which addresses a text from people may point to. */
final class Links {

    private static final int LONGEST = 4096;
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#\\\\].*");
    private static final Pattern MAIL = Pattern.compile("(?i)mailto:[^:/?#]*@.*");
    private static final Pattern SCHEME = Pattern.compile("(?i)[^/?#]*:.*");
    private static final Pattern DROPPED_BY_BROWSERS = Pattern.compile("[\\t\\n\\r]|^[\\x00-\\x20]+|[\\x00-\\x20]+$");
    private static final Pattern ILLEGAL = Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7F]|%(?![0-9a-fA-F]{2})");

    private Links() {}

    /** The address to link to, made absolute by {@code base}, or null when nothing may be linked. */
    static @Nullable String allowed(String written, @Nullable URI base) {
        if (written.length() > LONGEST) {
            return null;
        }
        // First read it as a browser will, so that "java\nscript:" has no second meaning.
        var address = DROPPED_BY_BROWSERS.matcher(written).replaceAll("");
        if (WEB.matcher(address).matches() || MAIL.matcher(address).matches()) {
            return address;
        }
        if (base == null || address.isEmpty() || SCHEME.matcher(address).matches()) {
            return null;
        }
        try {
            var resolved = base.resolve(new URI(encoded(address))).toString();
            return WEB.matcher(resolved).matches() ? resolved : null;
        } catch (URISyntaxException nonsense) {
            return null;
        }
    }

    private static String encoded(String address) {
        return ILLEGAL.matcher(address)
                .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
    }
}
