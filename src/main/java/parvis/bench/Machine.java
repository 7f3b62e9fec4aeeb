package parvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What figures were taken on, without which they say nothing. */
final class Machine {
    private Machine() {}

    static String words() {
        return "%d × %s, %.0f GiB, %s %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        told("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                        told("/proc/meminfo", "MemTotal")
                                .map(total -> Double.parseDouble(
                                                total.replace("kB", "").strip())
                                        / (1024 * 1024))
                                .orElse(0.0),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version().feature());
    }

    private static java.util.Optional<String> told(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException unknown) {
            return java.util.Optional.empty();
        }
    }
}
