package parvis.mail;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** How many connections one address may have at once. */
final class Visitors implements SessionHandler {
    private final int most;
    private final ConcurrentHashMap<InetAddress, Integer> here = new ConcurrentHashMap<>();

    Visitors(int most) {
        this.most = most;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        var address = session.getRemoteAddress().getAddress();
        // A relay on this machine brings everybody's mail.
        if (come(address) || address.isLoopbackAddress()) {
            return SessionAcceptance.success();
        }
        gone(address);
        return SessionAcceptance.failure(421, "4.7.0 Too many connections from here, try again later");
    }

    @Override
    public void onSessionEnd(Session session) {
        gone(session.getRemoteAddress().getAddress());
    }

    /** Counts it; tells whether it may stay. */
    boolean come(InetAddress address) {
        return here.merge(address, 1, Integer::sum) <= most;
    }

    void gone(InetAddress address) {
        here.computeIfPresent(address, (known, count) -> count > 1 ? count - 1 : null);
    }
}
