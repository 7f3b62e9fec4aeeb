package parvis.keep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import parvis.database.DatabaseFailure;
import parvis.database.DatabaseLocation;
import parvis.database.Replacement;

/**
 * A backup takes the place of what is there. First all of it is read and checked; then the files are added to those that are
 * there; then, in one transaction, empty schemas go through the migrations that the backup's went through, take its rows, and
 * are migrated on to this version. Until that transaction is committed the old house is whole and in use; after it, the new one.
 */
public final class Restore {
    private final Path file;
    private final @Nullable BackupKey key;
    private final Consumer<Progress> progress;
    private final Reading reading;
    private final Manifest manifest;
    private final Set<String> named = new HashSet<>();

    private Restore(Path file, @Nullable BackupKey key, Consumer<Progress> progress) {
        this.file = file;
        this.key = key;
        this.progress = progress;
        this.reading = new Reading(file, key);
        progress.accept(new Progress(Progress.Stage.CHECKING, "", 0));
        this.manifest = reading.check();
    }

    /**
     * Reads all of it.
     *
     * @throws KeepRefused when it is not a whole backup, or the key does not open it; nothing was touched
     */
    public static Restore checked(Path file, @Nullable BackupKey key, Consumer<Progress> progress) {
        return new Restore(file, key, progress);
    }

    public boolean isDemo() {
        return manifest.demo();
    }

    public Summary summary() {
        return Summary.of(manifest, reading.bytes(), reading.encrypted(), 0);
    }

    /** Whether somebody lives in a database: a brand or an account is there. */
    public static boolean isInhabited(DatabaseLocation at) {
        try (var owner = at.connectAsOwner()) {
            for (var table : new String[] {"brand.brand", "person.account"}) {
                try (var statement = owner.createStatement();
                        var there = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
                    there.next();
                    if (!there.getBoolean(1)) {
                        continue;
                    }
                }
                try (var statement = owner.createStatement();
                        var any = statement.executeQuery("select exists (select from " + table + ")")) {
                    any.next();
                    if (any.getBoolean(1)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw unreachable(at, e);
        }
    }

    /**
     * @param files the directory of files
     * @throws KeepRefused when the backup is of a newer Parvis; the old house is untouched whatever is thrown
     */
    public void into(DatabaseLocation at, Path files, Instant now) {
        try (var replacement = Replacement.begin(at)) {
            if (!replacement.replay(manifest.modules())) {
                throw new KeepRefused(KeepRefused.Reason.NEWER, file.toString(), manifest.parvis());
            }
            load(replacement.connection(), new parvis.file.Files(files));
            replacement.commit(now);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in", files, e);
        } catch (SQLException e) {
            throw unreachable(at, e);
        }
    }

    private void load(Connection owner, parvis.file.Files store) throws SQLException {
        Forms.set(owner);
        var catalogue = new Catalogue(owner);
        var keys = catalogue.foreignKeys();
        for (var foreign : keys) {
            execute(owner, foreign.drop());
        }
        var tables = new HashMap<String, Manifest.Table>();
        for (var table : catalogue.tables()) {
            // What migrations put there is in the backup too, as it was in that house.
            execute(owner, "truncate " + Catalogue.quotedName(table.name()) + " cascade");
            execute(owner, "alter table " + Catalogue.quotedName(table.name()) + " disable trigger user");
        }
        manifest.tables().forEach(table -> tables.put(table.entry(), table));
        mustBeTheSame(
                manifest.tables().stream().map(Manifest.Table::name),
                catalogue.tables().stream().map(Catalogue.Table::name));
        mustBeTheSame(
                manifest.sequences().stream().map(Manifest.Sequence::name),
                catalogue.sequences().stream().map(Manifest.Sequence::name));
        rowsAndFiles(owner, tables, store);
        progress.accept(new Progress(Progress.Stage.CONSTRAINTS, "", 0));
        for (var table : catalogue.tables()) {
            execute(owner, "alter table " + Catalogue.quotedName(table.name()) + " enable trigger user");
        }
        for (var foreign : keys) {
            execute(owner, foreign.add());
        }
        for (var sequence : manifest.sequences()) {
            try (var set = owner.prepareStatement("select setval(cast(? as regclass), ?, ?)")) {
                set.setString(1, Catalogue.quotedName(sequence.name()));
                set.setLong(2, sequence.last());
                set.setBoolean(3, sequence.called());
                set.execute();
            }
        }
        execute(owner, "reset row_security");
    }

    /** The same migrations made the same tables: whatever else it names is not ours. */
    private void mustBeTheSame(Stream<String> said, Stream<String> made) {
        if (!said.sorted().toList().equals(made.sorted().toList())) {
            throw new KeepRefused(
                    KeepRefused.Reason.DAMAGED, file.toString(), "its tables are not those of its version");
        }
    }

    private void rowsAndFiles(Connection owner, Map<String, Manifest.Table> tables, parvis.file.Files store)
            throws SQLException {
        var copy = owner.unwrap(PGConnection.class).getCopyAPI();
        var files = new long[1];
        try {
            var again = reading.read((name, content) -> {
                var table = tables.get(name);
                if (table != null) {
                    progress.accept(new Progress(Progress.Stage.LOADING, table.name(), table.rows()));
                    try {
                        copy.copyIn(
                                "copy " + Catalogue.quotedName(table.name()) + " ("
                                        + new Catalogue.Table(table.name(), table.columns()).columnList()
                                        + ") from stdin",
                                content);
                    } catch (SQLException e) {
                        throw new Failed(e);
                    }
                } else {
                    keep(store, content);
                    named.add(name.substring(name.lastIndexOf('/') + 1));
                    if (++files[0] % 100 == 0) {
                        progress.accept(new Progress(Progress.Stage.FILES, "", files[0]));
                    }
                }
            });
            if (!again.equals(manifest)) {
                throw new KeepRefused(KeepRefused.Reason.DAMAGED, file.toString(), "it changed while it was read");
            }
        } catch (Failed e) {
            throw e.why;
        }
    }

    private static void keep(parvis.file.Files store, InputStream content) throws IOException {
        try {
            store.put(content, Long.MAX_VALUE);
        } catch (parvis.file.DiskFull full) {
            throw new Reading.Ours(Path.of("files"), full);
        }
    }

    /** Carries a failure of the database through the reading of a file. */
    private static final class Failed extends RuntimeException {
        private final SQLException why;

        Failed(SQLException why) {
            super(why);
            this.why = why;
        }
    }

    /**
     * The files that were not in the backup belonged to the house that it replaced. Only for whoever has their directory
     * alone: a server may be keeping one this moment.
     */
    public void forgetOtherFiles(Path files) {
        try {
            for (var outer : Store.sorted(files, Store.SHELF)) {
                for (var inner : Store.sorted(outer, Store.SHELF)) {
                    for (var kept : Store.sorted(inner, Store.NAME)) {
                        if (!named.contains(kept.getFileName().toString())) {
                            Files.delete(kept);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in", files, e);
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DatabaseFailure unreachable(DatabaseLocation at, SQLException e) {
        var full = "53100".equals(e.getSQLState());
        return new DatabaseFailure(
                full ? DatabaseFailure.Kind.DISK_FULL : DatabaseFailure.Kind.UNREACHABLE,
                full
                        ? "The disk of the database is full: make room, then start again."
                        : "PostgreSQL refused at " + at.url() + ": " + e.getMessage(),
                e);
    }
}
