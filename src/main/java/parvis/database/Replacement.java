package parvis.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parvis.database.DatabaseFailure.Kind;
import parvis.database.Migrations.Step;

/**
 * Everything in a database gives way to something else, in one transaction: the old schemas are set aside under other names,
 * and readers go on with them until the new ones are committed. Whatever ends the program before leaves the old ones.
 *
 * <p>Every node hears of it: the stamp on the schema {@code change} is another one, and those who listen to the change log are
 * told to look.
 */
public final class Replacement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);
    private static final String ASIDE = "parvis_replaced_";
    /** Of the NOTIFY that tells nodes to look at the stamp. */
    public static final String WORD = "replaced";

    private final Connection owner;
    private final DatabaseLocation at;
    private boolean done;

    private Replacement(Connection owner, DatabaseLocation at) {
        this.owner = owner;
        this.at = at;
    }

    /** @throws DatabaseFailure when the database does not let its owner do that */
    public static Replacement begin(DatabaseLocation at) {
        Replacement begun = null;
        try {
            var owner = Migrations.connect(at);
            begun = new Replacement(owner, at);
            dropReplaced(owner);
            owner.setAutoCommit(false);
            Migrations.execute(owner, "select pg_advisory_xact_lock(7278)"); // nobody migrates meanwhile
            for (var module : Migrations.MODULES) {
                if (Migrations.holds(owner, "select 1 where to_regnamespace('" + module + "') is not null")) {
                    Migrations.execute(owner, "alter schema " + module + " rename to " + ASIDE + module);
                }
            }
            return begun;
        } catch (SQLException e) {
            if (begun != null) {
                begun.close();
            }
            throw failed(at, e);
        }
    }

    /** The owner's, inside the transaction; whoever uses it ends nothing. */
    public Connection connection() {
        return owner;
    }

    /** Empty schemas that went through exactly these steps; false when this program does not know them all. */
    public boolean replay(Map<String, List<Step>> history) {
        if (!Migrations.MODULES.containsAll(history.keySet())) {
            return false;
        }
        try {
            Migrations.replay(owner, at, history);
            var reached = Migrations.history(owner);
            return history.entrySet().stream()
                    .allMatch(module -> module.getValue().equals(reached.getOrDefault(module.getKey(), List.of())));
        } catch (SQLException e) {
            throw failed(at, e);
        }
    }

    /** Migrates on to this version, and lets the new schemas take their place. */
    public void commit(Instant now) {
        try {
            Migrations.complete(owner, at);
            FilesDirectory.carry(owner, ASIDE);
            // What ran when the rows were written does not run here.
            Migrations.execute(
                    owner,
                    "update database.scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null");
            Migrations.execute(owner, "comment on schema change is 'replaced " + now + "'");
            Migrations.execute(owner, "select pg_notify('parvis_change', '" + WORD + "')");
            owner.commit();
            done = true;
            owner.setAutoCommit(true);
            dropReplaced(owner);
        } catch (SQLException e) {
            throw failed(at, e);
        }
    }

    @Override
    public void close() {
        try (owner) {
            if (!done && !owner.getAutoCommit()) {
                owner.rollback();
            }
        } catch (SQLException gone) {
            LOG.debug("The connection was gone already", gone);
        }
    }

    /** Those who still read them are given half a minute; what stays is dropped by the next start. */
    static void dropReplaced(Connection owner) throws SQLException {
        var aside = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "select nspname from pg_namespace where starts_with(nspname, '" + ASIDE + "')")) {
            while (rows.next()) {
                aside.add(rows.getString(1));
            }
        }
        if (aside.isEmpty()) {
            return;
        }
        try {
            Migrations.execute(owner, "set lock_timeout = '30s'");
            Migrations.execute(owner, "drop schema if exists " + String.join(", ", aside) + " cascade");
        } catch (SQLException inUse) {
            LOG.warn("What was replaced cannot be dropped yet: {}", inUse.getMessage());
        } finally {
            Migrations.execute(owner, "set lock_timeout = 0");
        }
    }

    private static DatabaseFailure failed(DatabaseLocation at, SQLException e) {
        var full = "53100".equals(e.getSQLState());
        return full
                ? new DatabaseFailure(
                        Kind.DISK_FULL, "The disk of the database is full: make room, then start again.", e)
                : new DatabaseFailure(
                        Kind.UNREACHABLE, "PostgreSQL cannot be used at " + at.url() + ": " + e.getMessage(), e);
    }
}
