package parvis.mail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.database.DatabaseLocation;

/**
 * Of several nodes one reads a mailbox: whoever holds its lock in PostgreSQL, which opens by itself when that node goes. Should
 * two ever read the same one, each mail is still kept once.
 */
@Component
class MailboxLocks {
    /** The first half of each lock's number; the second is made of the mailbox's name. */
    private static final int KIND = 7279;

    private static final int ANSWER_SECONDS = 5;

    private final DatabaseLocation location;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection line;

    MailboxLocks(DatabaseLocation location) {
        this.location = location;
    }

    /** Whether this node may read it now. Asks PostgreSQL each time: a lock is gone with the line that held it. */
    synchronized boolean take(String mailbox) throws SQLException {
        var open = line();
        if (held.contains(mailbox)) {
            return true;
        }
        try (var statement = open.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            statement.setInt(1, KIND);
            statement.setString(2, mailbox);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) {
                    held.add(mailbox);
                    return true;
                }
                return false;
            }
        }
    }

    /** Gives all of them to other nodes. */
    synchronized void leave() {
        held.clear();
        var open = line;
        line = null;
        if (open != null) {
            try (open;
                    var statement = open.createStatement()) {
                // a line that is closed gives its locks back a moment later
                statement.execute("select pg_advisory_unlock_all()");
            } catch (SQLException gone) {
                // what it held is free then, too
            }
        }
    }

    private Connection line() throws SQLException {
        var open = line;
        if (open != null && open.isValid(ANSWER_SECONDS)) {
            return open;
        }
        leave();
        var opened = DriverManager.getConnection(location.url(), location.appRole(), location.appPassword());
        line = opened;
        return opened;
    }
}
