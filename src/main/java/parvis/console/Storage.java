package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parvis.database.Binaries;
import parvis.database.Coordinates;
import parvis.database.DataDirectory;
import parvis.database.DataDirectory.Access;
import parvis.database.DatabaseLocation;
import parvis.database.EmbeddedPostgres;
import parvis.database.Migrations;
import parvis.database.PostgresEvent;

/** The data directory, held, and the PostgreSQL that belongs to it: the one inside or the one that the environment names. */
final class Storage implements AutoCloseable {
    private static final String DATABASE = "parvis";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path data;
    private final DatabaseLocation location;
    private final @Nullable DataDirectory held;
    private final @Nullable EmbeddedPostgres postgres;

    private Storage(
            Path data, DatabaseLocation location, @Nullable DataDirectory held, @Nullable EmbeddedPostgres postgres) {
        this.data = data;
        this.location = location;
        this.held = held;
        this.postgres = postgres;
    }

    /** For a server: the directory is ours alone, or the start is refused. */
    static Storage forServer(Path data, Environment environment, Consumer<PostgresEvent> events) {
        OutsideSettings.check(environment);
        return open(data, DataDirectory.claim(data, DataDirectory.Purpose.SERVER), environment, events);
    }

    /** For a command: the directory is ours for a moment, or a server has it and its PostgreSQL is used. */
    static Storage forCommand(Path data, Environment environment) {
        OutsideSettings.check(environment);
        return switch (DataDirectory.claimOrReach(data, PATIENCE)) {
            case Access.Held(var directory) -> open(data, directory, environment, event -> {});
            case Access.Reached(var coordinates) ->
                new Storage(data, OutsideSettings.database(environment).orElseGet(() -> inside(coordinates)), null, null);
        };
    }

    DatabaseLocation location() {
        return location;
    }

    Path data() {
        return data;
    }

    boolean serverRuns() {
        return held == null;
    }

    /** Whether fictional people live here: nothing is ever mailed to them. */
    boolean holdsTheDemo() {
        return Files.exists(demoMark());
    }

    /** Marks an empty directory, or one of the demo; a house that is real gets no fictional neighbours. */
    void becomeTheDemo() {
        if (holdsTheDemo()) {
            return;
        }
        try (var connection = DriverManager.getConnection(location.url(), location.owner(), location.ownerPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1 from brand.address where kind = 'slug' limit 1")) {
            if (rows.next()) {
                throw new Refusal(
                        Door.WRONG_USAGE,
                        data + " holds a real house; give the demo a directory of its own with --data");
            }
            Files.writeString(demoMark(), "The brands and people here are fictional.\n");
        } catch (SQLException e) {
            throw new Refusal(8, "The database cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new Refusal(6, "The data directory cannot be written: " + e.getMessage());
        }
    }

    private Path demoMark() {
        return data.resolve("demo");
    }

    @Override
    public void close() {
        if (postgres != null) {
            postgres.stop();
        }
        if (held != null) {
            held.close();
        }
    }

    private static Storage open(
            Path data, DataDirectory held, Environment environment, Consumer<PostgresEvent> events) {
        EmbeddedPostgres postgres = null;
        try {
            var location = OutsideSettings.database(environment).orElse(null);
            if (location == null) {
                postgres = EmbeddedPostgres.start(held, Binaries.bundled(), events);
                location = inside(postgres.coordinates());
                createDatabase(postgres.coordinates());
            }
            Migrations.run(location);
            return new Storage(data, location, held, postgres);
        } catch (RuntimeException e) {
            if (postgres != null) {
                postgres.stop();
            }
            held.close();
            throw e;
        }
    }

    private static DatabaseLocation inside(Coordinates at) {
        return new DatabaseLocation(at.jdbcUrl(DATABASE), at.user(), at.password());
    }

    private static void createDatabase(Coordinates at) {
        try (var connection = DriverManager.getConnection(at.jdbcUrl("postgres"), at.user(), at.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            if (!rows.next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database " + DATABASE);
                }
            }
        } catch (SQLException e) {
            throw new Refusal(8, "The database could not be made: " + e.getMessage());
        }
    }
}
