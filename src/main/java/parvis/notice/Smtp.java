package parvis.notice;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to a server (RFC 5321): {@code smtp://user:password@host:port}, encrypted when the server offers it, or
 * {@code smtps://}, encrypted from the first byte. What is encrypted is checked, but on this machine itself. A few connections
 * stay open for the mails that follow.
 */
final class Smtp implements Delivery {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);
    /** So many at once: more than a few of one client make many servers suspicious. */
    static final int LINES = 8;

    /** Many servers close a line by themselves after a hundred. */
    private static final int MOST_MAILS = 100;

    /** How a server says that it hangs up (RFC 5321, 3.8). */
    private static final int GOING = 421;

    private static final Duration LONGEST_REST = Duration.ofSeconds(20);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    /** For somebody who looks at a page meanwhile. */
    private static final Duration SHORT_ANSWER = Duration.ofSeconds(4);

    /** An open connection, how many mails it has carried, and since when it rests (in nanoseconds of this machine). */
    private record Line(SMTPTransport transport, int mails, long since) {}

    private final Deque<Line> resting = new ConcurrentLinkedDeque<>();
    private final URI server;
    private final Session session;

    Smtp(String url) {
        this.server = URI.create(url);
        var scheme = String.valueOf(server.getScheme());
        if (!(scheme.equals("smtp") || scheme.equals("smtps")) || server.getHost() == null) {
            throw new IllegalArgumentException("Mail goes to smtp://user:password@host:port or smtps://…");
        }
        this.session = Session.getInstance(properties(scheme, LONGEST_ANSWER));
    }

    static boolean isHere(String host) {
        return HERE.contains(host);
    }

    /** How the server presents itself to us; nothing is sent. */
    Outgoing.Greeting greet() {
        try (var transport = (SMTPTransport) Session.getInstance(properties(server.getScheme(), SHORT_ANSWER))
                .getTransport(server.getScheme())) {
            connect(transport);
            var size = transport.getExtensionParameter("SIZE");
            return new Outgoing.Greeting.Ready(
                    transport.isSSL(),
                    server.getRawUserInfo() != null,
                    size != null && size.matches("[0-9]{1,18}") ? Long.parseLong(size) : 0,
                    transport.supportsExtension("DSN"));
        } catch (AuthenticationFailedException refused) {
            return new Outgoing.Greeting.PasswordRefused();
        } catch (MessagingException e) {
            var cause = e.getNextException();
            return new Outgoing.Greeting.Silent(
                    (cause == null ? e : cause).getClass().getSimpleName());
        }
    }

    @Override
    public Outcome deliver(UUID id, MimeMessage message) {
        var watched = (Composed) message;
        for (var line = rested(); line != null; line = rested()) {
            var outcome = sendOn(id, line, watched);
            if (outcome != null) {
                return outcome;
            }
        }
        try {
            return Objects.requireNonNull(sendOn(id, opened(), watched), "a new line is not dead");
        } catch (MessagingException e) {
            return new Outcome.Again(
                    e instanceof AuthenticationFailedException ? "The server refuses our password" : words(e));
        }
    }

    /** Null when the line had died while it rested: no word has left, and another one serves as well. */
    private @Nullable Outcome sendOn(UUID id, Line line, Composed watched) {
        try {
            if (line.transport().supportsExtension("DSN")) {
                // what comes back says it, even when it says nothing else (RFC 3461, 4.4)
                watched.setMailExtension("ENVID=" + watched.envelopeName(id));
            }
            line.transport().sendMessage(watched, watched.envelope());
        } catch (AddressException e) {
            shut(line);
            return new Outcome.Never("This address cannot be written to");
        } catch (MessagingException e) {
            // What went wrong once may have left the line in any state: the next mail opens another.
            shut(line);
            var hungUp = code(e) == 0 || code(e) == GOING;
            if (line.mails() > 0 && hungUp && !watched.isOnItsWay()) {
                return null;
            }
            return watched.envelope().length > 1 && isAboutAddresses(e)
                    ? new Outcome.Partly(refused(e, watched))
                    : classified(e, watched.isOnItsWay());
        }
        keep(line);
        return new Outcome.Delivered();
    }

    /** Lines that nobody needed for a while are closed: servers count them. */
    @Override
    public void rest() {
        for (var line = resting.peekLast(); line != null && isOld(line); line = resting.peekLast()) {
            if (resting.removeLastOccurrence(line)) {
                shut(line);
            }
        }
    }

    @Override
    public void shut() {
        for (var line = resting.pollFirst(); line != null; line = resting.pollFirst()) {
            shut(line);
        }
    }

    int resting() {
        return resting.size();
    }

    /** One that was left open not long ago. */
    private @Nullable Line rested() {
        for (var line = resting.pollFirst(); line != null; line = resting.pollFirst()) {
            if (!isOld(line)) {
                return line;
            }
            shut(line);
        }
        return null;
    }

    private Line opened() throws MessagingException {
        var transport = (SMTPTransport) session.getTransport(server.getScheme());
        connect(transport);
        return new Line(transport, 0, System.nanoTime());
    }

    private void keep(Line line) {
        if (line.mails() + 1 >= MOST_MAILS || resting.size() >= LINES) {
            shut(line);
        } else {
            resting.addFirst(new Line(line.transport(), line.mails() + 1, System.nanoTime()));
        }
    }

    private static boolean isOld(Line line) {
        return System.nanoTime() - line.since() > LONGEST_REST.toNanos();
    }

    private static void shut(Line line) {
        try {
            line.transport().close();
        } catch (MessagingException gone) {
            LOG.debug("A line was closed by the other side", gone);
        }
    }

    /** A server remembers nothing that could be asked. */
    @Override
    public Outcome lookUp(UUID id) {
        return new Outcome.Unconfirmed("The program stopped while it was being sent");
    }

    /** A refusal of the server has a number; without one, what counts is whether the words were on their way. */
    private static Outcome classified(MessagingException failure, boolean onItsWay) {
        var code = code(failure);
        if (code >= 500) {
            return new Outcome.Never("The server refuses it (" + code + ")");
        }
        if (code >= 400) {
            return new Outcome.Again("The server takes it later (" + code + ")");
        }
        return onItsWay ? new Outcome.Unconfirmed(words(failure)) : new Outcome.Again(words(failure));
    }

    /** Whether the server took the mail for some or refused each of its readers: it then says which. */
    private static boolean isAboutAddresses(MessagingException failure) {
        return failure instanceof SendFailedException
                && refusals(failure).findAny().isPresent();
    }

    private static List<Refusal> refused(MessagingException failure, Composed mail) {
        var refused = refusals(failure)
                .map(each -> new Refusal(
                        each.getAddress().getAddress(),
                        each.getReturnCode() < 500,
                        "The server refuses it (" + each.getReturnCode() + ")"))
                .toList();
        // Nobody has it when it took none; those of whom it said nothing are tried again then.
        var sent = ((SendFailedException) failure).getValidSentAddresses();
        if (sent != null && sent.length > 0) {
            return refused;
        }
        return Stream.concat(
                        refused.stream(),
                        Stream.of(mail.envelope())
                                .map(InternetAddress::getAddress)
                                .filter(address -> refused.stream()
                                        .noneMatch(one -> one.address().equalsIgnoreCase(address)))
                                .map(address -> new Refusal(address, true, "The server took it for nobody")))
                .toList();
    }

    private static Stream<SMTPAddressFailedException> refusals(MessagingException failure) {
        return Stream.<Exception>iterate(
                        failure,
                        Objects::nonNull,
                        e -> e instanceof MessagingException next ? next.getNextException() : null)
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(SMTPAddressFailedException.class::cast);
    }

    private static int code(Exception failure) {
        for (Exception e = failure;
                e != null;
                e = e instanceof MessagingException next ? next.getNextException() : null) {
            var code = switch (e) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSenderFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                case SendFailedException refused -> 0;
                default -> 0;
            };
            if (code >= 400) {
                return code;
            }
        }
        return 0;
    }

    private void connect(SMTPTransport transport) throws MessagingException {
        var login = server.getRawUserInfo() == null
                ? new String[0]
                : server.getRawUserInfo().split(":", 2);
        transport.connect(
                server.getHost(),
                server.getPort(),
                login.length > 0 ? decoded(login[0]) : null,
                login.length > 1 ? decoded(login[1]) : null);
    }

    private Properties properties(String scheme, Duration patience) {
        var answer = String.valueOf(patience.toMillis());
        var properties = new Properties();
        properties.setProperty(
                "mail." + scheme + ".connectiontimeout", String.valueOf(Math.min(10_000, patience.toMillis())));
        properties.setProperty("mail." + scheme + ".timeout", answer);
        properties.setProperty("mail." + scheme + ".writetimeout", answer);
        properties.setProperty("mail." + scheme + ".auth", String.valueOf(server.getRawUserInfo() != null));
        properties.setProperty("mail." + scheme + ".ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        // One reader whom the server does not take must not cost the others their letter.
        properties.setProperty("mail." + scheme + ".sendpartial", "true");
        // Where the server offers it, it tells of what it could not deliver (RFC 3461).
        properties.setProperty("mail." + scheme + ".dsn.notify", "FAILURE,DELAY");
        properties.setProperty("mail." + scheme + ".dsn.ret", "HDRS");
        if (HERE.contains(server.getHost())) {
            properties.setProperty("mail." + scheme + ".ssl.trust", server.getHost());
        }
        return properties;
    }

    /** Never the address that was written to: these words stand in logs. */
    private static String words(MessagingException failure) {
        var cause = failure.getNextException();
        return "The server does not answer ("
                + (cause == null ? failure : cause).getClass().getSimpleName() + ")";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
