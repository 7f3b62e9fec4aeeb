package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;

/** A server about which Spring found out everything beforehand, as {@code ./parvis} has it done when it builds. */
class PreparedStartTest {
    @TempDir
    Path directory;

    @Test
    void aPreparedServerIsAHouseLikeAnyOther() throws Exception {
        var prepared = prepare();
        var loaded = directory.resolve("loaded");
        var told = directory.resolve("server.err");
        var port = RealProgram.freePort();
        var smtp = RealProgram.freePort();
        var server = java(
                        told,
                        prepared + File.pathSeparator + RealProgram.classPath(),
                        List.of("-Xlog:class+load:file=" + loaded),
                        "parvis.Parvis",
                        "run",
                        "--port",
                        String.valueOf(port),
                        "--smtp-port",
                        String.valueOf(smtp),
                        "--data",
                        directory.resolve("data").toString())
                .start();
        try (var client = HttpClient.newHttpClient()) {
            var setup = RealProgram.awaitLine(told, "/setup/[A-Za-z0-9_-]{43}", server);
            assertThat(Files.readString(loaded))
                    .contains("parvis.console.Preparing__ApplicationContextInitializer")
                    .doesNotContain("parvis.demo.DemoController ");

            var owner = client.send(
                    to(port, setup)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(
                                    BodyPublishers.ofString(
                                            "brand=Maison+Neuve&colour=%23336699&language=fr&name=Claire+Vasseur&email=claire%40neuve.example"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(owner.statusCode()).as(owner.body()).isEqualTo(302);
            var session = session(owner);
            for (var page :
                    List.of("/", "/questions", "/search?q=moulin", "/desk", "/newsroom", "/settings", "/account")) {
                var answer =
                        client.send(to(port, page).header("Cookie", session).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
            }
            assertThat(greeting(smtp)).startsWith("220 ");
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        try (var logs = Files.walk(directory.resolve("data/logs"))) {
            for (var log : logs.filter(path -> path.endsWith("parvis.log")).toList()) {
                assertThat(Files.readString(log)).doesNotContain("\"level\":\"ERROR\"");
            }
        }
    }

    private Path prepare() throws Exception {
        var sources = directory.resolve("sources");
        var classes = Files.createDirectory(directory.resolve("classes"));
        var told = directory.resolve("preparing.err");
        var preparing = java(
                        told,
                        RealProgram.classPath(),
                        List.of(),
                        "org.springframework.boot.SpringApplicationAotProcessor",
                        Preparing.class.getName(),
                        sources.toString(),
                        directory.resolve("resources").toString(),
                        classes.toString(),
                        "parvis",
                        "parvis",
                        "parvis.Parvis")
                .start();
        assertThat(preparing.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(preparing.exitValue()).as(() -> read(told)).isZero();
        var options = Stream.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", RealProgram.classPath());
        try (var files = Files.walk(sources)) {
            var arguments = Stream.concat(options, files.map(Path::toString).filter(name -> name.endsWith(".java")))
                    .toArray(String[]::new);
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                    .isZero();
        }
        return classes;
    }

    private static ProcessBuilder java(
            Path err, String classPath, List<String> options, String mainClass, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
        return builder;
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static String session(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("session="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    private static String greeting(int port) throws Exception {
        try (var socket = new Socket("127.0.0.1", port);
                var words = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
            return words.readLine();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
