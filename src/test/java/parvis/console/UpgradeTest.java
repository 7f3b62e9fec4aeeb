package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;
import tools.jackson.databind.json.JsonMapper;

/**
 * A house that an older Parvis filled (see {@code src/test/resources/upgrade/README.md}) lives on in today's: nothing is lost, every
 * page opens, and the audit trail still holds.
 */
class UpgradeTest {
    private static final Path OLDER = Path.of("src/test/resources/upgrade/older.backup");
    private static final Pattern ONE_OF_MANY = Pattern.compile("\\d+[^/?]*|[0-9a-f-]{36}");
    private static final int OF_A_KIND = 3;

    @TempDir
    Path scratch;

    private record Kept(long rows, String columns, String sum) {}

    @Test
    void aHouseOfAnOlderVersionIsWholeInTodays() throws Exception {
        var data = scratch.resolve("data").toString();
        var before = tables(OLDER);
        assertThat(before.get("conversation.conversation").rows()).isGreaterThan(50);

        var restored = RealProgram.run("restore", OLDER.toString(), "--data", data);
        assertThat(restored.code()).as(restored.err()).isZero();
        var today = scratch.resolve("today.backup");
        var kept = RealProgram.run("backup", today.toString(), "--data", data);
        assertThat(kept.code()).as(kept.err()).isZero();
        nothingIsLost(before, tables(today));
        assertThat(files(today)).isEqualTo(files(OLDER));

        var told = scratch.resolve("told");
        var port = RealProgram.freePort();
        var server =
                RealProgram.start(told, "demo", "--smtp-port", "0", "--port", String.valueOf(port), "--data", data);
        try {
            RealProgram.awaitLine(told, "Ctrl-C", server);
            try (var client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build()) {
                var walk = new Walk(client, "http://localhost:" + port);
                walk.from(null, List.of("/", "/questions", "/search?q=bouilloire", "/signin", "/privacy", "/legal"));
                walk.from(walk.session("odette"), List.of("/", "/account", "/my-data"));
                walk.from(
                        walk.session("maud"),
                        List.of(
                                "/desk",
                                "/newsroom",
                                "/moderation",
                                "/settings/mail",
                                "/settings/guard",
                                "/settings/feeds"));
                walk.from(
                        walk.session("claire"),
                        List.of(
                                "/desk",
                                "/settings",
                                "/settings/privacy",
                                "/settings/domains",
                                "/settings/provider",
                                "/settings/audit?check=yes",
                                "/settings/imports"));
                assertThat(walk.seen).hasSizeGreaterThan(80);
                assertThat(walk.page("/settings/audit?check=yes")).contains("La chaîne tient");
                assertThat(walk.page("/settings/privacy"))
                        .as("of a house from before there were periods nothing goes")
                        .contains("n’a pas encore dit ses durées");
            }
            var verified = RealProgram.run("audit", "verify", "--data", data);
            assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out())
                    .contains("tilleul  holds", "atelier-nord  holds")
                    .doesNotContain("broken");
        } finally {
            server.destroy();
            server.waitFor();
        }
        assertThat(java.nio.file.Files.readString(told)).doesNotContain(" ERROR ");
    }

    /** Rows whose columns are the same are the same to the byte; where there are more columns, there are as many rows. */
    private static void nothingIsLost(Map<String, Kept> before, Map<String, Kept> after) {
        assertThat(after.keySet()).containsAll(before.keySet());
        var same = 0;
        for (var table : before.entrySet()) {
            var now = after.get(table.getKey());
            assertThat(now.rows()).as(table.getKey()).isEqualTo(table.getValue().rows());
            if (now.columns().equals(table.getValue().columns())) {
                assertThat(now.sum())
                        .as(table.getKey())
                        .isEqualTo(table.getValue().sum());
                same++;
            }
        }
        assertThat(same).isGreaterThan(30);
        assertThat(after.size()).as("migrations came since").isGreaterThan(before.size());
    }

    private static Map<String, Kept> tables(Path backup) throws Exception {
        try (var zip = new ZipFile(backup.toFile())) {
            var manifest = new JsonMapper().readTree(zip.getInputStream(zip.getEntry("MANIFEST.json")));
            var tables = new TreeMap<String, Kept>();
            for (var table : manifest.get("tables")) {
                tables.put(
                        table.get("name").asString(),
                        new Kept(
                                table.get("rows").asLong(),
                                table.get("columns").toString(),
                                table.get("sha256").asString()));
            }
            tables.remove("database.scheduled_tasks"); // a server's work for the moment
            tables.remove("change.entry"); // what caches of that server were told
            return tables;
        }
    }

    private static String files(Path backup) throws Exception {
        try (var zip = new ZipFile(backup.toFile())) {
            return new JsonMapper()
                    .readTree(zip.getInputStream(zip.getEntry("MANIFEST.json")))
                    .get("files")
                    .toString();
        }
    }

    /** Follows every link of every page, some of each kind. */
    private static final class Walk {
        private final HttpClient client;
        private final String base;
        private final LinkedHashSet<String> seen = new LinkedHashSet<>();
        private final Map<String, Integer> kinds = new LinkedHashMap<>();
        private @Nullable String session;

        Walk(HttpClient client, String base) {
            this.client = client;
            this.base = base;
        }

        String session(String who) throws Exception {
            var request = HttpRequest.newBuilder(URI.create(base + "/demo/become"))
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("who=" + URLEncoder.encode(who, StandardCharsets.UTF_8)))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith("session="))
                    .map(cookie -> cookie.replaceFirst(";.*", ""))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(who + ": " + answer.statusCode()));
        }

        void from(@Nullable String as, List<String> first) throws Exception {
            session = as;
            kinds.clear();
            var mine = new LinkedHashSet<String>();
            var next = new ArrayDeque<>(first);
            while (!next.isEmpty()) {
                var path = next.poll();
                if (mine.add(path)) {
                    var answer = get(path);
                    assertThat(answer.statusCode()).as(path + " as " + as).isIn(200, 302, 303, 307, 308);
                    seen.add(path);
                    var type = answer.headers().firstValue("Content-Type").orElse("");
                    if (answer.statusCode() == 200 && type.startsWith("text/html")) {
                        assertThat(answer.body()).as(path).contains("</html>");
                        links(answer.body()).forEach(next::add);
                    }
                }
            }
        }

        String page(String path) throws Exception {
            return get(path).body();
        }

        private HttpResponse<String> get(String path) throws Exception {
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
            request.header("Cookie", "language=fr" + (session == null ? "" : "; " + session));
            return client.send(request.build(), BodyHandlers.ofString());
        }

        private List<String> links(String page) {
            return Jsoup.parse(page).select("a[href^=/]").eachAttr("href").stream()
                    .map(link -> link.replaceFirst("#.*", ""))
                    .filter(link -> !link.startsWith("//") && !link.contains("/events") && !link.endsWith("/archive"))
                    .filter(link -> link.matches("[\\x21-\\x7e]+"))
                    .filter(link -> kinds.merge(
                                    ONE_OF_MANY
                                            .matcher(link.replaceFirst("\\?.*", "?"))
                                            .replaceAll("*"),
                                    1,
                                    Integer::sum)
                            <= OF_A_KIND)
                    .toList();
        }
    }
}
