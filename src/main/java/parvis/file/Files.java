package parvis.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A store of files named by the SHA-256 of their content, in one directory: {@code ab/cd/abcd…}. A file is there whole or
 * not at all, also after a power cut; the same content is kept once. Several processes may share the directory, on several machines
 * too when their file system renames in one step.
 */
public final class Files {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int CHUNK = 64 * 1024;
    private static final Duration ABANDONED = Duration.ofDays(1);
    /** What is being removed, by the beginning of its name. */
    private static final String GOING = "going-";

    /** Opens the file to write to; tests give one on a full device. */
    interface Opening {
        FileChannel open(Path file) throws IOException;
    }

    private final Path directory;
    private final Path arriving;
    private final Opening opening;

    /** Creates the directory when it is not there and clears what an earlier crash left half written. */
    public Files(Path directory) throws IOException {
        this(directory, file -> FileChannel.open(file, CREATE_NEW, WRITE));
    }

    Files(Path directory, Opening opening) throws IOException {
        java.nio.file.Files.createDirectories(directory);
        this.directory = directory.toRealPath();
        this.arriving = java.nio.file.Files.createDirectories(this.directory.resolve("arriving"));
        this.opening = opening;
        clearAbandoned();
    }

    /**
     * Keeps what the stream holds; when this returns, it is on the disk.
     *
     * @throws TooLarge as soon as more than {@code limit} bytes came
     * @throws DiskFull when there is no room
     */
    public Stored put(InputStream content, long limit) throws IOException {
        var file = arriving.resolve(UUID.randomUUID().toString());
        try {
            var stored = write(content, limit, file);
            settle(file, stored);
            return stored;
        } finally {
            java.nio.file.Files.deleteIfExists(file);
        }
    }

