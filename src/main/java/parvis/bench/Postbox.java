package parvis.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes letters as a mail server does and hesitates before it says so: whoever is killed in between does not know whether the
 * letter arrived. Counts how often each came.
 */
final class Postbox implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("Voici\\s+(answer-[a-p-]{36})");
    private static final int LONGEST_HESITATION = 400;

    private final Map<String, Integer> came = new ConcurrentHashMap<>();
    private final SMTPServer server;

    Postbox() {
        server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .messageHandlerFactory(context -> new Slot())
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** How often a letter with this name in its words came, acknowledged or not. */
    int times(String name) {
        return came.getOrDefault(name, 0);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Slot implements MessageHandler {
        private final Random random = new Random();

        @Override
        public void from(@Nullable String from) {}

        @Override
        public void recipient(@Nullable String recipient) {}

        @Override
        public @Nullable String data(InputStream data) throws IOException {
            try {
                var mail = new MimeMessage(Session.getInstance(new Properties()), data);
                var plain =
                        (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
                NAME.matcher(plain)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .forEach(name -> came.merge(name, 1, Integer::sum));
                Thread.sleep(random.nextInt(LONGEST_HESITATION));
            } catch (MessagingException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        }

        @Override
        public void done() {}
    }
}
