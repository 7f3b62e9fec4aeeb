package parvis.settings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import parvis.postal.Answer;
import parvis.postal.Dns;

/**
 * From which addresses letters reach the world.
 *
 * @param host of the server that takes them from us; empty for none
 * @param certain whether they leave from these: a server on this machine does, one elsewhere may send from others
 */
record Sending(String host, boolean certain, List<InetAddress> addresses) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    static Sending by(String host, Dns dns) {
        if (host.isEmpty()) {
            return new Sending("", false, List.of());
        }
        if (HERE.contains(host)) {
            return new Sending(host, true, ownAddresses());
        }
        return new Sending(
                host,
                false,
                resolved(host, dns).stream().filter(Sending::isOfTheWorld).toList());
    }

    private static List<InetAddress> resolved(String host, Dns dns) {
        try {
            return List.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException aName) {
            return dns.addresses(host) instanceof Answer.Found<InetAddress>(var found) ? found : List.of();
        }
    }

    /** Behind a translator of addresses there is none, and what the world sees is not known here. */
    private static List<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Sending::isOfTheWorld)
                    .toList();
        } catch (SocketException none) {
            return List.of();
        }
    }

    static boolean isOfTheWorld(InetAddress address) {
        var bytes = address.getAddress();
        var shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // RFC 6598
        var local = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc; // RFC 4193
        return !address.isLoopbackAddress()
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !shared
                && !local;
    }
}
