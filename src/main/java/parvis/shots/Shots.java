package parvis.shots;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes pictures of every screen of a demo: for a wide screen and for a phone, light and dark. */
public final class Shots {
    private static final List<String> THEMES = List.of("light", "dark");
    /** What a long page shows of itself is enough. */
    private static final int TALLEST = 3_000;

    private enum Format {
        WIDE(1440, 900, false),
        PHONE(390, 844, true);

        private final int width;
        private final int height;
        private final boolean phone;

        Format(int width, int height, boolean phone) {
            this.width = width;
            this.height = height;
            this.phone = phone;
        }
    }

    private final DevTools browser;
    private final URI demo;
    private final Path directory;
    private @Nullable String signedIn;

    private Shots(DevTools browser, URI demo, Path directory) {
        this.browser = browser;
        this.demo = demo;
        this.directory = directory;
    }

    /** The browser that would be used, if this machine has one. */
    public static Optional<Path> browser() {
        return Chromium.find();
    }

    /**
     * @param demo the address of a demo on this machine
     * @param progress hears the name of each picture
     * @return how many pictures there are now
     */
    public static int take(Path chromium, URI demo, Path directory, Consumer<String> progress)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        try (var program = Chromium.start(chromium);
                var browser = new DevTools(program.address())) {
            browser.call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Paris"));
            return new Shots(browser, demo, directory).all(progress);
        }
    }

    private int all(Consumer<String> progress) throws IOException {
        var taken = 0;
        for (var screen : Screens.ALL) {
            become(screen);
            for (var format : Format.values()) {
                for (var theme : THEMES) {
                    var name = screen.name() + "-" + format.width + "-" + theme + ".png";
                    progress.accept(name);
                    show(screen, format, theme);
                    Files.write(directory.resolve(name), picture(format));
                    taken++;
                }
            }
        }
        return taken;
    }

    private void become(Screen screen) {
        var who = screen.brand() + " " + screen.as();
        if (!who.equals(signedIn)) {
            browser.call("Network.clearBrowserCookies", Map.of());
            if (screen.as() != null) {
                visit(address(screen, "/demo"));
                browser.loading(() -> browser.evaluate(
                        "document.querySelector(\"button[name=who][value='" + screen.as() + "']\").click()"));
            }
            signedIn = who;
        }
        browser.call(
                "Network.setCookie",
                Map.of("name", "language", "value", screen.language(), "url", address(screen, "/")));
    }

    private void show(Screen screen, Format format, String theme) {
        browser.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", format.width, "height", format.height, "deviceScaleFactor", 1, "mobile", format.phone));
        browser.call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", theme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        visit(address(screen, screen.path()));
        var act = screen.act();
        if (act != null) {
            browser.loading(() -> browser.evaluate(act));
        }
        browser.evaluate("document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(done)))");
        var status = browser.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
                .asInt();
        if (status != screen.status()) {
            throw new IllegalStateException(screen.name() + " was answered with " + status);
        }
    }

    private byte[] picture(Format format) {
        var content = browser.call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        var height = Math.clamp(content.path("height").asInt(), format.height, TALLEST);
        var clip = Map.of("x", 0, "y", 0, "width", format.width, "height", height, "scale", 1);
        var taken = browser.call(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        return Base64.getDecoder().decode(taken.path("data").asString());
    }

    private void visit(String address) {
        browser.loading(() -> browser.call("Page.navigate", Map.of("url", address)));
    }

    private String address(Screen screen, String path) {
        return Objects.requireNonNullElse(demo.getScheme(), "http") + "://" + screen.brand() + ".localhost:"
                + demo.getPort() + path;
    }
}
