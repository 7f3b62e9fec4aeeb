package parvis.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The chromium of this machine, started once for all tests of a run. */
final class Chromium implements ExecutionCondition {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /** It asks nobody outside, keeps nothing and runs as root in containers. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic",
            "--disable-gpu");

    private static Browser browser;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (executable().isPresent()) {
            return ConditionEvaluationResult.enabled("a chromium is there");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new ExtensionConfigurationException(
                    "No chromium on the PATH: with CI=true a browser test is not skipped (apt-get install chromium)");
        }
        return ConditionEvaluationResult.disabled("no chromium on the PATH (apt-get install chromium)");
    }

    static synchronized Browser browser() {
        if (browser == null) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            browser = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(executable().orElseThrow())
                            .setArgs(FLAGS));
        }
        return browser;
    }

    private static Optional<Path> executable() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
