package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parvis.bench.MailBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench mail}. */
@Command(name = "mail", description = "Mails a second taken and handed over, and memory with the largest ones.")
final class MailBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "3", description = "of each measure (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "of mails in a round (${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--letters", defaultValue = "10000", description = "that leave in a round (${DEFAULT-VALUE})")
    int letters;

    @Option(names = "--large", defaultValue = "40", description = "mails of 25 MB (${DEFAULT-VALUE})")
    int large;

    @Override
    @Nullable
    String wrong() {
        return rounds < 1 || seconds < 1 || letters < 1 || large < 1 ? "Each number counts from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var settings = new MailBench.Settings(
                program(), scratch.resolve("data"), rounds, Duration.ofSeconds(seconds), letters, large);
        var result = new MailBench(settings, this::progress).run();
        return new Told(result.json(), result.words(), true);
    }
}
