package parvis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The PostgreSQL that lives and ends with this program, in a data directory that the program holds.
 *
 * <p>It loses nothing that it acknowledged, whoever is killed. It never outlives this program by more than its own
 * shutdown; should it still, the next start stops it. When it dies alone it is started again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    /** An uptime after which a death is no longer counted with those before it. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Starter starter;
    private final PostgresLog log;
    private final Consumer<PostgresEvent> events;
    private final Coordinates coordinates;
    private final Thread watcher;
    private volatile Supervisor running;
    private volatile boolean stopping;

    private EmbeddedPostgres(
            Cluster cluster,
            Starter starter,
            PostgresLog log,
            Consumer<PostgresEvent> events,
            Coordinates coordinates,
            Supervisor running) {
        this.cluster = cluster;
        this.starter = starter;
        this.log = log;
        this.events = events;
        this.coordinates = coordinates;
        this.running = running;
        this.watcher = Thread.ofPlatform().daemon().name("postgresql-watcher").unstarted(this::watch);
    }

    /**
     * Unpacks, makes the cluster and starts it, each only as far as needed, and returns once it answers.
     *
     * @param events told from the calling thread until the return, later from the watcher's; they must not block
     * @throws DatabaseFailure with the reason
     */
    public static EmbeddedPostgres start(DataDirectory directory, Binaries binaries, Consumer<PostgresEvent> events) {
        var cluster = Cluster.in(directory.path(), binaries.major());
        var log = new PostgresLog(logIn(directory.path()));
        var unpacked = binaries.unpack(cluster.home(), events);
        var privileges = Privileges.forHome(cluster.home());
        Leftovers.stop(cluster.data(), events);
        cluster.make(unpacked, privileges, log, events);
        forget(cluster.port());

        var starter = new Starter(cluster, unpacked, privileges, log, events);
        var started = starter.startAnywhere();
        var postgres = new EmbeddedPostgres(cluster, starter, log, events, started.coordinates(), started.supervisor());
        try {
            Durable.writePrivately(cluster.port(), started.coordinates().port() + "\n");
            binaries.sweepOthers(cluster.home());
        } catch (IOException e) {
            postgres.stop();
            throw DatabaseFailure.of("Cannot write in", cluster.home(), e);
        }
        events.accept(new PostgresEvent.Ready(started.coordinates().port()));
        postgres.watcher.start();
        return postgres;
    }

    public Coordinates coordinates() {
        return coordinates;
    }

    /** Shuts down cleanly: connections are cut, everything is written. Takes at most some 40 seconds, then it is killed. */
    public void stop() {
        stopping = true;
        watcher.interrupt();
        join(watcher);
        forget(cluster.port());
        end(running);
    }

    @Override
    public void close() {
        stop();
    }

    private void end(Supervisor supervisor) {
        supervisor.signal("INT");
        if (!supervisor.ended(FAST_SHUTDOWN)) {
            supervisor.signal("QUIT");
            supervisor.ended(IMMEDIATE_SHUTDOWN);
        }
        supervisor.letGo();
        Leftovers.stop(cluster.data(), events);
    }

    private void watch() {
        var deaths = 0;
        var since = System.nanoTime();
        while (!stopping) {
            try {
                if (running.alive() && !running.ended(Duration.ofSeconds(10))) {
                    log.rotate();
                    continue;
                }
                if (stopping || Thread.interrupted()) return;
                var died = System.nanoTime();
                deaths = died - since > SETTLED.toNanos() ? 1 : deaths + 1;
                var delay = delayAfter(deaths);
                events.accept(new PostgresEvent.Died(running.ending(log), delay));
                running.letGo();
                Thread.sleep(delay);
                running = starter.startAt(coordinates);
                since = System.nanoTime();
                events.accept(new PostgresEvent.Restarted(coordinates.port(), Duration.ofNanos(since - died)));
            } catch (InterruptedException e) {
                return; // asked to stop
            } catch (IOException | DatabaseFailure e) {
                if (stopping) return;
                events.accept(new PostgresEvent.Retrying(String.valueOf(e.getMessage())));
            }
        }
    }

    private static Duration delayAfter(int deaths) {
        var delay = Duration.ofMillis(100L << Math.min(deaths - 1, 10));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path logIn(Path dataDirectory) {
        try {
            var logs = dataDirectory.resolve("logs");
            if (!Files.isDirectory(logs))
                Files.createDirectory(
                        logs, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return logs.resolve("postgresql.log");
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write logs in", dataDirectory, e);
        }
    }

    private static void forget(Path port) {
        try {
            Files.deleteIfExists(port);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot remove", port, e);
        }
    }
}
