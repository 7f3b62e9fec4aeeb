package parvis.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
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
            "conversation",
            "mail",
            "notice",
            "newsroom",
            "api",
            "feed",
            "importer",
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
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    Kind.UNREACHABLE, "PostgreSQL cannot be used at " + at.url() + ": " + e.getMessage(), e);
        }
    }

    private static void migrate(DatabaseLocation at) {
        for (var module : MODULES) {
            try {
                Flyway.configure()
                        .dataSource(at.url(), at.owner(), at.ownerPassword())
                        .locations("classpath:db/migration/" + module)
                        .schemas(module)
                        .table("migration")
                        .placeholders(Map.of("app", at.appRole()))
                        .ignoreMigrationPatterns(new String[0])
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
    }

    private static Connection connect(DatabaseLocation at) throws SQLException {
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

    private static boolean holds(Connection owner, String query) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
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
