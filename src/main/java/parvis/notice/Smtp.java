package parvis.notice;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Hands mails to a server (RFC 5321): {@code smtp://user:password@host:port}, encrypted when the server offers it, or
 * {@code smtps://}, encrypted from the first byte. What is encrypted is checked, but on this machine itself.
 */
final class Smtp implements Delivery {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final URI server;
    private final Session session;

    Smtp(String url) {
        this.server = URI.create(url);
        var scheme = String.valueOf(server.getScheme());
        if (!(scheme.equals("smtp") || scheme.equals("smtps")) || server.getHost() == null) {
            throw new IllegalArgumentException("Mail goes to smtp://user:password@host:port or smtps://…");
        }
        this.session = Session.getInstance(properties(scheme));
    }

    @Override
    public Outcome deliver(UUID id, MimeMessage message) {
        var watched = (Composed) message;
        try (var transport = (SMTPTransport) session.getTransport(server.getScheme())) {
            try {
                connect(transport);
            } catch (MessagingException e) {
                return new Outcome.Again(
                        e instanceof AuthenticationFailedException ? "The server refuses our password" : words(e));
            }
            transport.sendMessage(watched, watched.getAllRecipients());
            return new Outcome.Delivered();
        } catch (AddressException e) {
            return new Outcome.Never("This address cannot be written to");
        } catch (MessagingException e) {
            return classified(e, watched.isOnItsWay());
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

    private Properties properties(String scheme) {
        var properties = new Properties();
        properties.setProperty("mail." + scheme + ".connectiontimeout", "10000");
        properties.setProperty("mail." + scheme + ".timeout", "30000");
        properties.setProperty("mail." + scheme + ".writetimeout", "30000");
        properties.setProperty("mail." + scheme + ".auth", String.valueOf(server.getRawUserInfo() != null));
        properties.setProperty("mail." + scheme + ".ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
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
