package parvis.console;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import parvis.database.PostgresEvent;
import picocli.CommandLine.Option;

/** {@code --data}: the directory that holds everything, and how commands come in. */
final class DataOption {
    @Option(
            names = "--data",
            defaultValue = "./data",
            description = "directory that holds everything (${DEFAULT-VALUE})")
    Path directory = Path.of("data");

    private final Class<?> application;
    private final Environment environment;

    DataOption(Class<?> application, Environment environment) {
        this.application = application;
        this.environment = environment;
    }

    /** For the time of a command, beside a running server or without one. */
    void open(Consumer<ApplicationContext> command) {
        try (var storage = Storage.forCommand(directory, environment);
                var context = new Program(application, storage, environment).command()) {
            command.accept(context);
        }
    }

    /** The same; a directory that holds nothing yet becomes a house. */
    void openOrMake(Consumer<ApplicationContext> command) {
        try (var storage = Storage.forRestoring(directory, environment);
                var context = new Program(application, storage, environment).command()) {
            command.accept(context);
        }
    }

    /** For a server, alone. */
    Storage claim(Consumer<PostgresEvent> events) {
        return Storage.forServer(directory, environment, events);
    }

    Program program(Storage storage) {
        return new Program(application, storage, environment);
    }
}
