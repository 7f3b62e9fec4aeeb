package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
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

    private static String url(String form) {
        var at = TestDatabase.location();
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
