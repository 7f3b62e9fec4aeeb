package parvis.mail;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with a mailbox that is read by IMAP.
 *
 * @param name user, server and folder; never the password
 * @param trouble why it is not read, when it is not
 * @param since when the state is what it is
 * @param lastMailAt when a mail was last taken
 * @param leftBehind how many mails were not taken and stay in it
 */
public record MailboxState(
        String name,
        State state,
        @Nullable Trouble trouble,
        Instant since,
        @Nullable Instant lastMailAt,
        long leftBehind) {

    public enum State {
        /** Not tried yet, or read by another node. */
        WAITING,
        CONNECTED,
        /** Tried again, with growing pauses. */
        LOST,
        /** The server refuses the password: tried again an hour later. */
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Trouble {
        UNREACHABLE,
        PASSWORD,
        /** It offers none, or its certificate is not to be trusted. */
        ENCRYPTION,
        FOLDER,
        /** It is we who cannot keep what it has: the disk is full, or PostgreSQL does not answer. */
        OURSELVES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
