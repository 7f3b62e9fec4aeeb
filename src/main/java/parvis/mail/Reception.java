package parvis.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;
import parvis.database.Ids;
import parvis.file.DiskFull;
import parvis.file.Files;
import parvis.file.TooLarge;
import parvis.mail.Recipients.Recipient;
import parvis.text.Clean;
import parvis.web.RateLimits;

/** One mail being handed over (RFC 5321): to whom, its bytes, and the answer once it is kept. */
final class Reception implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int PER_MINUTE = 300;
    /** Whoever tries so many addresses is not writing to us. */
    private static final int UNKNOWN = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_ADDRESS = 320;

    /** What all mails share. */
    record House(Recipients recipients, Keeping keeping, Files files, RateLimits limits, Clock clock, Runnable kept) {}

    private final House house;
    private final MessageContext context;
    private final Map<String, Recipient> recipients = new LinkedHashMap<>();
    private String sender = "";
    private int unknown;

    Reception(House house, MessageContext context) {
        this.house = house;
        this.context = context;
    }

    @Override
    public void from(@Nullable String from) throws RejectException {
        // A relay on this machine brings everybody's mail: what it lets through is its business.
        if (!peer().isLoopbackAddress()
                && !house.limits()
                        .take("mail", peer().getHostAddress(), PER_MINUTE, Duration.ofMinutes(1))
                        .isZero()) {
            throw new DropConnectionException(421, "4.7.0 Too many messages from here, try again in a minute");
        }
        sender = Clean.line(from == null ? "" : from, LONGEST_ADDRESS).text();
    }

    @Override
    public void recipient(@Nullable String to) throws RejectException {
        try {
            var found = house.recipients().find(to == null ? "" : to);
            if (found.isPresent()) {
                recipients.put(found.get().address(), found.get());
                return;
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Nobody knows who takes this mail, its sender is told to come again: {}", e.getMessage());
            throw new RejectException(451, "4.3.0 Not now, try again later");
        }
        if (++unknown >= UNKNOWN) {
            throw new DropConnectionException(421, "4.7.0 Too many unknown recipients");
        }
        throw new RejectException(550, "5.1.1 No such mailbox here, and nothing is passed on");
    }

    @Override
    public String data(InputStream from) throws RejectException, IOException {
        var data = new Unhurried(from);
        try {
            return "2.0.0 Kept as " + keep(data);
        } catch (TooLarge e) {
            data.skipRest();
            throw refused(552, "5.3.4 Larger than " + Bytes.LARGEST + " bytes");
        } catch (DiskFull e) {
            LOG.error("A mail could not be kept", e);
            data.skipRest();
            throw refused(452, "4.3.1 No room left, try again later");
        } catch (ExecutionException | TimeoutException e) {
            throw refused(451, "4.3.0 It could not be kept, try again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(451, "4.3.2 Stopping, try again later");
        }
    }

    @Override
    public void done() {
        recipients.clear();
    }

    private String keep(InputStream data)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        var mail = Bytes.of(data, house.files());
        var at = house.clock().instant();
        var from = peer().isLoopbackAddress() ? null : peer().getHostAddress();
        var first = Ids.next();
        var id = first;
        var waiting = new java.util.ArrayList<java.util.concurrent.CompletableFuture<@Nullable Void>>();
        for (var to : recipients.values()) {
            waiting.add(house.keeping()
                    .keep(new Arrived(
                            to.brand().id(),
                            id,
                            mail.hash(),
                            sender,
                            to.address(),
                            mail.count(),
                            mail.inline(),
                            at,
                            from)));
            id = Ids.next();
        }
        for (var kept : waiting) {
            kept.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        house.kept().run();
        return first.toString();
    }

    /** After a refusal of the data the next mail begins anew (RFC 5321, 4.1.1.4). */
    private RejectException refused(int code, String why) {
        if (context instanceof Session session) {
            session.resetMailTransaction();
        }
        return new RejectException(code, why);
    }

    private InetAddress peer() {
        return ((InetSocketAddress) context.getRemoteAddress()).getAddress();
    }

    /** Bytes as they come, for as long as a mail may take. Each read alone may wait, all together may not wait for ever. */
    private static final class Unhurried extends InputStream {
        private static final Duration LONGEST = Duration.ofMinutes(15);
        private static final int SELDOM = 16;
        /** Reading on is politeness, so that the answer is heard: not for whoever sends without end. */
        private static final long MOST_SKIPPED = 4 * Bytes.LARGEST;

        private final InputStream from;
        private final long deadline = System.nanoTime() + LONGEST.toNanos();
        private int read;

        Unhurried(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            if (++read % SELDOM == 0 && System.nanoTime() > deadline) {
                throw new java.net.SocketTimeoutException("A mail took longer than " + LONGEST);
            }
            return from.read();
        }

        void skipRest() throws IOException, DropConnectionException {
            for (var skipped = 0L; read() >= 0; skipped++) {
                if (skipped > MOST_SKIPPED) {
                    throw new DropConnectionException(552, "5.3.4 Larger than " + Bytes.LARGEST + " bytes");
                }
            }
        }
    }
}
