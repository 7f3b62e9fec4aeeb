package parvis.provider;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import parvis.support.Nearby;

/** {@code oidc-provider} from npm, a certified OpenID Provider, on this machine. Installed once, below {@code target}. */
final class RealIssuer implements AutoCloseable {
    static final String CLIENT = "parvis";
    static final String SECRET = "a-secret-that-the-provider-knows-as-well";
    private static final String VERSION = "9.13.3";
    private static final Path HOME = Path.of("target/oidc-provider-" + VERSION).toAbsolutePath();

    private final Process process;
    private final int port;

    RealIssuer(List<String> redirects) throws IOException, InterruptedException {
        install();
        var command = new ArrayList<>(List.of(
                "node",
                Path.of("src/test/resources/provider/provider.mjs")
                        .toAbsolutePath()
                        .toString(),
                HOME.toString(),
                CLIENT,
                SECRET));
        command.addAll(redirects);
        process = new ProcessBuilder(command)
                .redirectError(HOME.resolve("errors.log").toFile())
                .start();
        var out = process.inputReader();
        String line;
        do {
            line = out.readLine();
        } while (line != null && !line.startsWith("ready "));
        if (line == null) {
            throw new IllegalStateException(
                    "The provider does not start: " + Files.readString(HOME.resolve("errors.log")));
        }
        port = Integer.parseInt(line.substring("ready ".length()));
        Thread.ofVirtual().start(() -> out.lines().forEach(said -> {}));
        Nearby.opens(port);
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.exists(HOME.resolve("node_modules/oidc-provider/package.json"))) {
            return;
        }
        Files.createDirectories(HOME);
        var log = HOME.resolve("install.log").toFile();
        var npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix",
                        HOME.toString(),
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "oidc-provider@" + VERSION)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("npm cannot install the provider: " + Files.readString(log.toPath()));
        }
    }

    @Override
    public void close() {
        Nearby.closes(port);
        process.destroy();
    }

    /** Whether Node and npm are there. */
    static final class Installable implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var there = Stream.of("node", "npm").allMatch(Installable::isThere);
            if (there) {
                return ConditionEvaluationResult.enabled("Node and npm are there");
            }
            var missing = "no Node with npm on the PATH (apt-get install nodejs npm)";
            if ("true".equals(System.getenv("CI"))) {
                throw new ExtensionConfigurationException(missing + ": with CI=true this test is not skipped");
            }
            return ConditionEvaluationResult.disabled(missing);
        }

        private static boolean isThere(String program) {
            return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        }
    }
}
