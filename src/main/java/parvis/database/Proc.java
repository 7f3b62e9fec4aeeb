package parvis.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@code /proc} says about other processes: the only way to know whose a process number is today. */
final class Proc {
    private static final Path ROOT = Path.of("/proc");

    private Proc() {}

    static boolean readable() {
        return Files.isReadable(ROOT.resolve("self/stat"));
    }

    /** A zombie is dead: it holds nothing any more, and in a container nobody may ever collect it. */
    static boolean alive(long pid) {
        try {
            var stat = Files.readString(ROOT.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            var state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** The living PostgreSQL processes, postmaster or its children, that work on this cluster. */
    static List<Long> serving(Path cluster) {
        var serving = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            for (var entry : entries) {
                var pid = Long.parseLong(entry.getFileName().toString());
                if (serves(pid, cluster) && alive(pid)) serving.add(pid);
            }
        } catch (IOException e) {
            return List.of();
        }
        return serving;
    }

    static boolean serves(long pid, Path cluster) {
        var words = words(pid);
        if (words.isEmpty()) return false;
        var isPostmaster = words.getFirst().endsWith("/postgres");
        if (!isPostmaster && !words.getFirst().startsWith("postgres: ")) return false;
        try {
            return Files.readSymbolicLink(ROOT.resolve(pid + "/cwd")).equals(cluster);
        } catch (IOException e) {
            // Another user's process without the right to look: its words are open to all.
            return isPostmaster
                    ? words.contains(cluster.toString())
                    : words.getFirst().startsWith("postgres: " + Settings.clusterName(cluster) + ":");
        }
    }

    /** INT, QUIT or KILL; Java itself knows only TERM and KILL. */
    static void signal(String name, long pid) {
        try {
            Command.run(List.of("sh", "-c", "kill -s \"$1\" \"$2\"", "parvis-signal", name, Long.toString(pid)));
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot signal a process of", ROOT.resolve(Long.toString(pid)), e);
        }
    }

    static boolean gone(long pid, Duration within) {
        var deadline = System.nanoTime() + within.toNanos();
        while (alive(pid)) {
            if (System.nanoTime() > deadline) return false;
            Pause.of(Duration.ofMillis(50));
        }
        return true;
    }

    private static List<String> words(long pid) {
        try {
            var line = Files.readString(ROOT.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.isEmpty() ? List.of() : List.of(line.split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
