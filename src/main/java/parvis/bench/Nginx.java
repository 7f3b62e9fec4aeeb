package parvis.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The distribution's nginx with one file, in a directory of its own: what a page of that size can be served at most. */
final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param directory that does not exist yet */
    static Nginx open(Path directory, byte[] page) throws IOException, InterruptedException {
        var program = program().orElseThrow(() -> new IOException("nginx is missing: apt-get install nginx-light"));
        Files.createDirectories(directory.resolve("html"));
        Files.write(directory.resolve("html/page.html"), page);
        var port = Ports.free();
        var user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Files.writeString(directory.resolve("nginx.conf"), """
                %s
                worker_processes auto;
                daemon off;
                pid %s/nginx.pid;
                error_log %s/error.log;
                events { worker_connections 768; }
                http {
                    sendfile on;
                    tcp_nopush on;
                    types { text/html html; }
                    access_log off;
                    keepalive_requests 1000000;
                    client_body_temp_path %s/body;
                    proxy_temp_path %s/proxy;
                    fastcgi_temp_path %s/fastcgi;
                    uwsgi_temp_path %s/uwsgi;
                    scgi_temp_path %s/scgi;
                    server { listen 127.0.0.1:%d; root %s/html; }
                }
                """.formatted(
                user, directory, directory, directory, directory, directory, directory, directory, port, directory));
        var process = new ProcessBuilder(
                        program.toString(),
                        "-p",
                        directory.toString(),
                        "-e",
                        directory.resolve("error.log").toString(),
                        "-c",
                        directory.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        for (var attempts = 0; attempts < 100; attempts++) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return new Nginx(process, port);
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        process.destroy();
        throw new IOException("nginx does not listen: " + Files.readString(directory.resolve("nginx.log")));
    }

    URI page() {
        return URI.create("http://127.0.0.1:" + port + "/page.html");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
