package parvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What processes take of the machine, as Linux tells it. */
final class Burden {
    /** Ticks a second in {@code /proc/PID/stat}: the same on every Linux that we know (USER_HZ). */
    private static final double TICKS = 100;

    private Burden() {}

    /** What one process holds in memory, in MiB, with what it shares with others. */
    static double residentMiB(long pid) throws IOException {
        return kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:").orElse(0.0) / 1024;
    }

    /** What all that a process has started hold, each page of memory counted once, in MiB. */
    static double childrenMiB(long pid) throws IOException {
        var sum = 0.0;
        for (var child : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
            sum += kilobytes(Path.of("/proc/" + child.pid() + "/smaps_rollup"), "Pss:")
                    .orElse(0.0);
        }
        return sum / 1024;
    }

    /** Processor seconds of one process since it began. */
    static double seconds(long pid) throws IOException {
        return ticks(pid) / TICKS;
    }

    static double childrenSeconds(long pid) throws IOException {
        var sum = 0L;
        for (var child : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
            sum += ticks(child.pid());
        }
        return sum / TICKS;
    }

    /** Files, sockets and whatever else a process holds open. */
    static long open(long pid) throws IOException {
        try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.count();
        }
    }

    private static long ticks(long pid) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the name before may hold spaces
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static Optional<Double> kilobytes(Path file, String name) throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }
}
