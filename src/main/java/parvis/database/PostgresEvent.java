package parvis.database;

import java.time.Duration;

/** What a person, a health page or a pool may want to know about the life of the embedded PostgreSQL. */
public sealed interface PostgresEvent {
    /** The binaries are unpacked, once per version. */
    record Unpacking(String version) implements PostgresEvent {}

    /** An empty cluster is made, once per data directory. */
    record Initialising() implements PostgresEvent {}

    /** A PostgreSQL that outlived its program was found on this data directory and is being stopped. */
    record StoppingLeftover(long pid) implements PostgresEvent {}

    /** Repeated while PostgreSQL replays its log after a crash. */
    record Recovering(Duration since) implements PostgresEvent {}

    /** The start did not succeed yet; it is tried again. */
    record Retrying(String reason) implements PostgresEvent {}

    record Ready(int port) implements PostgresEvent {}

    /** It died while we live; it is started again on the same port after the delay. */
    record Died(String reason, Duration restartIn) implements PostgresEvent {}

    record Restarted(int port, Duration after) implements PostgresEvent {}
}
