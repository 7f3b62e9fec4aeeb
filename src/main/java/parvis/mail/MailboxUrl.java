package parvis.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as the settings name it: {@code imaps://user:password@host:port/INBOX?address=bonjour@example.org}, or
 * {@code imap://}, encrypted when the server offers it.
 *
 * @param encrypted from the first byte
 * @param address of the brand whose mail it holds; null when the user's name or the order of the brands tells
 */
public record MailboxUrl(
        boolean encrypted,
        String host,
        int port,
        String user,
        String password,
        String folder,
        @Nullable String address) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ADDRESS = "address=";
    private static final int LAST_PORT = 65_535;

    /**
     * Several, separated by white space.
     *
     * @throws IllegalArgumentException when one is none; its message is the place of that one, counted from 1, and repeats
     *     nothing of it
     */
    public static List<MailboxUrl> all(String text) {
        var found = new ArrayList<MailboxUrl>();
        for (var one : text.strip().split("\\s+")) {
            var place = String.valueOf(found.size() + 1);
            try {
                var mailbox = one(one);
                if (found.stream().anyMatch(other -> other.name().equals(mailbox.name()))) {
                    throw new IllegalArgumentException("twice");
                }
                found.add(mailbox);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(place);
            }
        }
        return List.copyOf(found);
    }

    private static MailboxUrl one(String text) {
        var uri = URI.create(text);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        require(scheme.equals("imap") || scheme.equals("imaps"));
        require(uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= LAST_PORT);
        require(login.length == 2 && !login[0].isEmpty() && !login[1].isEmpty() && uri.getRawFragment() == null);
        var secure = scheme.equals("imaps");
        var path = decoded(uri.getRawPath().replaceFirst("^/", ""));
        return new MailboxUrl(
                secure,
                uri.getHost().toLowerCase(Locale.ROOT),
                uri.getPort() > 0 ? uri.getPort() : secure ? 993 : 143,
                decoded(login[0]),
                decoded(login[1]),
                path.isEmpty() ? "INBOX" : path,
                address(uri.getRawQuery()));
    }

    private static @Nullable String address(@Nullable String query) {
        if (query == null) {
            return null;
        }
        require(query.startsWith(ADDRESS) && !query.contains("&"));
        var address = decoded(query.substring(ADDRESS.length())).toLowerCase(Locale.ROOT);
        require(address.indexOf('@') > 0);
        return address;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("not a mailbox");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Where it is and whose, for people and the log: never the password. */
    public String name() {
        return user + "@" + host + ":" + port + "/" + folder;
    }

    /** On this machine itself, where nobody listens on the way. */
    boolean isHere() {
        return HERE.contains(host);
    }

    @Override
    public String toString() {
        return name();
    }
}
