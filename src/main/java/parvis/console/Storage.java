package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parvis.database.Binaries;
import parvis.database.Coordinates;
import parvis.database.DataDirectory;
import parvis.database.DataDirectory.Access;
import parvis.database.DatabaseLocation;
import parvis.database.EmbeddedPostgres;
import parvis.database.FilesDirectory;
import parvis.database.Migrations;
import parvis.database.PostgresEvent;

/**
 * The data directory, held, the PostgreSQL that belongs to it, which is the one inside or the one that the environment names, and
 * the directory of files.
 */
final class Storage implements AutoCloseable {
    private static final String DATABASE = "parvis";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Where where;
    private final DatabaseLocation location;
    private final @Nullable DataDirectory held;
    private final @Nullable EmbeddedPostgres postgres;
    private final boolean serverRuns;
    private final boolean elsewhere;

    private Storage(
            Where where, DatabaseLocation location, @Nullable DataDirectory held, @Nullable EmbeddedPostgres postgres) {
        this(where, location, held, postgres, false, postgres == null);
    }

    private Storage(
            Where where,
            DatabaseLocation location,
            @Nullable DataDirectory held,
            @Nullable EmbeddedPostgres postgres,
            boolean serverRuns,
            boolean elsewhere) {
        this.where = serverRuns
                ? DataDirectory.filesOf(where.data()).map(where::told).orElse(where)
                : where;
        this.serverRuns = serverRuns;
        this.elsewhere = elsewhere;
        this.location = location;
        this.held = held;
        this.postgres = postgres;
    }

    /** For a server: the directory is ours alone, or the start is refused. */
    static Storage forServer(Where where, Environment environment, Consumer<PostgresEvent> events) {
        OutsideSettings.check(environment);
        var external = OutsideSettings.database(environment).orElse(null);
        var held = DataDirectory.claim(where.data(), DataDirectory.Purpose.SERVER);
        if (where.named()) {
            held.tellFiles(where.files());
        }
        var storage = open(where, held, external, events);
        try {
            return storage.withFiles();
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /**
     * For a command: on the database that the environment names; else the directory is ours for a moment, or a server has
     * it and its PostgreSQL is used.
     */
    static Storage forCommand(Where where, Environment environment) {
        return forCommand(where, environment, false);
    }

    /** The same, and a directory that holds nothing yet becomes a house. */
    static Storage forRestoring(Where where, Environment environment) {
        return forCommand(where, environment, true);
    }

    private static Storage forCommand(Where where, Environment environment, boolean make) {
        OutsideSettings.check(environment);
        var data = where.data();
        var named = OutsideSettings.database(environment);
        if (named.isPresent()) {
            var serverRuns = DataDirectory.serverSeemsToRun(data);
            if (serverRuns) { // its database is never changed under it
                mustAnswer(named.get());
            } else {
                Migrations.run(named.get());
            }
            return new Storage(where, named.get(), null, null, serverRuns, true);
        }
        return switch (DataDirectory.claimOrReach(data, PATIENCE)) {
            case Access.Held(var directory) -> open(where, directory, null, event -> {});
            case Access.Reached(var coordinates) -> new Storage(where, inside(coordinates), null, null, true, false);
            case Access.Elsewhere(var location) -> {
                mustAnswer(location);
                yield new Storage(where, location, null, null, true, true);
            }
            case Access.Empty()
            when make -> open(where, DataDirectory.claim(data, DataDirectory.Purpose.COMMAND), null, event -> {});
            case Access.Empty() ->
                throw new Refusal(Door.DATA_UNREADABLE, environment.words().t("console.data.none", data));
        };
    }

    DatabaseLocation location() {
        return location;
    }

    Path data() {
        return where.data();
    }

    /** Where files are kept: the house's own only after {@link #withFiles}. */
    Path files() {
        return where.files();
    }

    /** For whoever reads or keeps files: makes sure that they are this house's. */
    Storage withFiles() {
        FilesDirectory.meet(location, where.files(), !where.named(), where.adopt());
        return this;
    }

    boolean serverRuns() {
        return serverRuns;
    }

    /** Whether the PostgreSQL is somebody else's. */
    boolean isElsewhere() {
        return elsewhere;
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
                        where.data() + " holds a real house; give the demo a directory of its own with --data");
            }
            markTheDemo();
        } catch (SQLException e) {
            throw new Refusal(Door.DATABASE_UNREACHABLE, "The database cannot be read: " + e.getMessage());
        }
    }

    /** Fictional people move in: nothing is mailed from here. */
    void markTheDemo() {
        try {
            Files.writeString(demoMark(), "The brands and people here are fictional.\n");
        } catch (IOException e) {
            throw new Refusal(Door.DATA_UNREADABLE, "The data directory cannot be written: " + e.getMessage());
        }
    }

    private Path demoMark() {
        return where.data().resolve("demo");
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
            Where where, DataDirectory held, @Nullable DatabaseLocation external, Consumer<PostgresEvent> events) {
        EmbeddedPostgres postgres = null;
        try {
            var location = external;
            if (location == null) {
                postgres = EmbeddedPostgres.start(held, Binaries.bundled(), events);
                location = inside(postgres.coordinates());
                createDatabase(postgres.coordinates());
            }
            Migrations.run(location);
            if (external != null) {
                held.tellElsewhere(external);
            }
            return new Storage(where, location, held, postgres);
        } catch (RuntimeException e) {
            if (postgres != null) {
                postgres.stop();
            }
            held.close();
            throw e;
        }
    }

    private static void mustAnswer(DatabaseLocation at) {
        var properties = new Properties();
        properties.setProperty("user", at.owner());
        properties.setProperty("password", at.ownerPassword());
        properties.setProperty("connectTimeout", "10");
        try (var connection = DriverManager.getConnection(at.url(), properties)) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw new Refusal(
                    Door.DATABASE_UNREACHABLE, "PostgreSQL cannot be used at " + at.url() + ": " + e.getMessage());
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
            throw new Refusal(Door.DATABASE_UNREACHABLE, "The database could not be made: " + e.getMessage());
        }
    }
}
