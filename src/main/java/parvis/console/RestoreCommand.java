package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parvis.database.DatabaseFailure;
import parvis.database.Migrations;
import parvis.keep.Backup;
import parvis.keep.BackupKey;
import parvis.keep.KeepRefused;
import parvis.keep.Restore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore FILE}: a backup takes the place of what is there, beside a running server or without one. */
@Command(name = "restore", description = "Puts a backup in the place of what is there.")
final class RestoreCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'before-restore-'yyyyMMdd'T'HHmmss'Z.parvis'")
            .withZone(ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "the backup")
    Path file = Path.of("");

    @Option(names = "--key", paramLabel = "KEYFILE", description = "file with the key that decrypts")
    @Nullable
    Path key;

    @Option(names = "--replace", description = "also a house in an external database")
    boolean replace;

    @Option(names = "--discard", description = "keeps no backup of what is replaced")
    boolean discard;

    @Option(
            names = "--data",
            defaultValue = "./data",
            description = "directory that holds everything (${DEFAULT-VALUE})")
    Path data = Path.of("data");

    @Mixin
    final FilesOption files = new FilesOption();

    @Option(names = "--adopt-files", description = "the directory of files is the house's from now on")
    boolean adoptFiles;

    private final Environment environment;

    RestoreCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var telling = new KeepTelling(spec.commandLine().getErr(), environment);
        try {
            var opening = OutsideSettings.backupKey(environment, key).orElse(null);
            var restore = Restore.checked(file, opening, telling::progress);
            try (var storage =
                    Storage.forRestoring(Where.of(data, files.directory, adoptFiles, environment), environment)) {
                var kept = makeRoom(storage, restore, opening, telling);
                var began = Clock.systemUTC().instant();
                restore.into(storage.location(), storage.files(), began);
                telling.end();
                if (storage.serverRuns()) {
                    awaitServer(began, telling);
                } else if (!storage.isElsewhere()) {
                    restore.forgetOtherFiles(storage.files());
                }
                out.println(telling.restored(restore.summary(), file, kept));
            }
            return Door.DONE;
        } catch (KeepRefused refused) {
            telling.end();
            throw telling.refusal(refused);
        }
    }

    /**
     * Refuses what must not be replaced, and keeps a copy of what will be.
     *
     * @return the copy; null when nobody lived there, or it is not wanted
     */
    private @Nullable Path makeRoom(
            Storage storage, Restore restore, @Nullable BackupKey opening, KeepTelling telling) {
        var words = environment.words();
        var inhabited = Restore.isInhabited(storage.location());
        if (storage.holdsTheDemo() != restore.isDemo() && (inhabited || storage.holdsTheDemo())) {
            throw new Refusal(Door.WRONG_USAGE, words.t("keep.refused.demo", data));
        }
        if (inhabited && storage.isElsewhere() && !replace) {
            throw new Refusal(Door.WRONG_USAGE, words.t("keep.refused.not_empty"));
        }
        if (storage.serverRuns() && !Migrations.isCurrent(storage.location())) {
            throw new Refusal(Door.FAILED, words.t("keep.refused.other-server"));
        }
        if (restore.isDemo()) {
            makeDirectory(data);
            storage.markTheDemo();
        }
        storage.withFiles();
        if (!inhabited || discard) {
            return null;
        }
        var backups = makeDirectory(data.resolve("backups"));
        var now = Clock.systemUTC().instant();
        var copy = backups.resolve(NAME.format(now));
        new Backup(
                        storage.location(),
                        storage.data(),
                        storage.files(),
                        VersionCommand.number(),
                        telling::progress,
                        () -> false)
                .write(copy, opening, now);
        return copy;
    }

    private static Path makeDirectory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot make", directory, e);
        }
    }

    /** It hears of it and starts again by itself; its address is written when it is ready. */
    private void awaitServer(Instant began, KeepTelling telling) {
        telling.awaiting();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && !ServerAddress.isYoungerThan(began, data)) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
