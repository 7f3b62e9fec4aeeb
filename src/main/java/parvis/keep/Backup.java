package parvis.keep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parvis.database.DatabaseFailure;
import parvis.database.DatabaseLocation;
import parvis.database.Durable;
import parvis.database.Migrations;
import parvis.file.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything into one file while the house goes on: the database as it was at one moment, then the files.
 *
 * <p>A file is kept before any row names it and is never changed, so that the files that are there after that moment hold every
 * one that the rows of that moment name. The backup gets its name when it is whole and on the disk.
 */
public final class Backup {
    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final int QUICK = 3;

    private final DatabaseLocation database;
    private final Path data;
    private final Path files;
    private final String version;
    private final Consumer<Progress> progress;
    private final BooleanSupplier stop;

    /**
     * @param data the data directory
     * @param files the directory of files
     * @param version of this program
     * @param stop asked again and again; once it says yes, the backup ends with an {@link InterruptedIOException}
     */
    public Backup(
            DatabaseLocation database,
            Path data,
            Path files,
            String version,
            Consumer<Progress> progress,
            BooleanSupplier stop) {
        this.database = database;
        this.data = data;
        this.files = files;
        this.version = version;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * @param key null for a backup that everybody can read who gets hold of it
     * @throws KeepRefused when something has that name already
     * @throws DatabaseFailure when the database or the disk does not let it
     */
    public Summary write(Path file, @Nullable BackupKey key, Instant now) {
        var target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new KeepRefused(KeepRefused.Reason.EXISTS, file.toString());
        }
        var arriving = target.resolveSibling("." + target.getFileName() + ".arriving");
        try {
            Files.deleteIfExists(arriving);
            var summary = writeWhole(arriving, key, now);
            Durable.rename(arriving, target);
            return summary;
        } catch (InterruptedIOException stopped) {
            throw new UncheckedIOException(stopped);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write", target, e);
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.UNREACHABLE,
                    "PostgreSQL cannot be read at " + database.url() + ": " + e.getMessage(),
                    e);
        } finally {
            forget(arriving);
        }
    }

    private Summary writeWhole(Path arriving, @Nullable BackupKey key, Instant now) throws IOException, SQLException {
        var onlyOurs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(arriving, NEW, onlyOurs)) {
            var files = new FilesOut();
            Manifest manifest;
            try (var owner = database.connectAsOwner();
                    var zip = new ZipOutputStream(
                            Sealed.writing(new KeptOpen(Channels.newOutputStream(channel)), key),
                            StandardCharsets.UTF_8)) {
                zip.setLevel(QUICK);
                zip.setComment("Parvis backup");
                manifest = content(owner, zip, files, now);
                zip.putNextEntry(new ZipEntry("MANIFEST.json"));
                zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
                zip.closeEntry();
            }
            channel.force(true);
            return Summary.of(manifest, channel.size(), key != null, files.damaged);
        }
    }

    private Manifest content(Connection owner, ZipOutputStream zip, FilesOut files, Instant now)
            throws IOException, SQLException {
        beginSnapshot(owner);
        var catalogue = new Catalogue(owner);
        var modules = Migrations.history(owner);
        var tables = new ArrayList<Manifest.Table>();
        for (var table : catalogue.tables()) {
            tables.add(table(owner, table, zip));
        }
        // Sequences know no snapshot: read after the rows, they are past every number in them.
        var sequences = catalogue.sequences();
        owner.rollback();
        return new Manifest(
                Manifest.FORMAT,
                version,
                owner.getMetaData().getDatabaseProductVersion(),
                now,
                Files.exists(data.resolve("demo")),
                modules,
                List.copyOf(tables),
                sequences,
                files.write(zip));
    }

    /** One moment for all tables, and every value in the one form that is documented. */
    private static void beginSnapshot(Connection owner) throws SQLException {
        owner.setReadOnly(true);
        owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        owner.setAutoCommit(false);
        Forms.set(owner);
    }

    private Manifest.Table table(Connection owner, Catalogue.Table table, ZipOutputStream zip)
            throws IOException, SQLException {
        progress.accept(new Progress(Progress.Stage.WRITING, table.name(), 0));
        zip.putNextEntry(new ZipEntry(Manifest.Table.entry(table.name())));
        var out = new Counted(zip, Sha256.begin());
        var rows = owner.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + Catalogue.quotedName(table.name()) + " (" + table.columnList() + ") to stdout", out);
        zip.closeEntry();
        return new Manifest.Table(table.name(), table.columns(), rows, out.bytes, Sha256.end(out.getMessageDigest()));
    }

    private void goOn() throws InterruptedIOException {
        if (stop.getAsBoolean()) {
            throw new InterruptedIOException("The backup was stopped");
        }
    }

    private static void forget(Path arriving) {
        try {
            Files.deleteIfExists(arriving);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", arriving, e.getMessage());
        }
    }

    /** The store of files, in the order of their names. */
    private final class FilesOut {
        private final MessageDigest names = Sha256.begin();
        private long count;
        private long bytes;
        private int damaged;

        Manifest.FileList write(ZipOutputStream zip) throws IOException {
            zip.setLevel(Deflater.NO_COMPRESSION); // pictures are small already
            for (var outer : Store.sorted(files, Store.SHELF)) {
                for (var inner : Store.sorted(outer, Store.SHELF)) {
                    for (var file : Store.sorted(inner, Store.NAME)) {
                        goOn();
                        one(file, zip);
                    }
                }
            }
            zip.setLevel(QUICK);
            return new Manifest.FileList(count, bytes, Sha256.end(names));
        }

        private void one(Path file, ZipOutputStream zip) throws IOException {
            var name = file.getFileName().toString();
            if (!Files.exists(file)) {
                return; // what was erased since
            }
            if (!Store.hash(file).equals(name)) {
                LOG.error("{} is damaged: it is left out of the backup", file);
                damaged++;
                return;
            }
            zip.putNextEntry(new ZipEntry(Store.entry(name)));
            bytes += Files.copy(file, zip);
            zip.closeEntry();
            names.update((name + "\n").getBytes(StandardCharsets.US_ASCII));
            if (++count % 100 == 0) {
                progress.accept(new Progress(Progress.Stage.FILES, "", count));
            }
        }
    }

    private final class Counted extends DigestOutputStream {
        private long bytes;

        Counted(OutputStream to, MessageDigest digest) {
            super(to, digest);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            goOn();
            super.write(from, offset, length);
            bytes += length;
        }

        @Override
        public void write(int one) throws IOException {
            super.write(one);
            bytes++;
        }
    }

    /** What is above may close: the file is forced to the disk afterwards. */
    private static final class KeptOpen extends java.io.FilterOutputStream {
        KeptOpen(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
