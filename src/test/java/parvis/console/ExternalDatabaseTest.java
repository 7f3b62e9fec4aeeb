package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.database.DatabaseLocation;
import parvis.support.ProductTest;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** {@code PARVIS_DATABASE_URL}: the real command line on a PostgreSQL that somebody else keeps. */
@ProductTest
class ExternalDatabaseTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "jdbc"})
    void aKeyMadeAtTheConsoleOpensTheApiOfThatDatabase(String form) throws Exception {
        brands.tilleul();
        var key = RealProgram.run(
                Map.of("PARVIS_DATABASE_URL", url(form)),
                "key",
                "create",
                "--brand",
                "tilleul",
                "--scopes",
                "conversations:read",
                "--data",
                scratch.toString());

        assertThat(key.err()).isEmpty();
        assertThat(key.code()).isZero();
        assertThat(key.out().strip()).matches("pk_[A-Za-z0-9_-]{43}");
        assertThat(web.http()
                        .get()
                        .uri("/api/v1/conversations")
                        .header("Authorization", "Bearer " + key.out().strip())
                        .exchange())
                .hasStatusOk();
        assertThat(scratch.resolve("postgresql")).as("no database of its own").doesNotExist();
    }

    @Test
    void commandsReachTheDatabaseOfARunningServerWithTheVariableOrByTheDataDirectory() throws Exception {
        var named = Map.of("PARVIS_DATABASE_URL", url("postgres", TestDatabase.another("elsewhere")));
        var data = scratch.resolve("data");
        var told = scratch.resolve("server.err");
        var port = RealProgram.freePort();
        var base = "http://localhost:" + port;
        var server = RealProgram.start(named, told, "run", "--port", String.valueOf(port), "--data", data.toString());
        try {
            var setup = RealProgram.awaitLine(told, base + "/setup/[A-Za-z0-9_-]{43}", server);
            assertThat(data.resolve("database")).exists();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("database"))))
                    .isEqualTo("rw-------");
            foundAHouse(setup);

            for (var environment : List.of(named, Map.<String, String>of())) {
                var link = signIn(environment, data);
                assertThat(link.code()).as(link.err()).isZero();
                assertThat(link.out()).startsWith(base + "/signin/");
            }
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(data.resolve("database"))
                .as("the password stays for the server's time only")
                .doesNotExist();
        assertThat(signIn(named, data).out()).contains("/signin/");
        var unnamed = signIn(Map.of(), data);
        assertThat(unnamed.code()).isEqualTo(6);
        assertThat(unnamed.err()).contains("PARVIS_DATABASE_URL");
        assertThat(data.resolve("postgresql")).as("no database of its own").doesNotExist();
    }

    @Test
    void aCommandOnThatDatabaseMakesNoDirectory() throws Exception {
        brands.tilleul();
        var data = scratch.resolve("none");
        var stranger = RealProgram.run(
                Map.of("PARVIS_DATABASE_URL", url("postgres")),
                "signin",
                "nobody@tilleul.test",
                "--data",
                data.toString());
        assertThat(stranger.code()).as(stranger.err()).isEqualTo(1);
        assertThat(data).doesNotExist();
    }

    @Test
    void theAddressMayBeKeptInAFileAsSecretsAre() throws Exception {
        brands.tilleul();
        var file = Files.writeString(scratch.resolve("url"), url("postgres") + "\n");
        var key = RealProgram.run(
                Map.of("PARVIS_DATABASE_URL_FILE", file.toString()),
                "key",
                "create",
                "--brand",
                "tilleul",
                "--scopes",
                "conversations:read",
                "--data",
                scratch.resolve("data").toString());
        assertThat(key.out().strip()).startsWith("pk_");
    }

    @Test
    void theUserThatTheHelpAsksForIsEnough() throws Exception {
        var at = TestDatabase.location();
        try (var connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("create role modest login createrole nosuperuser nocreatedb password 'secret'");
            statement.execute("create database modest owner modest");
        }
        var place = URI.create(at.url().substring("jdbc:".length())).getAuthority();
        for (var time : new String[] {"first", "second"}) {
            var ended = RealProgram.run(
                    Map.of("PARVIS_DATABASE_URL", "postgres://modest:secret@" + place + "/modest"),
                    "key",
                    "list",
                    "--brand",
                    "tilleul",
                    "--data",
                    scratch.resolve(time).toString());
            assertThat(ended.err()).as(time).contains("There is no brand yet").doesNotContain("at parvis.");
            assertThat(ended.code()).isEqualTo(2);
        }
    }

    @Test
    void aDatabaseThatNobodyReachesIsSaidAndEndsWithEight() throws Exception {
        var ended = RealProgram.run(
                Map.of("PARVIS_DATABASE_URL", "postgres://parvis:secret@127.0.0.1:1/parvis"),
                "signin",
                "owner@tilleul.test",
                "--data",
                scratch.toString());

        assertThat(ended.code()).isEqualTo(8);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("127.0.0.1:1").doesNotContain("secret", "at parvis.");
    }

    @Test
    void whatIsNoAddressOfADatabaseIsWrongUsage() throws Exception {
        var ended = RealProgram.run(
                Map.of("PARVIS_DATABASE_URL", "over there"),
                "signin",
                "owner@tilleul.test",
                "--data",
                scratch.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("postgres://user:password@host:5432/database");
    }

    private static RealProgram.Ended signIn(Map<String, String> environment, Path data) throws Exception {
        return RealProgram.run(environment, "signin", "claire@neuve.example", "--data", data.toString());
    }

    private static void foundAHouse(String setup) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var form = HttpRequest.newBuilder(URI.create(setup))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                            BodyPublishers.ofString(
                                    "brand=Maison+Neuve&colour=%23336699&language=fr&name=Claire&email=claire%40neuve.example"));
            assertThat(http.send(form.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(302);
        }
    }

    private static String url(String form) {
        return url(form, TestDatabase.location());
    }

    private static String url(String form, DatabaseLocation at) {
        var place = URI.create(at.url().substring("jdbc:".length()));
        var user = encoded(at.owner());
        var password = encoded(at.ownerPassword());
        return form.equals("jdbc")
                ? at.url() + (place.getQuery() == null ? "?" : "&") + "user=" + user + "&password=" + password
                : "postgres://" + user + ":" + password + "@" + place.getAuthority() + place.getPath();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
