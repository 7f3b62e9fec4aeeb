package parvis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The files of one cluster in {@code DATA/postgresql}: made once, whole or not at all, by one major version. */
final class Cluster {
    private static final Pattern DATA = Pattern.compile("data-(\\d+)");

    private final Path home;
    private final Path password;
    private final int major;

    private Cluster(Path home, int major) {
        this.home = home;
        this.password = home.resolve("password");
        this.major = major;
    }

    /** The place for it, made and checked, not yet its files. */
    static Cluster in(Path dataDirectory, int major) {
        try {
            var home = dataDirectory.resolve("postgresql");
            if (!Files.isDirectory(home))
                Files.createDirectory(
                        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var cluster = new Cluster(home.toRealPath(), major);
            cluster.refuseOtherMajors();
            return cluster;
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot use", dataDirectory, e);
        }
    }

    /** Whether there is one, of whatever version. */
    static boolean isIn(Path dataDirectory) {
        try (var entries = Files.newDirectoryStream(dataDirectory.resolve("postgresql"), "data-*")) {
            for (var entry : entries) {
                if (DATA.matcher(entry.getFileName().toString()).matches()) return true;
            }
            return false;
        } catch (NoSuchFileException | NotDirectoryException none) {
            return false;
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot read", dataDirectory, e);
        }
    }

    Path home() {
        return home;
    }

    Path data() {
        return home.resolve("data-" + major);
    }

    Path port() {
        return home.resolve("port");
    }

    String password() {
        try {
            return Files.readString(password).strip();
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot read the database's password", password, e);
        }
    }

    /** What an interrupted making left is thrown away: only the last step, a rename, gives the directory its name. */
    void make(Path binaries, Privileges privileges, PostgresLog log, Consumer<PostgresEvent> events) {
        try {
            privileges.own(home);
            if (Files.isDirectory(data())) return;
            events.accept(new PostgresEvent.Initialising());
            sweepHalves();
            // A new name each time: an initdb that outlived its program ends over the loss of its own directory.
            var half = home.resolve("data-" + major + ".tmp" + Long.toHexString(System.nanoTime()));
            if (!Files.exists(password)) Durable.writePrivately(password, randomPassword() + "\n");
            privileges.give(password);
            log.mark();
            var initdb = Supervisor.start(privileges.wrap(initdb(binaries, half)), log.file());
            if (initdb.await() != 0) throw failure(log.sinceMark());
            Durable.rename(half, data());
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot make the database in", home, e);
        }
    }

    private void sweepHalves() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (var halves = Files.newDirectoryStream(home, "data-*.tmp*")) {
                for (var half : halves) Durable.deleteTree(half);
                return;
            } catch (java.nio.file.DirectoryNotEmptyException | NoSuchFileException e) {
                if (attempt == 50) throw e;
                Pause.of(Duration.ofMillis(100)); // somebody still writes in it, or removes it as well
            }
        }
    }

    private List<String> initdb(Path binaries, Path into) {
        var command = new ArrayList<>(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + into,
                "--username=" + Coordinates.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                "--no-instructions"));
        // Text compares by code point everywhere, whatever languages the system has; French order is asked by name.
        if (major >= 17) command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        else command.add("--locale=C.UTF-8");
        return command;
    }

    private DatabaseFailure failure(String output) {
        if (output.contains("No space left on device") || output.contains("Disk quota exceeded"))
            return DatabaseFailure.diskFull(home, null);
        var why = output.lines().filter(line -> line.contains("error:") || line.contains("FATAL:"));
        return new DatabaseFailure(
                DatabaseFailure.Kind.UNREACHABLE,
                "PostgreSQL cannot make its database in " + home + ": "
                        + why.findFirst().orElse(output));
    }

    private void refuseOtherMajors() throws IOException {
        if (Files.isDirectory(data())) {
            var written = Files.readString(data().resolve("PG_VERSION")).strip();
            if (!written.equals(Integer.toString(major))) throw otherMajor(written);
            return;
        }
        try (var entries = Files.newDirectoryStream(home, "data-*")) {
            for (var entry : entries) {
                var name = DATA.matcher(entry.getFileName().toString());
                if (name.matches()) throw otherMajor(name.group(1));
            }
        }
    }

    private DatabaseFailure otherMajor(String written) {
        return new DatabaseFailure(
                DatabaseFailure.Kind.OTHER_POSTGRESQL,
                "The data in " + home + " belongs to PostgreSQL " + written + ", and this Parvis brings PostgreSQL "
                        + major
                        + ". Write a backup with the Parvis that made it (./parvis backup FILE), then restore it with this "
                        + "one into a new data directory (./parvis restore FILE --data NEW).");
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
