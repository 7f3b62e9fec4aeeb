package parvis.console;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;
import parvis.shots.Shots;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shots}: starts a demo of its own, has its screens pictured, and leaves nothing but the pictures. */
@Command
final class ShotsCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandSpec spec;

    @Parameters(paramLabel = "DIRECTORY", description = "where the pictures go")
    Path directory = Path.of(".");

    @Option(names = "--url", description = "a demo that already runs on this machine, such as http://localhost:8080")
    @Nullable
    URI url;

    private final Class<?> application;
    private final Environment environment;

    ShotsCommand(Class<?> application, Environment environment) {
        this.application = application;
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        var chromium = Shots.browser()
                .orElseThrow(() -> new Refusal(
                        Door.FAILED,
                        "Chromium is needed to take pictures: apt-get install chromium, or put it on the PATH"));
        if (url != null && (url.getHost() == null || url.getPort() < 0)) {
            throw new Refusal(Door.WRONG_USAGE, "--url takes an address with its port, such as http://localhost:8080");
        }
        var taken = url != null ? take(chromium, url) : takeOfOwnDemo(chromium);
        spec.commandLine().getOut().println(taken);
        return Door.DONE;
    }

    private int take(Path chromium, URI demo) throws IOException, InterruptedException {
        return Shots.take(
                chromium, demo, directory, name -> spec.commandLine().getErr().println(name));
    }

    private int takeOfOwnDemo(Path chromium) throws Exception {
        var telling = new Telling(spec.commandLine().getErr(), environment);
        var data = Files.createTempDirectory("parvis-shots-data");
        try (var storage = Storage.forServer(Where.of(data, environment), environment, telling::postgres)) {
            SpringApplication.getShutdownHandlers().add(storage::close);
            var port = freePort();
            var loading = new DemoListener(telling);
            try (var context =
                    new Program(application, storage, environment).server("127.0.0.1", port, 0, true, loading)) {
                if (!loading.isLoaded()) {
                    throw new Refusal(Door.FAILED, "There are no screens to be pictured");
                }
                return take(chromium, URI.create("http://localhost:" + port));
            }
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
