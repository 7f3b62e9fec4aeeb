package parvis.database;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.CRC32;

/** How the embedded PostgreSQL is set: given on its command line, so that no file can quietly weaken it. */
final class Settings {
    private static final long MB = 1024 * 1024;

    private Settings() {}

    static List<String> of(Path cluster, int port) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("listen_addresses", Coordinates.HOST);
        settings.put("port", port);
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", 100);
        settings.put("cluster_name", clusterName(cluster));

        // An acknowledged word is on the disk.
        settings.put("fsync", "on");
        settings.put("full_page_writes", "on");
        settings.put("synchronous_commit", "on");

        var memory = memory();
        settings.put("shared_buffers", Math.clamp(memory / 16 / MB, 32, 256) + "MB");
        settings.put("effective_cache_size", Math.max(memory / 2 / MB, 256) + "MB");
        settings.put("maintenance_work_mem", Math.clamp(memory / 64 / MB, 16, 128) + "MB");
        settings.put("work_mem", "8MB");
        settings.put("min_wal_size", "80MB");
        settings.put("max_wal_size", log(cluster) + "MB");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off");
        // A bare chroot or a small container has no shared memory file system to speak of.
        if (!Files.isWritable(Path.of("/dev/shm"))) settings.put("dynamic_shared_memory_type", "mmap");

        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");

        // Statements and the details of errors carry people's words and addresses: they are not logged.
        settings.put("logging_collector", "off");
        settings.put("log_destination", "stderr");
        settings.put("log_min_messages", "warning");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_statement", "none");
        settings.put("log_checkpoints", "off");
        settings.put("log_line_prefix", "%m [%p] ");

        var words = new ArrayList<String>();
        settings.forEach((name, value) -> {
            words.add("-c");
            words.add(name + "=" + value);
        });
        return words;
    }

    /** Stands in the title of every process, so that those of this cluster are known from others. */
    static String clusterName(Path cluster) {
        var sum = new CRC32();
        sum.update(cluster.toString().getBytes(StandardCharsets.UTF_8));
        return "parvis-" + Long.toHexString(sum.getValue());
    }

    /**
     * How large PostgreSQL's log may become between two checkpoints, in MB: a twentieth of the disk. Thousands of messages a second write
     * 20 MB a second; each checkpoint has every page written whole once more, and acknowledgements wait for it.
     */
    static long log(Path cluster) {
        try {
            var total = Files.getFileStore(cluster).getTotalSpace();
            return Math.clamp(total / 20 / MB, 1024, 4096);
        } catch (IOException unknown) {
            return 1024;
        }
    }

    private static long memory() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system == null ? 1024 * MB : system.getTotalMemorySize();
    }
}
