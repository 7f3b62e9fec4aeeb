package parvis.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import parvis.postal.Answer;
import parvis.postal.Dns;

/**
 * Turns hosts into the addresses that are connected to: looked up once, checked, and given to the connection as they were
 * checked, so that a name which changes its mind in between leads nowhere else.
 */
final class Names implements DnsResolver {
    private final Dns dns;
    private final Predicate<InetSocketAddress> exempt;

    Names(Dns dns, Predicate<InetSocketAddress> exempt) {
        this.dns = dns;
        this.exempt = exempt;
    }

    /** Carries {@link Refused} through a library that knows unknown hosts only. */
    static final class Unusable extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final Refused refused;

        Unusable(Refused refused) {
            super(refused.getMessage());
            this.refused = refused;
        }

        Refused refused() {
            return refused;
        }
    }

    /** All must be public: a name that also leads inside is not one to visit. */
    List<InetSocketAddress> checked(String host, int port) throws Refused {
        var checked = new ArrayList<InetSocketAddress>();
        for (var address : addresses(host)) {
            var place = new InetSocketAddress(address, port);
            if (!exempt.test(place)) {
                if (!PublicAddress.is(address)) {
                    throw new Refused(Reason.NOT_PUBLIC, "it leads to " + address.getHostAddress());
                }
                if (!Ports.MAY_BE_ASKED.contains(port)) {
                    throw new Refused(Reason.PORT, "port " + port);
                }
            }
            checked.add(place);
        }
        return checked;
    }

    private List<InetAddress> addresses(String host) throws Refused {
        if (host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1))) {
            try {
                return List.of(InetAddress.ofLiteral(host));
            } catch (IllegalArgumentException notOne) {
                throw new Refused(Reason.NOT_AN_ADDRESS, "no address of the network");
            }
        }
        return switch (dns.addresses(host)) {
            case Answer.Found<InetAddress>(var found) -> found;
            case Answer.Nothing<InetAddress>() -> throw new Refused(Reason.NO_SUCH_NAME, "no such name");
            case Answer.Unknown<InetAddress>(var why) -> throw new Refused(Reason.NAME_UNKNOWN, why);
        };
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        try {
            return checked(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
        } catch (Refused refused) {
            throw new Unusable(refused);
        }
    }

    /** Without a port nothing is exempt: never called for a connection. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, 443).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
