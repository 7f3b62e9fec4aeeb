package parvis.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open line to a mailbox (RFC 3501): what lies in it, the bytes of each mail, and waiting for the next one (IDLE, RFC 2177).
 * Nothing in the mailbox is changed: it is opened for reading only.
 */
final class Imap implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Imap.class);
    /**
     * A line on which nothing is said for so long is closed on the way by many a router; servers must bear half an hour of
     * silence (RFC 2177 says to speak every 29 minutes).
     */
    static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWER = SILENCE.plusSeconds(30);
    private static final int AT_ONCE = 256 * 1024;

    private final IMAPStore store;
    private final IMAPFolder folder;
    private final boolean idles;

    private Imap(IMAPStore store, IMAPFolder folder, boolean idles) {
        this.store = store;
        this.folder = folder;
        this.idles = idles;
    }

    /**
     * A mail in the mailbox.
     *
     * @param at when it came there
     * @param dropped marked as deleted, or the draft of somebody
     */
    record Lying(long uid, long bytes, Instant at, boolean dropped, IMAPMessage message) {

        InputStream raw() throws MessagingException {
            message.setPeek(true);
            return message.getMimeStream();
        }

        boolean isGone() {
            return message.isExpunged();
        }
    }

    static Imap open(MailboxUrl url) throws MessagingException {
        var scheme = url.encrypted() ? "imaps" : "imap";
        var store = (IMAPStore)
                Session.getInstance(properties(url, "mail." + scheme + ".")).getStore(scheme);
        try {
            store.connect(url.host(), url.port(), url.user(), url.password());
            // asked first: once the folder has the line, the question would open a second one
            var idles = store.hasCapability("IDLE");
            var folder = (IMAPFolder) store.getFolder(url.folder());
            folder.open(Folder.READ_ONLY);
            return new Imap(store, folder, idles);
        } catch (MessagingException | RuntimeException e) {
            shut(store);
            throw e;
        }
    }

    private static Properties properties(MailboxUrl url, String prefix) {
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", String.valueOf(CONNECTING.toMillis()));
        properties.setProperty(prefix + "timeout", String.valueOf(ANSWER.toMillis()));
        properties.setProperty(prefix + "writetimeout", "30000");
        properties.setProperty(prefix + "fetchsize", String.valueOf(AT_ONCE));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty("mail.imap.starttls.enable", "true");
        // A password does not travel where others may read along.
        properties.setProperty("mail.imap.starttls.required", String.valueOf(!url.isHere()));
        if (url.isHere()) {
            properties.setProperty(prefix + "ssl.trust", url.host());
        }
        return properties;
    }

    boolean idles() {
        return idles;
    }

    long validity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /** Of the newest mail; 0 in an empty mailbox. */
    long lastUid() throws MessagingException {
        var next = folder.getUIDNext();
        if (next > 0) {
            return next - 1;
        }
        var count = folder.getMessageCount();
        return count > 0 ? folder.getUID(folder.getMessage(count)) : 0;
    }

    /** How many mails the server has told of, as it says beside its answers to anything. */
    int told() throws MessagingException {
        return folder.getMessageCount();
    }

    /** Those with a greater number, in their order. */
    List<Lying> after(long uid) throws MessagingException {
        return lying(folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID)).stream()
                // "n:*" names the last mail even when its number is below n
                .filter(mail -> mail.uid() > uid)
                .toList();
    }

    /** Those that came there since then, in the order of their numbers. */
    List<Lying> since(Instant then) throws MessagingException {
        // The server counts in days, of whatever zone.
        var day = Date.from(then.minus(Duration.ofDays(1)));
        return lying(folder.search(new ReceivedDateTerm(ComparisonTerm.GE, day))).stream()
                .filter(mail -> !mail.at().isBefore(then))
                .toList();
    }

    private List<Lying> lying(Message[] found) throws MessagingException {
        var wanted = new FetchProfile();
        wanted.add(UIDFolder.FetchProfileItem.UID);
        wanted.add(FetchProfile.Item.SIZE);
        wanted.add(FetchProfile.Item.FLAGS);
        wanted.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        var messages = Arrays.stream(found).filter(Objects::nonNull).toArray(Message[]::new);
        folder.fetch(messages, wanted);
        var lying = new java.util.ArrayList<Lying>();
        for (var message : messages) {
            if (!message.isExpunged()) {
                lying.add(lying((IMAPMessage) message));
            }
        }
        lying.sort(Comparator.comparingLong(Lying::uid));
        return List.copyOf(lying);
    }

    private Lying lying(IMAPMessage message) throws MessagingException {
        var at = message.getReceivedDate();
        var dropped = message.isSet(Flags.Flag.DELETED) || message.isSet(Flags.Flag.DRAFT);
        return new Lying(
                folder.getUID(message), message.getSize(), at == null ? Instant.MAX : at.toInstant(), dropped, message);
    }

    /** Until something happens in the mailbox, or for as long as a line may be silent. */
    void await(ScheduledExecutorService alarm, Duration longest) throws MessagingException, InterruptedException {
        if (!idles) {
            Thread.sleep(longest);
            speak();
            return;
        }
        // A thread of its own: a line that hangs keeps no other mailbox waiting.
        var end = alarm.schedule(
                () -> Thread.ofVirtual().start(this::speakOn), longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            folder.idle(true);
        } finally {
            end.cancel(false);
        }
    }

    /** Ends the waiting; whoever waits finds out whether the line is broken. */
    void speakOn() {
        try {
            speak();
        } catch (MessagingException | IllegalStateException broken) {
            LOG.debug("A line to a mailbox is broken", broken);
        }
    }

    private void speak() throws MessagingException {
        folder.doCommand(protocol -> {
            protocol.noop();
            return null;
        });
    }

    @Override
    public void close() {
        shut(store);
    }

    private static void shut(IMAPStore store) {
        try {
            store.close();
        } catch (MessagingException gone) {
            LOG.debug("A line was closed by the other side", gone);
        }
    }
}
