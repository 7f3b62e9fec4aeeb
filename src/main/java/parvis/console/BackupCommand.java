package parvis.console;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parvis.keep.Backup;
import parvis.keep.BackupKey;
import parvis.keep.KeepRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup FILE}: everything in one file, beside a running server or without one. */
@Command(name = "backup", description = "Writes everything into one file.")
final class BackupCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "the backup, which is not there yet")
    @Nullable
    Path file;

    @Option(names = "--key", paramLabel = "KEYFILE", description = "file with the key that encrypts")
    @Nullable
    Path key;

    @Option(names = "--new-key", paramLabel = "KEYFILE", description = "makes a key and ends")
    @Nullable
    Path newKey;

    @Option(
            names = "--data",
            defaultValue = "./data",
            description = "directory that holds everything (${DEFAULT-VALUE})")
    Path data = Path.of("data");

    @Mixin
    final FilesOption files = new FilesOption();

    private final Environment environment;

    BackupCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var telling = new KeepTelling(spec.commandLine().getErr(), environment);
        if (newKey != null) {
            out.println(made(newKey, telling));
            return Door.DONE;
        }
        if (file == null) {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t("keep.usage.backup"));
        }
        try {
            var sealing = OutsideSettings.backupKey(environment, key).orElse(null);
            try (var storage = Storage.forCommand(Where.of(data, files.directory, false, environment), environment)) {
                if (storage.isElsewhere() && !Files.isDirectory(storage.files())) {
                    throw new Refusal(Door.WRONG_USAGE, environment.words().t("keep.no-files", data));
                }
                storage.withFiles();
                var summary = new Backup(
                                storage.location(),
                                storage.data(),
                                storage.files(),
                                VersionCommand.number(),
                                telling::progress,
                                () -> false)
                        .write(file, sealing, Clock.systemUTC().instant());
                telling.end();
                out.println(telling.written(summary, file));
                return Door.DONE;
            }
        } catch (KeepRefused refused) {
            telling.end();
            throw telling.refusal(refused);
        }
    }

    private String made(Path where, KeepTelling telling) {
        var made = BackupKey.make();
        try {
            Files.createFile(where, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(where, made.file());
        } catch (FileAlreadyExistsException there) {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t("keep.refused.exists", where));
        } catch (IOException e) {
            throw new Refusal(
                    Door.FAILED, environment.words().t("keep.key.unwritten", where, String.valueOf(e.getMessage())));
        }
        return telling.newKey(made.recipient(), where);
    }
}
