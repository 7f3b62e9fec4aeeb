package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** From an empty directory to a first brand, keys and sign-in links: the real program, running and stopped. */
class CommandsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void keysAndSignInLinksAreMadeWhileTheServerRunsAndWhenItDoesNot() throws Exception {
        var data = directory.resolve("data").toString();
        var port = RealProgram.freePort();
        var base = "http://localhost:" + port;
        var told = directory.resolve("server.err");
        var server = RealProgram.start(told, "run", "--port", String.valueOf(port), "--smtp-port", "0", "--data", data);
        String running;
        try {
            var setup = RealProgram.awaitLine(told, base + "/setup/[A-Za-z0-9_-]{43}", server);
            assertThat(form(
                                    setup,
                                    "brand=Maison+Neuve&colour=%23336699&language=fr&name=Claire+Vasseur&email=claire%40neuve.example")
                            .statusCode())
                    .isEqualTo(302);
            assertThat(Files.readString(Path.of(data, "address")).strip()).isEqualTo(base);

            var key = RealProgram.run(
                    "key",
                    "create",
                    "--brand",
                    "maison-neuve",
                    "--scopes",
                    "messages:write,conversations:read",
                    "--data",
                    data);
            assertThat(key.code()).as(key.err()).isZero();
            assertThat(key.out()).matches("pk_[A-Za-z0-9_-]{43}\\R");
            running = key.out().strip();
            assertThat(list(base, running).statusCode()).isEqualTo(200);

            var trail = RealProgram.run("audit", "verify", "--data", data);
            assertThat(trail.code()).as(trail.err()).isZero();
            assertThat(trail.out()).matches("maison-neuve  holds  \\d+  [0-9a-f]{64}\\R");

            var listed = RealProgram.run("key", "list", "--brand", "maison-neuve", "--data", data);
            assertThat(listed.code()).as(listed.err()).isZero();
            assertThat(listed.out())
                    .matches("[0-9a-f]{8}  2\\S+Z  claire@neuve\\.example  messages:write,conversations:read\\R")
                    .doesNotContain(running);
            var id = listed.out().substring(0, 8);
            var notTheirs = RealProgram.run("key", "revoke", "00000000", "--brand", "maison-neuve", "--data", data);
            assertThat(notTheirs.code()).isEqualTo(1);
            assertThat(notTheirs.err()).contains("00000000").contains("key list");
            assertThat(list(base, running).statusCode()).isEqualTo(200);
            var revoked = RealProgram.run("key", "revoke", id, "--brand", "maison-neuve", "--data", data);
            assertThat(revoked.code()).as(revoked.err()).isZero();
            assertThat(revoked.out()).isEqualTo(listed.out());
            assertThat(list(base, running).statusCode())
                    .as("the server that runs takes it no more")
                    .isEqualTo(401);
            var none = RealProgram.run("key", "list", "--brand", "maison-neuve", "--data", data);
            assertThat(none.out()).isEmpty();
            assertThat(none.err()).contains("maison-neuve has no key");

            var link = RealProgram.run("signin", "claire@neuve.example", "--data", data);
            assertThat(link.code()).as(link.err()).isZero();
            assertThat(link.out()).startsWith(base + "/signin/");
            assertThat(get(link.out().strip()).body()).contains("Bonjour Claire");

            var second = RealProgram.run(
                    "brand",
                    "add",
                    "--name",
                    "Atelier Sud",
                    "--host",
                    "sud.example",
                    "--owner",
                    "claire@neuve.example",
                    "--data",
                    data);
            assertThat(second.code()).as(second.err()).isZero();
            assertThat(second.out()).startsWith("atelier-sud\n").contains("http://sud.example:" + port + "/signin/");
            assertThat(RealProgram.run("brand", "list", "--data", data).out())
                    .isEqualTo("maison-neuve\tMaison Neuve\t\natelier-sud\tAtelier Sud\tsud.example\n");
            parvis.support.Soon.soon(() -> at(port, "sud.example").contains("Atelier Sud"));
            assertThat(at(port, "localhost")).contains("Maison Neuve").doesNotContain("Atelier Sud");
            for (var taken : List.of("sud.example", "localhost")) {
                var refused = RealProgram.run(
                        "brand",
                        "add",
                        "--name",
                        "Autre",
                        "--host",
                        taken,
                        "--owner",
                        "claire@neuve.example",
                        "--data",
                        data);
                assertThat(refused.code()).as(taken).isEqualTo(taken.equals("localhost") ? 2 : 1);
                assertThat(refused.out()).isEmpty();
            }

            var stranger = RealProgram.run("signin", "nobody@neuve.example", "--data", data);
            assertThat(stranger.code()).isEqualTo(1);
            assertThat(stranger.out()).isEmpty();
            assertThat(stranger.err()).contains("nobody@neuve.example");

            var unknown =
                    RealProgram.run("key", "create", "--brand", "autre", "--scopes", "messages:write", "--data", data);
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).contains("maison-neuve");
            var nobody = RealProgram.run(
                    "key",
                    "create",
                    "--brand",
                    "maison-neuve",
                    "--scopes",
                    "messages:write",
                    "--as",
                    "x@y.example",
                    "--data",
                    data);
            assertThat(nobody.code()).isEqualTo(2);
            assertThat(nobody.err()).contains("claire@neuve.example");
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.exitValue()).isZero();
        assertThat(Files.readString(told)).endsWith("Stopping…\nStopped.\n");
        assertThat(Path.of(data, "address")).doesNotExist();

        var stopped = RealProgram.run(
                "key",
                "create",
                "--brand",
                "maison-neuve",
                "--scopes",
                "messages:write",
                "--as",
                "claire@neuve.example",
                "--data",
                data);
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.out()).matches("pk_[A-Za-z0-9_-]{43}\\R").isNotEqualTo(running + "\n");
        assertThat(RealProgram.run("signin", "Claire@Neuve.example", "--data", data)
                        .out())
                .contains("/signin/");
    }

    @Test
    void anUnknownScopeIsWrongUsageThatNamesTheKnownOnes() throws Exception {
        var data = directory.resolve("nothing").toString();
        var wrong = RealProgram.run(
                "key", "create", "--brand", "b", "--scopes", "messages:write,likes:count", "--data", data);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .contains("likes:count")
                .contains("messages:write, conversations:read, conversations:write");
        assertThat(Path.of(data)).as("nothing is started for a wrong command").doesNotExist();
        assertThat(RealProgram.run("key", "create", "--brand", "b").code()).isEqualTo(2);
        assertThat(RealProgram.run("key").code()).isEqualTo(2);
    }

    @Test
    void aDirectoryThatIsNotParvisIsSaidAndNothingIsMadeInIt() throws Exception {
        var typo = directory.resolve("typo");
        for (var command : List.of(
                List.of("signin", "claire@neuve.example"),
                List.of("key", "create", "--brand", "b", "--scopes", "messages:write"),
                List.of("import", "stackexchange", directory.toString(), "--brand", "b"))) {
            var arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--data", typo.toString()));
            var refused = RealProgram.run(arguments.toArray(String[]::new));
            assertThat(refused.code()).as(refused.err()).isEqualTo(6);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).hasLineCount(1).contains("There is no Parvis data in " + typo);
            assertThat(typo).doesNotExist();
        }
        var empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(RealProgram.run("signin", "claire@neuve.example", "--data", empty.toString())
                        .code())
                .isEqualTo(6);
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsUnreadableAndNoFullDisk() throws Exception {
        var refused = RealProgram.run("run", "--port", String.valueOf(RealProgram.freePort()), "--data", "/proc/nope");
        assertThat(refused.code()).isEqualTo(6);
        assertThat(refused.err()).hasLineCount(1).contains("/proc/nope").doesNotContain("full");
    }

    @Test
    void theHelpOfAServerNamesEveryOptionThatItTakes() throws Exception {
        for (var command : List.of("run", "demo")) {
            var help = Files.readString(Path.of("src/main/resources/help", command + ".txt"));
            var server = new RunCommand(CommandsTest.class, new Environment(Map.of()), command.equals("demo"));
            var options = new CommandLine(server).getCommandSpec().options();
            assertThat(options).hasSizeGreaterThan(4).noneMatch(OptionSpec::hidden);
            assertThat(options).allSatisfy(option -> assertThat(help).contains("\n  " + option.longestName() + " "));
        }
    }

    @Test
    void theScriptSaysInALineThatItsJdkIsNamedByNoFile() throws Exception {
        for (var none : List.of(directory.resolve("none"), directory)) {
            var told = directory.resolve("script.err");
            var script = new ProcessBuilder("./parvis", "signin", "claire@neuve.example", "--data", directory + "/typo")
                    .redirectError(told.toFile());
            script.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
            script.environment().put("PARVIS_JAVA_HOME_FILE", none.toString());
            assertThat(script.start().waitFor()).isEqualTo(2);
            assertThat(Files.readString(told))
                    .hasLineCount(1)
                    .contains("PARVIS_JAVA_HOME_FILE", none.toString())
                    .doesNotContain("line ");
        }
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept-Language", "fr")
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> list(String base, String key) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/conversations"))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> form(String address, String fields) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What the front door says under that name. */
    private static String at(int port, String host) {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /legal HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
