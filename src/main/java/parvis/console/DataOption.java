package parvis.console;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import parvis.database.PostgresEvent;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --data} and {@code --files}: the directory that holds everything, that of files, and how commands come in. */
final class DataOption {
    @Option(
            names = "--data",
            defaultValue = "./data",
            description = "directory that holds everything (${DEFAULT-VALUE})")
    Path directory = Path.of("data");

    @Mixin
    final FilesOption files = new FilesOption();

    private final Class<?> application;
    private final Environment environment;

    DataOption(Class<?> application, Environment environment) {
        this.application = application;
        this.environment = environment;
    }

    /** For the time of a command, beside a running server or without one. */
    void open(Consumer<ApplicationContext> command) {
        try (var storage = Storage.forCommand(where(false), environment);
                var context = new Program(application, storage, environment).command()) {
            command.accept(context);
        }
    }

    /** The same for a command that reads or keeps files, which must be those of the house. */
    void openWithFiles(Consumer<ApplicationContext> command) {
        try (var storage = Storage.forCommand(where(false), environment);
                var context = new Program(application, storage.withFiles(), environment).command()) {
            command.accept(context);
        }
    }

    /** The same; a directory that holds nothing yet becomes a house. */
    void openOrMake(Consumer<ApplicationContext> command) {
        try (var storage = Storage.forRestoring(where(false), environment);
                var context = new Program(application, storage.withFiles(), environment).command()) {
            command.accept(context);
        }
    }

    /** For a server, alone. */
    Storage claim(boolean adopt, Consumer<PostgresEvent> events) {
        return Storage.forServer(where(adopt), environment, events);
    }

    private Where where(boolean adopt) {
        return Where.of(directory, files.directory, adopt, environment);
    }

    Program program(Storage storage) {
        return new Program(application, storage, environment);
    }
}
