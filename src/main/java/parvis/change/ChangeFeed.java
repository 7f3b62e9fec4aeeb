package parvis.change;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change.Position;
import parvis.database.BrandId;
import parvis.database.DatabaseLocation;
import parvis.database.Replacement;

/**
 * Reads the change log and tells this node's listeners.
 *
 * <p>NOTIFY only wakes readers: it is sent by this reader, at most once a turn, never by the transaction that made the
 * change, because it would serialize commits. A listener that fails is logged and does not stop the others.
 */
@Component
public class ChangeFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int BATCH = 1_000;
    private static final long IDLE_MILLISECONDS = 500;
    /** An entry may wait for an older transaction to end: after a wake the feed looks again this often. */
    private static final long EAGER_MILLISECONDS = 15;

    private static final int EAGER_TURNS = 60;

    private final JdbcClient db;
    private final DatabaseLocation location;
    private final ObjectProvider<ChangeListener> listeners;
    private final Wake wake;
    private final ApplicationEventPublisher events;
    private final boolean workers;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Position position = Position.START;
    private @Nullable Thread reader;
    private @Nullable Thread ear;
    private volatile @Nullable Connection hearing;
    private volatile @Nullable String stamp;

    ChangeFeed(
            JdbcClient db,
            DatabaseLocation location,
            ObjectProvider<ChangeListener> listeners,
            Wake wake,
            ApplicationEventPublisher events,
            @Value("${parvis.workers:true}") boolean workers) {
        this.workers = workers;
        this.events = events;
        this.db = db;
        this.location = location;
        this.listeners = listeners;
        this.wake = wake;
    }

    /** Up to where this node has heard. */
    public Position position() {
        return position;
    }

    /**
     * What follows a position, oldest first, for a cache that keeps its own: it must not be older than {@link Bounds#oldest()},
     * or what was trimmed is missed.
     */
    public List<Change> after(Position reached, int most) {
        return db.sql("select xid::text::bigint as xid, seq, brand, kind, id from change.read(?::text::xid8, ?, ?)")
                .params(Long.toUnsignedString(reached.transaction()), reached.sequence(), most)
                .query((row, n) -> new Change(
                        new Position(row.getLong("xid"), row.getLong("seq")),
                        new BrandId(row.getObject("brand", java.util.UUID.class)),
                        Change.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getObject("id", java.util.UUID.class)))
                .list();
    }

    /** The newest entry, and the oldest that has not been trimmed. */
    public Bounds bounds() {
        return db.sql(
                        "select newest_xid::text::bigint as nx, newest_seq, oldest_xid::text::bigint as ox, oldest_seq from change.bounds()")
                .query((row, n) -> new Bounds(
                        new Position(row.getLong("nx"), row.getLong("newest_seq")),
                        new Position(row.getLong("ox"), row.getLong("oldest_seq"))))
                .single();
    }

    public record Bounds(Position newest, Position oldest) {}

    @Override
    public void start() {
        if (position.equals(Position.START)) {
            position = bounds().newest();
        }
        stamp = stamped();
        running.set(true);
        reader = Thread.ofPlatform().name("change-feed").daemon().start(this::read);
        ear = Thread.ofPlatform().name("change-ear").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        running.set(false);
        wake.fromElsewhere();
        close(hearing);
        for (var thread : new Thread[] {reader, ear}) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    @Override
    public boolean isAutoStartup() {
        return workers;
    }

    /** Before the web server takes requests, after nothing: listeners build their caches in their own start. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void read() {
        var eager = 0;
        while (running.get()) {
            try {
                if (wake.await(eager > 0 ? EAGER_MILLISECONDS : IDLE_MILLISECONDS)) {
                    eager = EAGER_TURNS;
                }
                if (wake.othersMustHear()) {
                    db.sql("select pg_notify('parvis_change', '')")
                            .query(String.class)
                            .optional();
                }
                eager = deliver() ? 0 : Math.max(0, eager - 1);
            } catch (InterruptedException stopping) {
                return;
            } catch (DataAccessException e) {
                if (running.get()) {
                    LOG.warn("The change log cannot be read; trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private boolean deliver() {
        var any = false;
        while (true) {
            var changes = after(position, BATCH);
            if (changes.isEmpty()) {
                return any;
            }
            any = true;
            listeners.orderedStream().forEach(listener -> tell(listener, changes));
            position = changes.getLast().position();
        }
    }

    private static void tell(ChangeListener listener, List<Change> changes) {
        try {
            listener.changed(changes);
        } catch (RuntimeException e) {
            LOG.error(
                    "A listener of the change log failed: {}",
                    listener.getClass().getSimpleName(),
                    e);
        }
    }

    private void listen() {
        while (running.get()) {
            try (var connection =
                    DriverManager.getConnection(location.url(), location.appRole(), location.appPassword())) {
                hearing = connection;
                try (var statement = connection.createStatement()) {
                    statement.execute("listen parvis_change");
                }
                wake.fromElsewhere();
                lookAtTheStamp();
                var notifications = connection.unwrap(PGConnection.class);
                while (running.get()) {
                    var heard = notifications.getNotifications(60_000);
                    if (heard != null && heard.length > 0) {
                        wake.fromElsewhere();
                        if (Arrays.stream(heard)
                                .anyMatch(word -> word.getParameter().equals(Replacement.WORD))) {
                            lookAtTheStamp();
                        }
                    } else {
                        lookAtTheStamp();
                        try (var statement = connection.createStatement()) {
                            statement.execute("select 1");
                        }
                    }
                }
            } catch (SQLException | DataAccessException lost) {
                if (running.get()) {
                    LOG.info("The wake-up line to PostgreSQL was lost; connecting again");
                    listeners.orderedStream().forEach(ChangeListener::interrupted);
                    pause();
                }
            }
        }
    }

    /** Nothing that this node remembers is true any more, once everything was replaced by a backup. */
    private void lookAtTheStamp() {
        var now = stamped();
        if (running.get() && !now.equals(stamp)) {
            stamp = now;
            LOG.info("The data were replaced by a backup");
            events.publishEvent(new HouseReplaced());
        }
    }

    private String stamped() {
        return db.sql("select coalesce(obj_description(to_regnamespace('change'), 'pg_namespace'), '')")
                .query(String.class)
                .single();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // already gone
            }
        }
    }
}
