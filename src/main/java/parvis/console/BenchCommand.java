package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.FileSystemUtils;
import parvis.bench.DeskBench;
import parvis.bench.GuardBench;
import parvis.bench.ImportBench;
import parvis.bench.IngestBench;
import parvis.bench.KillBench;
import parvis.bench.MailBench;
import parvis.bench.SearchBench;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.importer.StackExchange;
import parvis.ledger.How;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bench}: trials of the whole program, each on scratch data of its own. */
@Command(name = "bench", description = "Trials of the whole program.")
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which one? pages, desk, ingest, search, start, soak, kill, mail, guard or import");
    }

    @Command(name = "kill", description = "Every acknowledged message is there exactly once, whatever is killed.")
    static final class Kill implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(
                names = "--rounds",
                defaultValue = "20",
                description = "how often something is killed (${DEFAULT-VALUE})")
        int rounds;

        @Option(
                names = "--seed",
                defaultValue = "1",
                description = "the same seed, the same instants (${DEFAULT-VALUE})")
        long seed;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (rounds < 1) {
                throw new ParameterException(spec.commandLine(), "--rounds counts from 1");
            }
            return inScratch(spec, scratch -> {
                var settings = new KillBench.Settings(program(), scratch.resolve("data"), rounds, seed);
                var result = new KillBench(settings, spec.commandLine().getErr()::println).run();
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                return result.isClean();
            });
        }
    }

    @Command(name = "mail", description = "Mails a second taken and handed over, and memory with the largest ones.")
    static final class Mail implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--rounds", defaultValue = "3", description = "of each measure (${DEFAULT-VALUE})")
        int rounds;

        @Option(names = "--seconds", defaultValue = "10", description = "of mails in a round (${DEFAULT-VALUE})")
        int seconds;

        @Option(names = "--letters", defaultValue = "10000", description = "that leave in a round (${DEFAULT-VALUE})")
        int letters;

        @Option(names = "--large", defaultValue = "40", description = "mails of 25 MB (${DEFAULT-VALUE})")
        int large;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (rounds < 1 || seconds < 1 || letters < 1 || large < 1) {
                throw new ParameterException(spec.commandLine(), "Each number counts from 1");
            }
            return inScratch(spec, scratch -> {
                var settings = new MailBench.Settings(
                        program(), scratch.resolve("data"), rounds, Duration.ofSeconds(seconds), letters, large);
                var result = new MailBench(settings, spec.commandLine().getErr()::println).run();
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                return true;
            });
        }
    }

    @Command(name = "guard", description = "How long the guard takes to read a post, and to find its like.")
    static final class Guarding implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--rounds", defaultValue = "5", description = "how often every post is read (${DEFAULT-VALUE})")
        int rounds;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        @Option(names = "--posts", defaultValue = "1000000", description = "among how many it looks (${DEFAULT-VALUE})")
        int posts;

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (rounds < 1 || posts < 1) {
                throw new ParameterException(spec.commandLine(), "--rounds and --posts count from 1");
            }
            GuardCommand.quietLucene();
            return inScratch(spec, scratch -> {
                var result = GuardBench.run(
                        rounds, posts, scratch, spec.commandLine().getErr()::println);
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                return true;
            });
        }
    }

    @Command(name = "ingest", description = "Messages a second kept, and how soon they stand in the queue.")
    static final class Ingest implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--rounds", defaultValue = "5", description = "of each kind, in turn (${DEFAULT-VALUE})")
        int rounds;

        @Option(names = "--seconds", defaultValue = "10", description = "of each round (${DEFAULT-VALUE})")
        int seconds;

        @Option(
                names = "--rate",
                defaultValue = "3000",
                description = "messages a second that come steadily (${DEFAULT-VALUE})")
        int rate;

        @Option(names = "--steady", defaultValue = "120", description = "for so many seconds (${DEFAULT-VALUE})")
        int steady;

        @Option(names = "--texts", description = "a directory whose sentences are used")
        @Nullable
        Path texts;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (rounds < 1 || seconds < 1 || rate < 1 || steady < 1) {
                throw new ParameterException(spec.commandLine(), "Each number counts from 1");
            }
            return inScratch(spec, scratch -> {
                var settings = new IngestBench.Settings(
                        program(),
                        scratch.resolve("data"),
                        rounds,
                        Duration.ofSeconds(seconds),
                        rate,
                        Duration.ofSeconds(steady),
                        texts(texts));
                var result = new IngestBench(settings, spec.commandLine().getErr()::println).run();
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                return true;
            });
        }
    }

    @Command(name = "desk", description = "How long the desk takes among very many conversations.")
    static final class Desk implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--conversations", defaultValue = "1000000", description = "of the house (${DEFAULT-VALUE})")
        int conversations;

        @Option(names = "--rounds", defaultValue = "3", description = "of each queue (${DEFAULT-VALUE})")
        int rounds;

        @Option(names = "--pages", defaultValue = "1000", description = "of each queue in a round (${DEFAULT-VALUE})")
        int pages;

        @Option(names = "--data", description = "where the house is kept for the next time")
        @Nullable
        Path data;

        @Option(names = "--texts", description = "a directory whose sentences are used")
        @Nullable
        Path texts;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (conversations < 1 || rounds < 1 || pages < 1) {
                throw new ParameterException(spec.commandLine(), "Each number counts from 1");
            }
            return inScratch(spec, scratch -> {
                var settings = new DeskBench.Settings(
                        program(), house(data, scratch), conversations, rounds, pages, texts(texts));
                var result = DeskBench.run(settings, spec.commandLine().getErr()::println);
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                return true;
            });
        }
    }

    @Command(name = "search", description = "How long finding takes among very many messages.")
    static final class Searching implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--conversations", defaultValue = "1000000", description = "of the house (${DEFAULT-VALUE})")
        int conversations;

        @Option(names = "--rounds", defaultValue = "3", description = "of searches (${DEFAULT-VALUE})")
        int rounds;

        @Option(names = "--clients", defaultValue = "2", description = "who search at once (${DEFAULT-VALUE})")
        int clients;

        @Option(names = "--searches", defaultValue = "1000", description = "in a round (${DEFAULT-VALUE})")
        int searches;

        @Option(names = "--data", description = "where the house is kept for the next time")
        @Nullable
        Path data;

        @Option(names = "--texts", description = "a directory whose sentences are used")
        @Nullable
        Path texts;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (conversations < 1 || rounds < 1 || clients < 1 || searches < 1) {
                throw new ParameterException(spec.commandLine(), "Each number counts from 1");
            }
            return inScratch(spec, scratch -> {
                var settings = new SearchBench.Settings(
                        program(), house(data, scratch), conversations, rounds, clients, searches, texts(texts));
                var result = new SearchBench(settings, spec.commandLine().getErr()::println).run();
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                return true;
            });
        }
    }

    private static Path house(@Nullable Path kept, Path scratch) {
        return kept == null ? scratch.resolve("data") : kept.toAbsolutePath().normalize();
    }

    /** Those that stand beside the project, when nobody names others and they are there. */
    private static Optional<Path> texts(@Nullable Path named) {
        if (named != null) {
            return Optional.of(named);
        }
        return Optional.ofNullable(System.getProperty("parvis.home"))
                .map(home -> Path.of(home).resolveSibling("shared").resolve("data"))
                .filter(Files::isDirectory);
    }

    @Command(name = "import", description = "Posts a second of a Stack Exchange dump.")
    static final class Importing implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--rounds", defaultValue = "3", description = "each into a house of its own (${DEFAULT-VALUE})")
        int rounds;

        @Option(
                names = "--posts",
                defaultValue = "60000",
                description = "questions, answers and comments (${DEFAULT-VALUE})")
        int posts;

        @Option(names = "--json", description = "the result as JSON")
        boolean json;

        private final Class<?> application;
        private final Environment environment;

        Importing(Class<?> application, Environment environment) {
            this.application = application;
            this.environment = environment;
        }

        @Override
        public Integer call() throws IOException, InterruptedException, SQLException {
            if (rounds < 1 || posts < 6) {
                throw new ParameterException(spec.commandLine(), "--rounds counts from 1, --posts from 6");
            }
            return inScratch(spec, scratch -> {
                try (var storage = Storage.forServer(scratch.resolve("data"), environment, event -> {});
                        var context = new Program(application, storage, environment).command()) {
                    var result = ImportBench.run(
                            rounds,
                            posts,
                            scratch,
                            (dump, round) -> context.getBean(StackExchange.class)
                                    .bring(house(context, round), dump, "bench.example", progress -> {}),
                            spec.commandLine().getErr()::println);
                    spec.commandLine().getOut().println(json ? result.json() : result.words());
                }
                return true;
            });
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

    /** A trial; tells whether all was well. */
    interface Trial {
        boolean run(Path scratch) throws IOException, InterruptedException, SQLException;
    }

    /** Where all was well, nothing is left. */
    static int inScratch(CommandLine.Model.CommandSpec spec, Trial trial)
            throws IOException, InterruptedException, SQLException {
        var scratch = Files.createTempDirectory("parvis-bench");
        var clean = false;
        try {
            clean = trial.run(scratch);
        } finally {
            if (!clean) {
                spec.commandLine().getErr().println("Kept for whoever looks into it: " + scratch);
            }
        }
        if (clean) {
            FileSystemUtils.deleteRecursively(scratch);
        }
        return clean ? Door.DONE : Door.FAILED;
    }

    /** This very program, with limits that no bench should meet and as much memory as a small server has. */
    static List<String> program() {
        var program = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Dparvis.limits.factor=1000",
                // who was killed while sending is known to be gone sooner than in a house where somebody may only be
                // slow
                "-Dparvis.letters.lost=PT20S"));
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), "parvis.Parvis"));
        return program;
    }
}
