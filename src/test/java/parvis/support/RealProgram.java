package parvis.support;

import java.io.File;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program as a process of its own, started from the classes under test. */
public final class RealProgram {
    public record Ended(int code, String out, String err) {}

    private RealProgram() {}

    public static Process start(Path err, String... arguments) throws Exception {
        return start(Map.of(), err, arguments);
    }

    /** @param environment as for {@link #run(Map, String...)} */
    public static Process start(Map<String, String> environment, Path err, String... arguments) throws Exception {
        var builder = builder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What a started program says on its standard error, once it says something that matches. */
    public static String awaitLine(Path err, String pattern, Process program) throws Exception {
        var wanted = Pattern.compile(pattern);
        var deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (Instant.now().isBefore(deadline) && program.isAlive()) {
            var found = wanted.matcher(Files.exists(err) ? Files.readString(err) : "");
            if (found.find()) {
                return found.group();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Never told: " + (Files.exists(err) ? Files.readString(err) : ""));
    }

    /** A port that nobody has, for the moment. */
    public static int freePort() throws Exception {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    public static Ended run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    /** @param environment beside that of the tests, of which nothing that sets Parvis up is kept */
    public static Ended run(Map<String, String> environment, String... arguments) throws Exception {
        var out = Files.createTempFile("parvis", ".out");
        var err = Files.createTempFile("parvis", ".err");
        try {
            var builder = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running: " + List.of(arguments) + "\n" + Files.readString(err));
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Java, its options and the program: everything before the command. */
    public static List<String> command(String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), "parvis.Parvis"));
        return List.copyOf(command);
    }

    private static ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
        return builder;
    }

    /** Without the tests' own classes, of which some are parts of an application too. */
    public static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
