package parvis.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import parvis.database.DatabaseFailure.Kind;

/**
 * Brings the database to this version, each module's schema by its own history, as the owner.
 *
 * <p>A fingerprint of all migrations is kept: a start that finds it unchanged asks Flyway nothing.
 */
public final class Migrations {
    /** In the order in which schemas refer to each other. */
    static final List<String> MODULES = List.of(
            "database",
            "change",
            "ledger",
            "brand",
            "person",
            "provider",
            "conversation",
            "mail",
            "notice",
            "newsroom",
            "api",
            "feed",
            "importer",
            "rights",
            "demo");

    private static final int OLDEST_POSTGRESQL = 16;

    private Migrations() {}

    public static void run(DatabaseLocation at) {
        try (var owner = connect(at)) {
            if (owner.getMetaData().getDatabaseMajorVersion() < OLDEST_POSTGRESQL) {
                throw new DatabaseFailure(
                        Kind.UNREACHABLE,
                        "Parvis needs PostgreSQL " + OLDEST_POSTGRESQL + " or newer; this one is "
                                + owner.getMetaData().getDatabaseProductVersion());
            }
            // Two nodes that start together: the second waits, then finds the work done.
            execute(owner, "select pg_advisory_lock(7278)");
            ensureAppRole(owner, at);
            var fingerprint = fingerprint();
            if (!fingerprint.equals(recorded(owner))) {
                migrate(at);
                execute(owner, "comment on schema database is '" + fingerprint + "'");
            }
            Replacement.dropReplaced(owner);
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    Kind.UNREACHABLE, "PostgreSQL cannot be used at " + at.url() + ": " + e.getMessage(), e);
        }
    }

    private static void migrate(DatabaseLocation at) {
        migrate(new DriverManagerDataSource(at.url(), at.owner(), at.ownerPassword()), at);
    }

    private static void migrate(DataSource database, DatabaseLocation at) {
        MODULES.forEach(module -> migrate(database, at, module, "latest"));
    }

    private static void migrate(DataSource database, DatabaseLocation at, String module, String target) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration/" + module)
                    .schemas(module)
                    .table("migration")
                    .placeholders(Map.of("app", at.appRole()))
                    .ignoreMigrationPatterns(new String[0])
                    .target(target)
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new DatabaseFailure(
                    Kind.NEWER_FORMAT,
                    "The database was written by another version of Parvis (module " + module
                            + "): use that version, or restore a backup made by this one",
                    e);
        } catch (FlywayException e) {
            throw new DatabaseFailure(Kind.UNREADABLE, "Migrating " + module + " failed: " + e.getMessage(), e);
        }
    }

    /** Everything new, inside the transaction of this connection, up to where a history ends. */
    static void replay(Connection owner, DatabaseLocation at, Map<String, List<Step>> history) {
        var database = new SingleConnectionDataSource(Uncommitted.of(owner), true);
        for (var module : MODULES) {
            var steps = history.getOrDefault(module, List.of());
            if (!steps.isEmpty()) {
                migrate(database, at, module, steps.getLast().version());
            }
        }
    }

    /** To this version, inside the transaction of this connection. */
    static void complete(Connection owner, DatabaseLocation at) throws SQLException {
        migrate(new SingleConnectionDataSource(Uncommitted.of(owner), true), at);
        execute(owner, "comment on schema database is '" + fingerprint() + "'");
    }

    /** Whether a database is at this version of the program. */
    public static boolean isCurrent(DatabaseLocation at) {
        try (var owner = connect(at)) {
            return fingerprint().equals(recorded(owner));
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    Kind.UNREACHABLE, "PostgreSQL cannot be used at " + at.url() + ": " + e.getMessage(), e);
        }
    }

    /** One migration of a module's history, as Flyway numbers and sums it. */
    public record Step(String version, int checksum) {}

    /** What each module's schema has been through, in order; modules that are not there are left out. */
    public static Map<String, List<Step>> history(Connection owner) throws SQLException {
        var history = new LinkedHashMap<String, List<Step>>();
        for (var module : MODULES) {
            if (!holds(owner, "select 1 where to_regclass('" + module + ".migration') is not null")) {
                continue;
            }
            var steps = new ArrayList<Step>();
            try (var statement = owner.createStatement();
                    var rows = statement.executeQuery("select version, coalesce(checksum, 0) from " + module
                            + ".migration where version is not null and success order by installed_rank")) {
                while (rows.next()) {
                    steps.add(new Step(rows.getString(1), rows.getInt(2)));
                }
            }
            history.put(module, List.copyOf(steps));
        }
        return history;
    }

    /** The schemas of the product, in the order in which they refer to each other. */
    public static List<String> modules() {
        return MODULES;
    }

    static Connection connect(DatabaseLocation at) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", at.owner());
        properties.setProperty("password", at.ownerPassword());
        properties.setProperty("ApplicationName", "parvis-migrations");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(at.url(), properties);
    }

    private static void ensureAppRole(Connection owner, DatabaseLocation at) throws SQLException {
        var role = at.appRole();
        if (holds(owner, "select 1 from pg_roles where rolname = '" + role + "'")) {
            try (var attempt = DriverManager.getConnection(at.url(), role, at.appPassword())) {
                return;
            } catch (SQLException wrongPassword) {
                execute(owner, "alter role " + role + " login password '" + at.appPassword() + "'");
                return;
            }
        }
        execute(
                owner,
                "create role " + role + " login nosuperuser nocreatedb nocreaterole nobypassrls password '"
                        + at.appPassword() + "'");
    }

    private static String recorded(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "select coalesce(obj_description(to_regnamespace('database'), 'pg_namespace'), '')")) {
            rows.next();
            return rows.getString(1);
        }
    }

    static boolean holds(Connection owner, String query) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    static void execute(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var resolver = new PathMatchingResourcePatternResolver();
            for (var module : MODULES) {
                var files = resolver.getResources("classpath:db/migration/" + module + "/*.sql");
                for (var file : List.of(files).stream()
                        .sorted(java.util.Comparator.comparing(f -> String.valueOf(f.getFilename())))
                        .toList()) {
                    digest.update(String.valueOf(file.getFilename()).getBytes(StandardCharsets.UTF_8));
                    digest.update(file.getContentAsByteArray());
                }
            }
            return "migrations " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | java.io.IOException e) {
            throw new IllegalStateException("The program's own migrations cannot be read", e);
        }
    }
}
