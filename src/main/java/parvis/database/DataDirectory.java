package parvis.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one directory that holds everything, and the exclusive right to it.
 *
 * <p>Whoever has a {@code DataDirectory} in hands holds its lock until {@link #close()} or the end of the process,
 * {@code kill -9} included: the system gives the lock back. Every failure is a {@link DatabaseFailure}.
 */
public final class DataDirectory implements AutoCloseable {
    /** What the holder of the lock does with it: a server can be reached by a command, a command is soon gone. */
    public enum Purpose {
        SERVER,
        COMMAND
    }

    /** What a command gets: the directory, the way to the server that holds it, or that nothing is there. */
    public sealed interface Access {
        record Held(DataDirectory directory) implements Access {}

        record Reached(Coordinates coordinates) implements Access {}

        /** The server that holds it keeps its data in a database of somebody else's. */
        record Elsewhere(DatabaseLocation location) implements Access {}

        /** No server runs on it, and none ever kept its data inside. Nothing was made. */
        record Empty() implements Access {}
    }

    /** The number of the layout that this program writes; a larger one was written by a newer program. */
    static final int FORMAT = 1;

    private static final String LOCK = "parvis.lock";

    // A POSIX lock is the process's: a second channel of the same process on this file would, when closed, release it.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** The lock at once, or a failure of kind in use that says who has it. */
    public static DataDirectory claim(Path where, Purpose purpose) {
        var path = create(where);
        var claimed = tryClaim(path, purpose);
        if (claimed == null) throw inUse(path);
        return claimed;
    }

    /**
     * The lock, or the way to the server that has it and answers. Waits up to {@code patience} for a server that is still
     * starting and for another command to end.
     */
    public static Access claimOrReach(Path where, Duration patience) {
        var path = where.toAbsolutePath().normalize();
        if (!Files.exists(path.resolve(LOCK)) && !Cluster.isIn(path)) return new Access.Empty();
        path = create(path);
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var claimed = tryClaim(path, Purpose.COMMAND);
            if (claimed != null) return heldOrEmpty(claimed);
            if (Holder.of(path).purpose() == Purpose.SERVER) {
                var elsewhere = Whereabouts.read(path);
                if (elsewhere != null) return new Access.Elsewhere(elsewhere);
                var coordinates = Coordinates.read(path);
                if (coordinates != null && coordinates.answer()) return new Access.Reached(coordinates);
            }
            if (System.nanoTime() > deadline) throw inUse(path);
            Pause.of(Duration.ofMillis(150));
        }
    }

    /**
     * Whether a server seems to hold the directory: for those who need not know for certain. It is not asked for the lock,
     * which a server that starts this very moment would then not get.
     */
    public static boolean serverSeemsToRun(Path where) {
        try {
            var holder = Holder.of(where.toRealPath());
            return holder.purpose() == Purpose.SERVER
                    && holder.pid() != ProcessHandle.current().pid()
                    && ProcessHandle.of(holder.pid()).isPresent();
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Tells commands, until the directory is released, that the data are in a database of somebody else's. */
    public void tellElsewhere(DatabaseLocation location) {
        try {
            Whereabouts.write(path, location);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in the data directory", path, e);
        }
    }

    /** Tells commands, until the directory is released, that the files are in another one. */
    public void tellFiles(Path files) {
        try {
            Whereabouts.writeFiles(path, files);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in the data directory", path, e);
        }
    }

    /** Where the server that has a data directory keeps its files, when that is elsewhere. */
    public static Optional<Path> filesOf(Path where) {
        return Optional.ofNullable(Whereabouts.readFiles(where));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!lock.isOpen()) return;
        try {
            Whereabouts.forget(path);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in the data directory", path, e);
        } finally {
            release(path, lock);
        }
    }

    private static Access heldOrEmpty(DataDirectory claimed) {
        if (Cluster.isIn(claimed.path)) return new Access.Held(claimed);
        claimed.close();
        return new Access.Empty();
    }

    private static Path create(Path where) {
        try {
            var absolute = where.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                var parent = absolute.getParent();
                if (parent != null) Files.createDirectories(parent);
                Files.createDirectory(
                        absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return absolute.toRealPath();
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (Files.isDirectory(where)) return create(where); // made by another process in between
            throw DatabaseFailure.of("Cannot use the data directory", where, e);
        } catch (IOException e) {
            var what = Files.isDirectory(where) ? "Cannot use" : "Cannot make";
            throw DatabaseFailure.of(what + " the data directory", where, e);
        }
    }

    private static @Nullable DataDirectory tryClaim(Path path, Purpose purpose) {
        if (!HELD_HERE.add(path)) return null;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (channel.tryLock() != null) {
                Whereabouts.forget(path); // a server that was killed may have left it
                var since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                var words = new Holder(ProcessHandle.current().pid(), since, purpose).toString();
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), 0);
                checkFormat(path);
                var claimed = new DataDirectory(path, channel);
                channel = null;
                return claimed;
            }
            return null;
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in the data directory", path, e);
        } finally {
            if (channel != null) release(path, channel);
        }
    }

    private static void release(Path path, FileChannel channel) {
        try (channel) {
            HELD_HERE.remove(path);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot release", path, e);
        }
    }

    private static void checkFormat(Path path) throws IOException {
        var version = path.resolve("version");
        if (!Files.exists(version)) {
            Durable.writePrivately(version, FORMAT + "\n");
            return;
        }
        var written = Files.readString(version).strip();
        if (!written.matches("\\d{1,9}"))
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.UNREADABLE, version + " should hold a number and holds something else.");
        if (Integer.parseInt(written) > FORMAT)
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.NEWER_FORMAT,
                    "The data directory " + path + " was written by a newer Parvis (format " + written
                            + ", this one knows " + FORMAT + "): start that version.");
    }

    private static DatabaseFailure inUse(Path path) {
        return new DatabaseFailure(
                DatabaseFailure.Kind.IN_USE,
                "The data directory " + path + " is in use by "
                        + Holder.of(path).words());
    }

    /** Who wrote the lock file; everything in it is only for people, the lock itself is the system's. */
    private record Holder(long pid, Instant since, Purpose purpose) {
        static Holder of(Path path) {
            try {
                // Read only when this process does not hold the lock: closing the file would release it.
                if (!HELD_HERE.contains(path)) {
                    var words = Files.readString(path.resolve(LOCK)).split("\\s+", -1);
                    if (words.length >= 3)
                        return new Holder(Long.parseLong(words[0]), Instant.parse(words[1]), Purpose.valueOf(words[2]));
                }
            } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
                // The holder is writing it this very moment, or was stopped there.
            }
            return new Holder(0, Instant.EPOCH, Purpose.COMMAND);
        }

        String words() {
            return pid == 0 ? "this or another process." : "process " + pid + " since " + since + ".";
        }

        @Override
        public String toString() {
            return pid + " " + since + " " + purpose + "\n";
        }
    }
}
