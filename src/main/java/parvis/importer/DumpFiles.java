package parvis.importer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.jspecify.annotations.Nullable;
import parvis.importer.DumpRefused.Reason;

/**
 * The files of a dump of Stack Exchange: in a directory, or in the archive as it is handed out (7z) or that somebody made of it (ZIP),
 * there in a folder or not. An archive is read as it is, each file from its beginning whenever it is asked for; nothing of it is
 * written anywhere.
 */
final class DumpFiles implements Closeable {
    static final String POSTS = "Posts.xml";
    static final String USERS = "Users.xml";
    static final String COMMENTS = "Comments.xml";
    static final String LINKS = "PostLinks.xml";
    static final String VOTES = "Votes.xml";

    private static final byte[] SEVEN = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** What unpacking may take; the dictionaries of large archives have 64 MiB. */
    private static final int MEMORY_KIB = 192 * 1024;

    /** Where they are. */
    private sealed interface Place extends Closeable {
        boolean has(String file);

        @Override
        void close();

        InputStream open(String file) throws IOException;
    }

    private final Place place;
    private final long most;

    private DumpFiles(Place place, long most) {
        this.place = place;
        this.most = most;
    }

    /** @throws DumpRefused when it is none of the three, or holds no posts or nobody who wrote them */
    static DumpFiles of(Path source) {
        try {
            var files = opened(source);
            var lacks = !files.has(POSTS) ? Reason.NO_POSTS : !files.has(USERS) ? Reason.NO_USERS : null;
            if (lacks != null) {
                files.close();
                throw new DumpRefused(lacks, source.toString(), "");
            }
            return files;
        } catch (DumpRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) { // of whatever kind the damage makes the libraries throw
            throw new DumpRefused(Reason.UNREADABLE, source.toString(), String.valueOf(damaged.getMessage()));
        }
    }

    private static DumpFiles opened(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return new DumpFiles(new Folder(source, null), Long.MAX_VALUE);
        }
        var begins = begins(source);
        var most = ForumFiles.unfolded(begins.length == 0 ? 0 : Files.size(source));
        if (Arrays.equals(begins, SEVEN)) {
            return new DumpFiles(SevenZip.of(source), most);
        }
        if (Arrays.equals(begins, 0, Math.min(ZIP.length, begins.length), ZIP, 0, ZIP.length)) {
            return new DumpFiles(zip(source), most);
        }
        throw new DumpRefused(Reason.NOT_A_DIRECTORY, source.toString(), "");
    }

    private static byte[] begins(Path source) throws IOException {
        if (!Files.isRegularFile(source)) {
            return new byte[0];
        }
        try (var in = Files.newInputStream(source)) {
            return in.readNBytes(SEVEN.length);
        }
    }

    boolean has(String file) {
        return place.has(file);
    }

    /** One that is there, from its beginning. What unfolds to more than words do, or has rows longer than rows are, ends with a refusal. */
    InputStream open(String file) throws IOException {
        try {
            return new Bounded(place.open(file), file, most);
        } catch (RuntimeException damaged) {
            throw new IOException(damaged);
        }
    }

    @Override
    public void close() {
        place.close();
    }

    private record Folder(Path folder, @Nullable FileSystem zip) implements Place {
        @Override
        public boolean has(String file) {
            return Files.exists(folder.resolve(file));
        }

        @Override
        public InputStream open(String file) throws IOException {
            return Files.newInputStream(folder.resolve(file));
        }

        @Override
        public void close() {
            if (zip != null) {
                try {
                    zip.close();
                } catch (IOException read) {
                    throw new UncheckedIOException(read);
                }
            }
        }
    }

    private static Folder zip(Path source) throws IOException {
        if (ZipLook.listLength(source) > ZipLook.LONGEST_LIST) {
            throw new DumpRefused(Reason.UNFOLDS, source.toString(), "");
        }
        var zip = FileSystems.newFileSystem(source);
        var root = zip.getPath("/");
        try (var all = Files.find(root, 2, (path, what) -> path.endsWith(POSTS))) {
            var folder = all.sorted().findFirst().map(Path::getParent).orElse(root);
            return new Folder(folder, zip);
        } catch (IOException | RuntimeException damaged) {
            zip.close();
            throw damaged;
        }
    }

    /** @param files with their folder */
    private record SevenZip(Path source, String folder, Set<String> files) implements Place {

        static SevenZip of(Path source) throws IOException {
            try (var archive = archive(source)) {
                var files = StreamSupport.stream(archive.getEntries().spliterator(), false)
                        .filter(entry -> entry.getName() != null && entry.hasStream())
                        .map(SevenZArchiveEntry::getName)
                        .collect(Collectors.toUnmodifiableSet());
                var folder = files.stream()
                        .filter(name -> name.equals(POSTS) || name.matches("[^/]+/" + POSTS))
                        .sorted()
                        .findFirst()
                        .map(name -> name.substring(0, name.length() - POSTS.length()));
                return new SevenZip(source, folder.orElse(""), files);
            }
        }

        private static SevenZFile archive(Path source) throws IOException {
            return SevenZFile.builder()
                    .setPath(source)
                    .setMaxMemoryLimitKiB(MEMORY_KIB)
                    .get();
        }

        @Override
        public boolean has(String file) {
            return files.contains(folder + file);
        }

        @Override
        public InputStream open(String file) throws IOException {
            var archive = archive(source);
            try {
                for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    if ((folder + file).equals(entry.getName())) {
                        return new Unpacked(archive);
                    }
                }
                throw new IOException(file);
            } catch (IOException | RuntimeException damaged) {
                archive.close();
                throw damaged;
            }
        }

        @Override
        public void close() {
            // each file that is read has the archive for itself
        }
    }

    /** The entry that an archive stands at, which is closed with it. */
    private static final class Unpacked extends InputStream {
        private final SevenZFile archive;

        Unpacked(SevenZFile archive) {
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            return archive.read();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return archive.read(into, from, most);
        }

        @Override
        public void close() throws IOException {
            archive.close();
        }
    }

    /** Nothing that a row holds may contain a "&lt;": from one to the next is a row. */
    private static final class Bounded extends InputStream {
        /** The longest texts have 30,000 letters. */
        private static final int LONGEST_ROW = 4 * 1024 * 1024;

        private final InputStream in;
        private final String file;
        private long left;
        private int row;

        Bounded(InputStream in, String file, long most) {
            this.in = in;
            this.file = file;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            var read = unpacked(into, from, most);
            for (var i = from; i < from + read; i++) {
                row = into[i] == '<' ? 0 : row + 1;
                if (row > LONGEST_ROW || --left < 0) {
                    throw new DumpRefused(Reason.UNFOLDS, file, "");
                }
            }
            return read;
        }

        private int unpacked(byte[] into, int from, int most) throws IOException {
            try {
                return in.read(into, from, most);
            } catch (RuntimeException damaged) {
                throw new IOException(damaged);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
