package parvis.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Brings a cluster to the point where it answers, over the obstacles that pass by themselves. */
record Starter(Cluster cluster, Path binaries, Privileges privileges, PostgresLog log, Consumer<PostgresEvent> events) {
    // Below the range from which systems take the ports of outgoing connections: a restart finds its port free again.
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofMinutes(30);

    record Started(Coordinates coordinates, Supervisor supervisor) {}

    private sealed interface Outcome {
        record Answers() implements Outcome {}

        record Died(String words) implements Outcome {}

        record Silent() implements Outcome {}
    }

    Started startAnywhere() {
        var password = cluster.password();
        while (true) {
            var at = new Coordinates(Coordinates.HOST, freePort(), Coordinates.SUPERUSER, password);
            try {
                return new Started(at, start(at));
            } catch (PortTaken taken) {
                events.accept(new PostgresEvent.Retrying("port " + at.port() + " is taken"));
            }
        }
    }

    /** On the port that others already know. */
    Supervisor startAt(Coordinates at) {
        try {
            return start(at);
        } catch (PortTaken taken) {
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.UNREACHABLE, "Port " + at.port() + " is taken by another program.", taken);
        }
    }

    private Supervisor start(Coordinates at) throws PortTaken {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Leftovers.stop(cluster.data(), events);
            var supervisor = launch(at.port());
            var ready = false;
            try {
                switch (await(supervisor, at)) {
                    case Outcome.Answers() -> {
                        ready = true;
                        return supervisor;
                    }
                    case Outcome.Silent() -> throw failure("it does not answer");
                    case Outcome.Died(var words) -> {
                        if (words.contains("could not bind") || words.contains("Address already in use"))
                            throw new PortTaken();
                        if (!passes(words) || System.nanoTime() > deadline) throw diagnose(words);
                        events.accept(new PostgresEvent.Retrying(log.lastWords()));
                        Pause.of(Duration.ofMillis(500));
                    }
                }
            } finally {
                if (!ready) supervisor.letGo();
            }
        }
    }

    private Supervisor launch(int port) {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", cluster.data().toString()));
        command.addAll(Settings.of(cluster.data(), port));
        try {
            log.rotate();
            log.mark();
            return Supervisor.start(privileges.wrap(command), log.file());
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot start PostgreSQL in", cluster.home(), e);
        }
    }

    private Outcome await(Supervisor supervisor, Coordinates at) {
        var began = System.nanoTime();
        var told = began;
        var recovering = false;
        while (true) {
            try (var connection = at.connect()) {
                if (connection.isValid(5)) return new Outcome.Answers();
            } catch (SQLException e) {
                // 57P03: it is there and still replays its log, however long that takes.
                recovering |= "57P03".equals(e.getSQLState());
                if ("28P01".equals(e.getSQLState())) throw failure("its password is not the one in " + cluster.home());
            }
            if (supervisor.ended(Duration.ofMillis(50))) return new Outcome.Died(log.sinceMark());
            if (Thread.currentThread().isInterrupted()) Pause.of(Duration.ZERO);
            var elapsed = System.nanoTime() - began;
            if (elapsed > (recovering ? RECOVERY : PATIENCE).toNanos()) return new Outcome.Silent();
            if (recovering && System.nanoTime() - told > Duration.ofSeconds(3).toNanos()) {
                told = System.nanoTime();
                events.accept(new PostgresEvent.Recovering(Duration.ofNanos(elapsed)));
            }
        }
    }

    /** The children of a killed postmaster need a moment to notice; until then the cluster's memory is theirs. */
    private static boolean passes(String words) {
        return words.contains("pre-existing shared memory block")
                || words.contains("lock file \"postmaster.pid\"")
                || words.contains("database system is shutting down")
                || words.contains("database system is starting up");
    }

    private DatabaseFailure diagnose(String words) {
        if (words.contains("No space left on device") || words.contains("Disk quota exceeded"))
            return DatabaseFailure.diskFull(cluster.home(), null);
        if (words.contains("database files are incompatible with server"))
            return new DatabaseFailure(DatabaseFailure.Kind.OTHER_POSTGRESQL, said());
        if (words.contains("Permission denied") || words.contains("has wrong ownership"))
            return new DatabaseFailure(DatabaseFailure.Kind.UNREADABLE, said());
        return failure(log.lastWords());
    }

    private String said() {
        return "PostgreSQL cannot use " + cluster.data() + ": " + log.lastWords();
    }

    private DatabaseFailure failure(String why) {
        return new DatabaseFailure(
                DatabaseFailure.Kind.UNREACHABLE,
                "PostgreSQL does not start in " + cluster.data() + ": " + why + " (see " + log.file() + ").");
    }

    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (var probe = new ServerSocket()) {
                probe.setReuseAddress(true); // as PostgreSQL does
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new DatabaseFailure(
                DatabaseFailure.Kind.UNREACHABLE, "No free port between " + FIRST_PORT + " and " + LAST_PORT + ".");
    }

    private static final class PortTaken extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
