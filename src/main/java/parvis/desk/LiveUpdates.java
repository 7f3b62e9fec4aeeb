package parvis.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.database.BrandId;
import parvis.database.Transactions;

/**
 * Tells the open desks of this node which conversations changed, by number and nothing else: who hears it fetches the page
 * and is asked again who they are.
 */
@Component
class LiveUpdates implements ChangeListener, SmartLifecycle {
    /** Of one account on this node: a desk in several windows, not a program that never closes any. */
    static final int MOST = 8;
    /** So often a line is sent though nothing happened, which also finds out who is gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Then the browser comes anew, and its session is looked at again. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Team team;
    private final Transactions transactions;
    private final JdbcClient db;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LiveUpdates(Team team, Transactions transactions, JdbcClient db) {
        this.team = team;
        this.transactions = transactions;
        this.db = db;
    }

    /** Writes to a browser; an exception says that it is gone. */
    interface Pen {
        void write(String text) throws IOException;
    }

    /** Whether there is room for one more. */
    boolean takes(UUID account) {
        return running
                && lines.stream().filter(line -> line.account().equals(account)).count() < MOST;
    }

    /** Stays until the browser is gone, the teammate is one no more, or this node stops. */
    void keep(Brand brand, UUID account, Pen pen) {
        var line = new Line(brand.id(), account, new News());
        lines.add(line);
        try {
            pen.write("retry: 2000\n\n");
            var end = System.nanoTime() + LIFE.toNanos();
            while (running && System.nanoTime() < end && mayHear(line)) {
                pen.write(line.news().await(HEARTBEAT));
            }
        } catch (IOException gone) {
            // the browser closed it
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lines.remove(line);
        }
    }

    @Override
    public void changed(List<Change> changes) {
        if (lines.isEmpty()) {
            return;
        }
        changes.stream()
                .filter(change -> change.kind() == Change.Kind.CONVERSATION)
                .collect(Collectors.groupingBy(Change::brand, Collectors.mapping(Change::id, Collectors.toSet())))
                .forEach(this::tell);
    }

    @Override
    public void interrupted() {
        lines.forEach(line -> line.news().everything());
    }

    private void tell(BrandId brand, Set<UUID> conversations) {
        var listening =
                lines.stream().filter(line -> line.brand().equals(brand)).toList();
        if (listening.isEmpty()) {
            return;
        }
        var numbers = transactions.reading(
                brand,
                () -> db.sql("select number from conversation.conversation where id = any(?)")
                        .param(conversations.toArray(UUID[]::new))
                        .query(Long.class)
                        .list());
        listening.forEach(line -> numbers.forEach(number -> line.news().add(number)));
    }

    private boolean mayHear(Line line) {
        return team.byAccount(line.brand(), line.account())
                .filter(t -> t.may(Permission.SEE_DESK))
                .isPresent();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the server waits for its requests to end: these would not. */
    @Override
    public void stop() {
        running = false;
        lines.forEach(line -> line.news().everything());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Line(BrandId brand, UUID account, News news) {
        @Override
        public boolean equals(Object other) {
            return this == other; // two windows of one account are two lines
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
