package parvis.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.file.DiskFull;
import parvis.mail.MailboxLook.Box;
import parvis.mail.MailboxState.State;
import parvis.mail.MailboxState.Trouble;

/** Reads one mailbox for as long as this node runs: connects, takes what is new, waits for more, and begins again. */
final class MailboxReader {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    /** A line that broke sooner counts as an attempt that failed. */
    private static final Duration SOUND = Duration.ofSeconds(30);
    /** Refused for now, not for good (RFC 5530). */
    private static final Pattern FOR_NOW = Pattern.compile(
            "\\[(unavailable|inuse|limit|serverbug)]|too many|temporar|try again", Pattern.CASE_INSENSITIVE);

    /** What all mailboxes share. */
    record House(
            Brands brands,
            Recipients recipients,
            MailboxLook look,
            MailboxRows rows,
            MailboxLocks locks,
            Transactions transactions,
            Clock clock,
            ScheduledExecutorService alarm) {}

    /**
     * How long it rests.
     *
     * @param first before a second attempt; twice as long before each that follows
     * @param longest between attempts
     * @param refused after the server said no to the password: whoever goes on trying is locked out
     * @param elsewhere before asking again for what another node reads, or whose brand is not there yet
     * @param silence on a line on which the server tells what is new
     * @param between two looks where it does not
     */
    record Pace(
            Duration first,
            Duration longest,
            Duration refused,
            Duration elsewhere,
            Duration silence,
            Duration between) {
        static final Pace USUAL = new Pace(
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                Imap.SILENCE,
                Duration.ofSeconds(30));

        /** Not all at the same moment when a server is back that many waited for. */
        Duration after(int failures) {
            var pause = Math.min(first.toMillis() << Math.min(failures - 1, 20), longest.toMillis());
            return Duration.ofMillis(pause * ThreadLocalRandom.current().nextInt(75, 126) / 100);
        }
    }

    private final MailboxUrl url;
    private final House house;
    private final Pace pace;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<Long, Integer> attempts = new HashMap<>();
    private volatile @Nullable Imap open;
    private @Nullable Thread thread;
    private int failures;
    private boolean isWell;
    private @Nullable Trouble told;

    MailboxReader(MailboxUrl url, House house, Pace pace) {
        this.url = url;
        this.house = house;
        this.pace = pace;
    }

    String name() {
        return url.name();
    }

    void start() {
        thread = Thread.ofVirtual().name("mailbox " + url.name()).start(this::work);
    }

    /** What was kept and not yet marked is read again by whoever comes next, and is the same mail. */
    void stop() throws InterruptedException {
        stopping.countDown();
        var line = open;
        if (line != null) {
            Thread.ofVirtual().start(line::speakOn);
        }
        var working = thread;
        if (working != null && !working.join(FAREWELL)) {
            working.interrupt();
            working.join(FAREWELL);
        }
    }

