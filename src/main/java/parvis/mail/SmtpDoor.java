package parvis.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.server.SMTPServer;
import parvis.web.RateLimits;
import parvis.web.Readiness;

/**
 * Our own SMTP listener (RFC 5321): takes mail for the brands' addresses and passes nothing on. Speaks TLS when it has a
 * certificate.
 */
@Component
@ConditionalOnProperty("parvis.smtp-port") // a command has no door, and needs nothing of what stands behind it
public class SmtpDoor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpDoor.class);
    private static final String NAME = "smtp";
    private static final int CONNECTIONS = 400;
    private static final int CONNECTIONS_OF_ONE = 20;
    private static final int RECIPIENTS = 50;
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Reception.House house;
    private final Keeping keeping;
    private final Readiness readiness;
    private final int port;
    private final String bind;
    private final @Nullable SmtpCertificate tls;
    private volatile @Nullable SMTPServer server;

    /**
     * @param port 0 for any that is free
     * @param certificate and {@code key}: files in PEM; empty for no TLS
     */
    SmtpDoor(
            Recipients recipients,
            Keeping keeping,
            parvis.file.Files files,
            RateLimits limits,
            MailWorker worker,
            Readiness readiness,
            Clock clock,
            @Value("${parvis.smtp-port}") int port,
            @Value("${parvis.smtp-bind:127.0.0.1}") String bind,
            @Value("${parvis.smtp-cert:}") String certificate,
            @Value("${parvis.smtp-key:}") String key) {
        this.house = new Reception.House(recipients, keeping, files, limits, clock, worker::wake);
        this.keeping = keeping;
        this.readiness = readiness;
        this.port = port;
        this.bind = bind;
        this.tls =
                certificate.isEmpty() || key.isEmpty() ? null : new SmtpCertificate(Path.of(certificate), Path.of(key));
        readiness.require(NAME, this::isOpen);
    }

    /** Where it listens; 0 while it does not. */
    public int port() {
        var open = server;
        return open == null ? 0 : open.getPortAllocated();
    }

    @Override
    public void start() {
        keeping.start();
        var builder = new SMTPServer.Builder()
                .bindAddress(address())
                .port(port)
                .softwareName("Parvis")
                .messageHandlerFactory(context -> new Reception(house, context))
                // kept as it came, so that the same mail twice is the same bytes
                .insertReceivedHeaders(false)
                .fromAddressValidator(any -> true)
                .maxConnections(CONNECTIONS)
                .sessionHandler(new Visitors(CONNECTIONS_OF_ONE))
                .connectionTimeoutMs(Math.toIntExact(IDLE.toMillis()))
                .maxRecipients(RECIPIENTS)
                .maxMessageSize(Math.toIntExact(Bytes.LARGEST))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .serverThreadName("smtp");
        if (tls != null) {
            builder.enableTLS().startTlsSocketFactory(tls);
        }
        var opened = builder.build();
        opened.start();
        server = opened;
        LOG.info("Mail is taken on port {}{}", opened.getPortAllocated(), tls == null ? "" : ", with TLS");
    }

    @Override
    public void stop() {
        var open = server;
        server = null;
        if (open != null) {
            open.stop();
        }
        keeping.stop();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    private boolean isOpen() {
        var open = server;
        return open != null && open.isRunning();
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("No address " + bind, e);
        }
    }
}