    /** The content under that name, or nothing when there is none; names that are no hash are never looked for. */
    public Optional<InputStream> open(String sha256) throws IOException {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        var place = place(sha256);
        try {
            return Optional.of(java.nio.file.Files.newInputStream(place, READ, NOFOLLOW_LINKS));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /**
     * Removes a content, unless somebody put it after that moment, perhaps to refer to it in a moment: here, or in another
     * process this very instant. Whether anything still refers to it is for the caller to know.
     *
     * @return whether it is not there any more
     */
    public boolean remove(String sha256, Instant putBefore) throws IOException {
        if (!SHA256.matcher(sha256).matches()) {
            return true;
        }
        var place = place(sha256);
        var aside = arriving.resolve(GOING + sha256 + "-" + UUID.randomUUID());
        try {
            if (isPutSince(place, putBefore)) {
                return false;
            }
            // Set aside first: whoever puts it from now on finds none and puts theirs; whoever just did is seen by its
            // time.
            java.nio.file.Files.move(place, aside, ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return true;
        }
        try (var _ = FileChannel.open(aside, READ, NOFOLLOW_LINKS)) { // a directory of another machine is asked anew
            if (isPutSince(aside, putBefore)) {
                java.nio.file.Files.move(aside, place, ATOMIC_MOVE);
                return false;
            }
            return java.nio.file.Files.deleteIfExists(aside);
        } catch (NoSuchFileException takenBack) { // by a process that began this moment
            return false;
        }
    }

    private static boolean isPutSince(Path file, Instant moment) throws IOException {
        return !java.nio.file.Files.getLastModifiedTime(file, NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(moment);
    }

    /** Tells the names of all contents that were put before that moment, some at a time. */
    public void each(Instant putBefore, int most, Consumer<List<String>> some) throws IOException {
        var names = new ArrayList<String>();
        for (var outer : directories(directory)) {
            for (var inner : directories(outer)) {
                try (var files = java.nio.file.Files.newDirectoryStream(inner)) {
                    for (var file : files) {
                        var name = file.getFileName().toString();
                        if (SHA256.matcher(name).matches() && !isPutSince(file, putBefore)) {
                            names.add(name);
                        }
                    }
                } catch (NoSuchFileException another) {
                    continue; // another process removed it
                }
                if (names.size() >= most) {
                    some.accept(List.copyOf(names));
                    names.clear();
                }
            }
        }
        some.accept(List.copyOf(names));
    }

    private static List<Path> directories(Path in) throws IOException {
        try (var all = java.nio.file.Files.newDirectoryStream(
                in, path -> path.getFileName().toString().matches("[0-9a-f]{2}"))) {
            var found = new ArrayList<Path>();
            all.forEach(found::add);
            return found;
        }
    }

    private Path place(String sha256) {
        return directory
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private Stored write(InputStream content, long limit, Path file) throws IOException {
        var digest = Sha256.begin();
        var chunk = new byte[CHUNK];
        long bytes = 0;
        try (var channel = opening(file)) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                bytes += read;
                if (bytes > limit) {
                    throw new TooLarge(limit);
                }
                digest.update(chunk, 0, read);
                write(channel, ByteBuffer.wrap(chunk, 0, read));
            }
            force(channel);
        }
        return new Stored(Sha256.end(digest), bytes);
    }

    private void settle(Path file, Stored stored) throws IOException {
        var outer = directory.resolve(stored.sha256().substring(0, 2));
        var inner = outer.resolve(stored.sha256().substring(2, 4));
        var place = inner.resolve(stored.sha256());
        try {
            java.nio.file.Files.createDirectories(inner);
            if (!inner.toRealPath().equals(inner)) { // somebody put a symbolic link there
                throw new IOException("Outside of the store: " + inner.toRealPath());
            }
            if (!java.nio.file.Files.isRegularFile(place, NOFOLLOW_LINKS)
                    || java.nio.file.Files.size(place) != stored.bytes()) {
                java.nio.file.Files.move(file, place, ATOMIC_MOVE);
            } else {
                // put anew, for whoever removes what has been there unused for a while
                touch(place, file);
            }
            // A name is durable only once its directories are, even one that another process has just given.
            for (var named : List.of(inner, outer, directory)) {
                try (var names = FileChannel.open(named, READ)) {
                    names.force(true);
                }
            }
        } catch (IOException failure) {
            throw classified(failure);
        }
    }

    /**
     * A file that is removed between being opened and being given its time takes the time all the same: so it is looked whether
     * it is still there. Whoever sets it aside after that look sees the new time.
     */
    private static void touch(Path place, Path file) throws IOException {
        try {
            java.nio.file.Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
            if (java.nio.file.Files.isRegularFile(place, NOFOLLOW_LINKS)) {
                return;
            }
        } catch (NoSuchFileException removed) {
            // ours is put instead
        }
        java.nio.file.Files.move(file, place, ATOMIC_MOVE);
    }

    private FileChannel opening(Path file) throws IOException {
        try {
            return opening.open(file);
        } catch (IOException failure) {
            throw classified(failure);
        }
    }

    private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failure) {
            throw classified(failure);
        }
    }

    private void force(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException failure) {
            throw classified(failure);
        }
    }

    /** Java has no type for a full disk: only the words of the system, and how much room is left. */
    private IOException classified(IOException failure) throws IOException {
        var words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = words.contains("no space left")
                || words.contains("quota exceeded")
                || java.nio.file.Files.getFileStore(directory).getUsableSpace() < CHUNK;
        return full ? new DiskFull(failure) : failure;
    }

    private void clearAbandoned() throws IOException {
        var before = Instant.now().minus(ABANDONED);
        try (var files = java.nio.file.Files.newDirectoryStream(arriving)) {
            for (var file : files) {
                try {
                    var name = file.getFileName().toString();
                    if (name.startsWith(GOING)) { // perhaps put anew, and perhaps meant in between: it is judged again
                        var sha256 = name.substring(GOING.length(), Math.min(name.length(), GOING.length() + 64));
                        java.nio.file.Files.move(file, place(sha256), ATOMIC_MOVE);
                    } else if (!isPutSince(file, before)) {
                        java.nio.file.Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException another) {
                    continue; // another process was faster
                }
            }
        }
    }
}