    private void work() {
        try {
            for (var pause = once(); !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS); pause = once()) {
                LOG.debug("Again at mailbox {}", url.name());
            }
        } catch (InterruptedException asked) {
            LOG.debug("Mailbox {} is left", url.name());
        }
    }

    /** Reads until something is in the way; tells how long to rest then. */
    private Duration once() throws InterruptedException {
        var box = whose();
        if (box.isEmpty()) {
            return pace.elsewhere();
        }
        var began = System.nanoTime();
        isWell = false;
        try {
            if (house.locks().take(url.name())) {
                read(box.get());
            }
            return pace.elsewhere();
        } catch (AuthenticationFailedException e) {
            var forNow =
                    e.getMessage() != null && FOR_NOW.matcher(e.getMessage()).find();
            return forNow ? failed(box.get(), Trouble.UNREACHABLE, e, began) : refused(box.get());
        } catch (FolderNotFoundException e) {
            return failed(box.get(), Trouble.FOLDER, e, began);
        } catch (MessagingException e) {
            return failed(box.get(), isAboutEncryption(e) ? Trouble.ENCRYPTION : Trouble.UNREACHABLE, e, began);
        } catch (DiskFull
                | SQLException
                | DataAccessException
                | TransactionException
                | ExecutionException
                | TimeoutException e) {
            return failed(box.get(), Trouble.OURSELVES, e, began);
        } catch (IOException e) {
            return failed(box.get(), Trouble.UNREACHABLE, e, began);
        } catch (RuntimeException e) {
            if (!isStopping()) {
                LOG.error("Mailbox {} cannot be read", url.name(), e);
            }
            return failed(box.get(), Trouble.OURSELVES, e, began);
        }
    }

    private void read(Box box)
            throws MessagingException, IOException, SQLException, ExecutionException, TimeoutException,
                    InterruptedException {
        try (var imap = Imap.open(url)) {
            open = imap;
            mark(box, State.CONNECTED, null);
            while (!isStopping() && house.locks().take(url.name())) {
                // What comes during a look is told beside its answers, and not again while we wait.
                for (var told = -1; told != imap.told() && !isStopping(); ) {
                    told = imap.told();
                    house.look().take(imap, box);
                }
                well(imap);
                if (!isStopping()) {
                    imap.await(house.alarm(), imap.idles() ? pace.silence() : pace.between());
                }
            }
        } finally {
            open = null;
        }
    }

    private void well(Imap imap) {
        if (!isWell) {
            LOG.info(
                    "Mailbox {} is {}{}",
                    url.name(),
                    told == null ? "read" : "back",
                    imap.idles() ? "" : "; its server does not tell of new mail, it is looked into again and again");
        }
        isWell = true;
        told = null;
    }

    private Duration failed(Box box, Trouble trouble, Exception why, long began) {
        var lasted = isWell && System.nanoTime() - began > SOUND.toNanos();
        failures = lasted ? 1 : failures + 1;
        if (isStopping()) {
            return Duration.ZERO;
        }
        if (isWell) {
            // Servers close lines now and then: worth a word only when it cannot be opened again.
            LOG.info("The line to mailbox {} was lost ({})", url.name(), words(why));
        } else {
            if (told != trouble) {
                LOG.warn("Mailbox {} is not read, {}: {}", url.name(), trouble.word(), words(why));
            }
            told = trouble;
            mark(box, State.LOST, trouble);
        }
        return pace.after(failures);
    }

    private Duration refused(Box box) {
        if (told != Trouble.PASSWORD) {
            LOG.warn(
                    "Mailbox {} is not read: the server refuses the password; it is asked again in {}",
                    url.name(),
                    pace.refused());
        }
        told = Trouble.PASSWORD;
        mark(box, State.REFUSED, Trouble.PASSWORD);
        return pace.refused();
    }

    private void mark(Box box, State state, @Nullable Trouble trouble) {
        try {
            var brand = box.brand().id();
            house.transactions()
                    .run(
                            brand,
                            () -> house.rows()
                                    .is(
                                            brand,
                                            url.name(),
                                            state,
                                            trouble,
                                            house.clock().instant()));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("How mailbox {} is cannot be written down", url.name(), e);
        }
    }

    /** By its own word, else by the user's name, else the first brand's. */
    private Optional<Box> whose() {
        try {
            var named = url.address() == null ? url.user() : url.address();
            var found = house.recipients()
                    .find(named)
                    .map(recipient -> new Box(recipient.brand(), url.name(), recipient.address(), attempts));
            if (url.address() == null) {
                return found.or(this::ofTheFirst);
            }
            if (found.isEmpty() && told != Trouble.FOLDER) {
                LOG.warn("Mailbox {} is not read: {} is no brand's address", url.name(), url.address());
                told = Trouble.FOLDER;
            }
            return found;
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Nobody knows whose mailbox {} is", url.name(), e);
            return Optional.empty();
        }
    }

    private Optional<Box> ofTheFirst() {
        return house.brands().all().stream()
                .findFirst()
                .map(house.brands()::require)
                .map(brand -> new Box(
                        brand, url.name(), brand.mails().stream().findFirst().orElse(url.user()), attempts));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static boolean isAboutEncryption(MessagingException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SSLException || String.valueOf(e.getMessage()).contains("STARTTLS")) {
                return true;
            }
        }
        return false;
    }

    private static String words(Exception failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
