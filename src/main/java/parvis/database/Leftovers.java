package parvis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A PostgreSQL that outlived its program, because the supervisor was killed as well. We hold the lock of the data
 * directory, so whatever still runs on its cluster is nobody's: it is stopped before another one starts.
 */
final class Leftovers {
    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);

    private Leftovers() {}

    static void stop(Path cluster, Consumer<PostgresEvent> events) {
        // Without /proc nobody can tell whose a number is; PostgreSQL's own lock then refuses a second start.
        if (!Proc.readable()) return;
        var pidFile = cluster.resolve("postmaster.pid");
        var recorded = pidIn(pidFile);
        if (recorded > 0 && Proc.serves(recorded, cluster) && Proc.alive(recorded)) {
            events.accept(new PostgresEvent.StoppingLeftover(recorded));
            stop(recorded);
        }
        for (var orphan : Proc.serving(cluster)) { // children of a postmaster that was killed
            events.accept(new PostgresEvent.StoppingLeftover(orphan));
            Proc.signal("QUIT", orphan);
            if (!Proc.gone(orphan, Duration.ofSeconds(3))) Proc.signal("KILL", orphan);
            if (!Proc.gone(orphan, IMMEDIATE)) throw cannotStop(orphan);
        }
        if (recorded > 0 && Proc.alive(recorded)) forget(pidFile);
    }

    private static void stop(long pid) {
        Proc.signal("INT", pid);
        if (Proc.gone(pid, FAST)) return;
        Proc.signal("QUIT", pid);
        if (Proc.gone(pid, IMMEDIATE)) return;
        Proc.signal("KILL", pid);
        if (!Proc.gone(pid, IMMEDIATE)) throw cannotStop(pid);
    }

    /** The number belongs to somebody else today, which PostgreSQL cannot see: it would refuse to start for ever. */
    private static void forget(Path pidFile) {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot remove the stale", pidFile, e);
        }
    }

    private static long pidIn(Path pidFile) {
        try {
            var lines = Files.readString(pidFile).lines().toList();
            return Math.abs(
                    Long.parseLong(lines.isEmpty() ? "" : lines.getFirst().strip()));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static DatabaseFailure cannotStop(long pid) {
        return new DatabaseFailure(
                DatabaseFailure.Kind.IN_USE,
                "A PostgreSQL (process " + pid
                        + ") still works on this data directory and does not stop: stop it by hand, "
                        + "then start again.");
    }
}
