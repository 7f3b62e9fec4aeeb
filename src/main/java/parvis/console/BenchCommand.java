package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import parvis.bench.GuardBench;
import parvis.bench.KillBench;
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
        throw new ParameterException(spec.commandLine(), "Which one? kill, guard");
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
        public Integer call() throws IOException, InterruptedException {
            if (rounds < 1) {
                throw new ParameterException(spec.commandLine(), "--rounds counts from 1");
            }
            var scratch = Files.createTempDirectory("parvis-bench");
            var told = spec.commandLine().getErr();
            var settings = new KillBench.Settings(program(), scratch.resolve("data"), rounds, seed);
            var clean = false;
            try {
                var result = new KillBench(settings, told::println).run();
                spec.commandLine().getOut().println(json ? result.json() : result.words());
                clean = result.isClean();
            } finally {
                if (!clean) {
                    told.println("Kept for whoever looks into it: " + scratch);
                }
            }
            if (clean) {
                FileSystemUtils.deleteRecursively(scratch);
            }
            return clean ? Door.DONE : Door.FAILED;
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
        public Integer call() throws IOException {
            if (rounds < 1 || posts < 1) {
                throw new ParameterException(spec.commandLine(), "--rounds and --posts count from 1");
            }
            GuardCommand.quietLucene();
            var scratch = Files.createTempDirectory("parvis-bench");
            try {
                var result = GuardBench.run(
                        rounds, posts, scratch, spec.commandLine().getErr()::println);
                spec.commandLine().getOut().println(json ? result.json() : result.words());
            } finally {
                FileSystemUtils.deleteRecursively(scratch);
            }
            return Door.DONE;
        }
    }

    /** This very program, with limits that no bench should meet and as much memory as a small server has. */
    private static List<String> program() {
        var program = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Dparvis.limits.factor=1000"));
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), "parvis.Parvis"));
        return program;
    }
}
