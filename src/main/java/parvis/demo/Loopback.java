package parvis.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import parvis.web.Missing;
import parvis.web.Proxies;

/**
 * The demo opens any account to whoever asks, so it answers this machine alone: asked from here, under a name of this
 * machine (a page elsewhere whose name is made to point here fails), and not through a proxy.
 */
final class Loopback {
    private Loopback() {}

    static void require(HttpServletRequest request) {
        if (!Proxies.isAskedHere(request) || !namesHere(request.getServerName())) {
            throw new Missing();
        }
    }

    private static boolean namesHere(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || isLiteral(host) && isHere(host);
    }

    private static boolean isLiteral(String host) {
        return host.chars().allMatch(c -> c == '.' || c == ':' || c == '[' || c == ']' || Character.digit(c, 16) >= 0);
    }

    private static boolean isHere(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
