package parvis.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code wrk}, which asks for one address over and over on a few connections. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s|m)\\b");
    private static final Pattern WRONG = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)|Socket errors: (.*)");

    /** @param millis that 99 of 100 requests took at most */
    record Load(double perSecond, double millis) {}

    private Wrk() {}

    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .map(directory -> Path.of(directory, "wrk"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws IOException also when anything but the page was answered */
    static Load ask(URI address, int connections, Duration how, List<String> headers)
            throws IOException, InterruptedException {
        var program = program().orElseThrow(() -> new IOException("wrk is missing: apt-get install wrk"));
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-t1",
                "-c" + connections,
                "-d" + how.toSeconds() + "s",
                "--timeout",
                "30s",
                "--latency"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.add(address.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var rate = RATE.matcher(told);
        var p99 = P99.matcher(told);
        if (process.waitFor() != 0
                || !rate.find()
                || !p99.find()
                || WRONG.matcher(told).find()) {
            throw new IOException("wrk says of " + address + ": " + told);
        }
        return new Load(Double.parseDouble(rate.group(1)), Double.parseDouble(p99.group(1)) * millis(p99.group(2)));
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
    }
}
