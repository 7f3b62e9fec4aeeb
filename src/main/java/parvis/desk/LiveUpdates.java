package parvis.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.conversation.Sight;
import parvis.database.BrandId;
import parvis.database.Transactions;

/**
 * Tells the open desks of this node which conversations changed, by number and nothing else: who hears it fetches the page
 * and is asked again who they are.
 */
@Component
class LiveUpdates implements ChangeListener, SmartLifecycle {
    /**
     * Of one session on this node: a desk in several windows. One more takes the place of the oldest, since a browser that went
     * to another page has closed its line long before this side notices.
     */
    static final int MOST = 8;
    /** Of everybody on this node. */
    static final int MOST_OF_ALL = 2_000;
    /** So often a line is sent though nothing happened, which also finds out who is gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Then the browser comes anew, and its session is looked at again. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Team team;
    private final Transactions transactions;
    private final JdbcClient db;
    private final Brands brands;
    private final Sight sight;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LiveUpdates(Team team, Transactions transactions, JdbcClient db, Brands brands, Sight sight) {
        this.brands = brands;
        this.sight = sight;
        this.team = team;
        this.transactions = transactions;
        this.db = db;
    }

    /** Writes to a browser; an exception says that it is gone. */
    interface Pen {
        void write(String text) throws IOException;
    }

    /**
     * Stays until the browser is gone or has opened too many others, the teammate is one no more, or this node stops.
     *
     * @param session the one that listens, by anything that tells it from others
     * @return false at once, with nothing written, when there is no room for one more
     */
    boolean keep(Brand brand, UUID account, String session, Pen pen) {
        var line = new Line(brand.id(), account, session, new News());
        if (!join(line)) {
            return false;
        }
        try {
            pen.write("retry: 2000\n\n");
            var end = System.nanoTime() + LIFE.toNanos();
            while (running && lines.contains(line) && System.nanoTime() < end && mayHear(line)) {
                pen.write(line.news().await(HEARTBEAT));
            }
            if (!lines.contains(line)) {
                // a window that is open after all comes back, but not at once, or two would push each other out for
                // ever
                pen.write("retry: 30000\n\n");
            }
        } catch (IOException gone) {
            // the browser closed it
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lines.remove(line);
        }
        return true;
    }

    private synchronized boolean join(Line line) {
        var own = lines.stream()
                .filter(other -> other.session().equals(line.session()))
                .sorted(Comparator.comparingLong(Line::number))
                .toList();
        for (var oldest : own.subList(0, Math.max(0, own.size() - MOST + 1))) {
            lines.remove(oldest);
            oldest.news().everything();
        }
        return running && lines.size() < MOST_OF_ALL && lines.add(line);
    }

    @Override
    public void changed(List<Change> changes) {
        if (lines.isEmpty()) {
            return;
        }
        tell(changes, Change.Kind.CONVERSATION, News::add);
        tell(changes, Change.Kind.PRESENCE, News::present);
    }

    private void tell(List<Change> changes, Change.Kind kind, ObjLongConsumer<News> word) {
        changes.stream()
                .filter(change -> change.kind() == kind)
                .collect(Collectors.groupingBy(Change::brand, Collectors.mapping(Change::id, Collectors.toSet())))
                .forEach((brand, ids) -> tell(brand, ids, word));
    }

    @Override
    public void interrupted() {
        lines.forEach(line -> line.news().everything());
    }

    private void tell(BrandId brand, Set<UUID> conversations, ObjLongConsumer<News> word) {
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
        listening.forEach(
                line -> heard(line, conversations, numbers).forEach(number -> word.accept(line.news(), number)));
    }

    /** Of what changed, what they see. */
    private List<Long> heard(Line line, Set<UUID> conversations, List<Long> numbers) {
        return team.byAccount(line.brand(), line.account())
                .map(who -> who.may(Permission.SEE_ALL)
                        ? numbers
                        : sight.seen(brands.require(line.brand()), who, conversations))
                .orElse(List.of());
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

    private record Line(BrandId brand, UUID account, String session, News news, long number) {
        private static final AtomicLong LAST = new AtomicLong();

        Line(BrandId brand, UUID account, String session, News news) {
            this(brand, account, session, news, LAST.incrementAndGet());
        }

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
