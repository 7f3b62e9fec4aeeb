package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.OnceTest;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Everything that the shared data holds, by SMTP: each mail is accounted for, and nothing in it acts. */
@ProductTest
@OnceTest
class EveryMailTest {
    private static final Set<String> LEADING =
            Set.of("href", "src", "action", "formaction", "xlink:href", "data", "background", "poster");
    private static final Path DATA = Path.of("../shared/data");
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** So many lines of one file share a mail's body; the first is its subject, the second its sender's name. */
    private static final int LINES = 20;

    private static final Set<String> LINE_BY_LINE = Set.of("blns.json", "xss_payloadbox.txt");

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Autowired
    Web web;

    @Test
    void everySharedMailIsAccountedFor() throws Exception {
        assumeTrue(Files.isDirectory(DATA.resolve("mail")), "The shared mails are not here: " + DATA);
        var mails = new ArrayList<byte[]>();
        for (var file : files(DATA.resolve("mail"))) {
            mails.add(Files.readAllBytes(file));
        }
        assertThat(mails).hasSizeGreaterThan(500);
        accountedFor(mails);
    }

    @Test
    void everyHostileLineIsAccountedForAsSubjectNameAndBody() throws Exception {
        assumeTrue(Files.isDirectory(DATA.resolve("security")), "The shared lines are not here: " + DATA);
        var mails = new ArrayList<byte[]>();
        for (var file : files(DATA.resolve("security"))) {
            var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            var step = LINE_BY_LINE.contains(file.getFileName().toString()) ? 1 : LINES;
            for (var n = 0; n < lines.size(); n += step) {
                var together = lines.subList(n, Math.min(n + step, lines.size()));
                mails.add(mail(together, mails.size() % 2 == 0));
            }
        }
        assertThat(mails).hasSizeGreaterThan(7_000);
        var conversations = accountedFor(mails);
        var manager = brands.sessionOf(brands.tilleul(), "manager");
        for (var n = 0; n < conversations.size(); n += Math.max(1, conversations.size() / 60)) {
            var page = web.get(brands.tilleul(), manager, "/desk/conversations/" + conversations.get(n));
            assertThat(page.getResponse().getStatus()).isEqualTo(200);
            var html = new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
            assertThat(html).contains("par e-mail");
            assertThat(live(html)).as("what a browser would run").isEmpty();
        }
    }

    /** As a browser reads the page: what would run in it, but the product's own modules. */
    private static List<String> live(String html) {
        var found = new ArrayList<String>();
        Jsoup.parse(html).getAllElements().forEach(element -> {
            if (element.normalName().equals("script") && !element.attr("src").startsWith("/assets/")) {
                found.add(element.outerHtml());
            }
            for (var attribute : element.attributes()) {
                var value = attribute.getValue().replaceAll("[\\x00-\\x20]", "").toLowerCase(Locale.ROOT);
                if (attribute.getKey().startsWith("on")
                        || attribute.getKey().equals("srcdoc")
                        || (LEADING.contains(attribute.getKey()) && value.matches("(javascript|vbscript|data):.*"))) {
                    found.add(element.outerHtml());
                }
            }
        });
        return found;
    }

    /** Delivers them all; waits until each is more than kept. */
    private List<Long> accountedFor(List<byte[]> mails) throws Exception {
        var tilleul = brands.tilleul();
        var run = UUID.randomUUID().toString().substring(0, 8);
        var began = Instant.now();
        var failures = new ConcurrentLinkedQueue<String>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < AT_ONCE; client++) {
                var first = client;
                clients.submit(() -> deliver(mails, first, run, failures));
            }
        }
        assertThat(failures).isEmpty();
        var delivered = Duration.between(began, Instant.now());
        var sender = "%." + run + "@mel.example";
        var states = states(tilleul, sender);
        for (var until = Instant.now().plus(PATIENCE);
                states.containsKey("accepted") && Instant.now().isBefore(until);
                states = states(tilleul, sender)) {
            Thread.sleep(200);
        }
        System.out.printf(
                "%d mails: taken in %d s, each accounted for after %d s: %s%n",
                mails.size(),
                delivered.toSeconds(),
                Duration.between(began, Instant.now()).toSeconds(),
                states);
        assertThat(states).doesNotContainKeys("accepted", "rejected");
        assertThat(states.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(mails.size());
        return transactions.reading(
                tilleul.id(), () -> db.sql("""
                        select distinct c.number from mail.received r join conversation.conversation c on c.id = r.conversation
                         where r.sender like ? order by c.number
                        """).param(sender).query(Long.class).list());
    }

    private void deliver(List<byte[]> mails, int first, String run, ConcurrentLinkedQueue<String> failures) {
        try (var smtp = new RawSmtp(door.port())) {
            for (var n = first; n < mails.size(); n += AT_ONCE) {
                // an address of its own for each, so that the same bytes twice are two mails
                smtp.deliver(
                        n + "." + run + "@mel.example", "bonjour+" + n + "." + run + "@tilleul.test", mails.get(n));
            }
        } catch (IOException | RuntimeException e) {
            failures.add(String.valueOf(e));
        }
    }

    private HashMap<String, Long> states(Brand brand, String sender) {
        var states = new HashMap<String, Long>();
        transactions.reading(brand.id(), () -> {
            db.sql("select state, count(*) as mails from mail.received where sender like ? group by state")
                    .param(sender)
                    .query(row -> {
                        states.put(row.getString("state"), row.getLong("mails"));
                    });
            return true;
        });
        return states;
    }

    /** Every line as it is or, as mail programs write it, encoded; in the text and in the HTML. */
    private static byte[] mail(List<String> lines, boolean encoded) {
        var subject = lines.getFirst();
        var name = lines.get(lines.size() > 1 ? 1 : 0);
        var body = String.join("\n", lines);
        return """
                From: %s <ligne@mel.example>
                To: bonjour@tilleul.test
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="parvis-b"

                --parvis-b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                --parvis-b
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                <p>%s</p>
                --parvis-b--
                """.formatted(encoded ? word(name) : name, encoded ? word(subject) : subject, body, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String word(String text) {
        return "=?utf-8?b?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
