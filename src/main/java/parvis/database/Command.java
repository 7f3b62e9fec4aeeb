package parvis.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Small programs of the system, run to their end in an environment that nobody's settings disturb. */
final class Command {
    record Result(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

    private Command() {}

    /** Where a program is, if this system has it. */
    static Optional<String> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).stream().flatMap(dirs -> Stream.of(dirs.split(":", -1)));
        return Stream.concat(PLACES.stream(), path.filter(directory -> directory.startsWith("/")))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Result run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        plain(builder.environment());
        var process = builder.start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            var words = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), words.strip());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", e);
        }
    }

    /** PGDATA, PGOPTIONS, a language for messages that we read, a library path: none of them may reach PostgreSQL. */
    static void plain(Map<String, String> environment) {
        environment.clear();
        environment.put("PATH", String.join(":", PLACES));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
    }
}
