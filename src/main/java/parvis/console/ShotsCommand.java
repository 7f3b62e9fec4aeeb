package parvis.console;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import parvis.demo.DemoProgress;
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
        try (var storage = Storage.forServer(data, environment, telling::postgres)) {
            SpringApplication.getShutdownHandlers().add(storage::close);
            var port = freePort();
            var loaded = new CompletableFuture<Boolean>();
            try (var context = new Program(application, storage, environment)
                    .server("127.0.0.1", port, true, event -> heard(event, telling, loaded))) {
                if (!loaded.get()) {
                    throw new Refusal(Door.FAILED, "The demo could not be loaded");
                }
                return take(chromium, URI.create("http://localhost:" + port));
            }
        } finally {
            delete(data);
        }
    }

    private static void heard(ApplicationEvent event, Telling telling, CompletableFuture<Boolean> loaded) {
        if (event instanceof PayloadApplicationEvent<?> told) {
            switch (told.getPayload()) {
                case DemoProgress progress -> telling.demo(progress);
                case DemoProgress.Ready ready -> loaded.complete(true);
                case DemoProgress.Failed failed -> loaded.complete(false);
                default -> {}
            }
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
