package parvis.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an address of the network is one that everybody reaches, by the IANA registries of special-purpose addresses
 * (RFC 6890 and what followed). Of IPv6 only global unicast is, and none of it that carries an IPv4 address inside: whom that
 * leads to is decided by a translator that we do not see.
 */
public final class PublicAddress {
    private record Block(byte[] prefix, int bits) {
        static Block of(String written) {
            var slash = written.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(written.substring(0, slash)).getAddress(),
                    Integer.parseInt(written.substring(slash + 1)));
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> NOT_OF_IPV4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // shared by providers, and metadata of one of them
            "127.0.0.0/8",
            "168.63.129.16/32", // metadata of a provider, at an address like others
            "169.254.0.0/16", // this link, and metadata of most providers
            "172.16.0.0/12",
            "192.0.0.0/24", // protocols, and metadata of one provider
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");
    private static final List<Block> NOT_OF_IPV6 = blocks(
            "2001::/23", // protocols, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3ffe::/16", // given back
            "3fff::/20"); // documentation

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address four -> NOT_OF_IPV4.stream().noneMatch(block -> block.holds(bytes));
            case Inet6Address six ->
                GLOBAL_UNICAST.holds(bytes)
                        && NOT_OF_IPV6.stream().noneMatch(block -> block.holds(bytes))
                        && !isIsatap(bytes);
            default -> false;
        };
    }

    /** An interface that is named after an IPv4 address (RFC 5214). */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xFC) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && (bytes[11] & 0xFF) == 0xFE;
    }

    private static List<Block> blocks(String... written) {
        return Arrays.stream(written).map(Block::of).toList();
    }
}
