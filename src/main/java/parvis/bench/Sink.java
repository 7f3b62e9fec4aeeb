package parvis.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Postfix's {@code smtp-sink}, which takes any mail and forgets it: the letters' way out is measured against nothing else. */
final class Sink implements AutoCloseable {
    private static final String NAME = "smtp-sink";

    private final Process process;
    private final int port;

    private Sink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> program() {
        return Stream.of("/usr/sbin/", "/usr/lib/postfix/sbin/", "/usr/local/sbin/")
                .map(directory -> Path.of(directory + NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Sink open(int port) throws IOException, InterruptedException {
        var program = program()
                .orElseThrow(
                        () -> new IOException(NAME + " is missing; it comes with postfix: apt-get install postfix"));
        // It refuses to stay root, and any other user may not become somebody else.
        var who = System.getProperty("user.name").equals("root") ? List.of("-u", "nobody") : List.<String>of();
        var command = Stream.of(List.of(program.toString()), who, List.of("127.0.0.1:" + port, "500"))
                .flatMap(List::stream)
                .toList();
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        for (var attempts = 0; attempts < 100; attempts++) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return new Sink(process, port);
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        process.destroy();
        throw new IOException(NAME + " does not listen on " + port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
