package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import parvis.bench.ImportBench;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.importer.StackExchange;
import parvis.ledger.How;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench import}. */
@Command(name = "import", description = "Posts a second of a Stack Exchange dump.")
final class ImportBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "3", description = "each into a house of its own (${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--posts",
            defaultValue = "60000",
            description = "questions, answers and comments (${DEFAULT-VALUE})")
    int posts;

    private final Class<?> application;
    private final Environment environment;

    ImportBenchCommand(Class<?> application, Environment environment) {
        this.application = application;
        this.environment = environment;
    }

    @Override
    @Nullable
    String wrong() {
        return rounds < 1 || posts < 6 ? "--rounds counts from 1, --posts from 6" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        try (var storage = Storage.forServer(Where.of(scratch.resolve("data"), environment), environment, event -> {});
                var context = new Program(application, storage, environment).command()) {
            var result = ImportBench.run(
                    rounds,
                    posts,
                    scratch,
                    (dump, round) -> context.getBean(StackExchange.class)
                            .bring(house(context, round), dump, "bench.example", null, progress -> {}),
                    this::progress);
            return new Told(result.json(), result.words(), true);
        }
    }

    private static Brand house(ApplicationContext context, int round) {
        var name = "maison-" + round;
        var none = new Brand.LocalText("", "");
        return context.getBean(Brands.class)
                .require(context.getBean(BrandCreation.class)
                        .create(
                                new BrandCreation.Proposal(
                                        name,
                                        name,
                                        "fr",
                                        "Europe/Paris",
                                        "mon-fri 09:00-17:00",
                                        60,
                                        "#dfe4ac",
                                        "tilleul",
                                        none,
                                        none,
                                        none,
                                        List.of(),
                                        List.of()),
                                Clock.systemUTC().instant(),
                                How.CONSOLE));
    }
}
