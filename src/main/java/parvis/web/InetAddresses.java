package parvis.web;

import java.net.InetAddress;

/** Addresses of the network as a request gives them: numbers, never names to look up. */
public final class InetAddresses {
    private InetAddresses() {}

    public static boolean isLoopback(String numeric) {
        try {
            return InetAddress.ofLiteral(numeric).isLoopbackAddress();
        } catch (IllegalArgumentException notNumeric) {
            return false;
        }
    }
}
