package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.database.Transactions;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.outbound.Fetcher;
import parvis.person.Strangers;
import parvis.postal.Dns;
import parvis.support.ProductTest;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class DiscourseTest {
    private static final Path SHARED = Path.of("../shared/data/forums/discourse");

    @Autowired
    Discourse discourse;

    @Autowired
    History history;

    @Autowired
    Strangers strangers;

    @Autowired
    Sites sites;

    @Autowired
    Dns dns;

    @Autowired
    Clock clock;

    @Autowired
    JsonMapper json;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands brands;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path home;

    @Test
    void aSiteThatIsAskedGivesItsTopicsAtThePaceThatItBears() throws Exception {
        var brand = House.make(creation, brands);
        try (var forum = new PretendForum("secret")) {
            forum.tired(2);
            var asking = asking(forum);
            try {
                var summary = new Discourse(history, strangers, sites, transactions, asking, clock, json)
                        .ask(brand, forum.address(), "secret", "system", p -> {});

                assertThat(summary.brought(What.QUESTIONS)).isEqualTo(new Brought(3, 0, 0));
                assertThat(summary.brought(What.ANSWERS)).isEqualTo(new Brought(47, 0, 0));
                assertThat(summary.leftOut())
                        .isEqualTo(Map.of(
                                Reason.RESTRICTED, 1L,
                                Reason.PRIVATE_TOPIC, 1L,
                                Reason.REFUSED, 1L,
                                Reason.OTHER_POST, 1L,
                                Reason.WHISPER, 1L,
                                Reason.PICTURE, 50L));
                assertThat(
                                rows(
                                        brand,
                                        "select subject, state, messages, due_at, visibility from conversation.conversation order by number"))
                        .hasSize(3)
                        .first()
                        .satisfies(topic -> assertThat(topic)
                                .containsEntry("subject", "Mon bol tourne dans le vide")
                                .containsEntry("state", "satisfied")
                                .containsEntry("due_at", null)
                                .containsEntry("visibility", "public"));
                assertThat(rows(brand, "select distinct tag from conversation.tag order by tag"))
                        .extracting(row -> row.get("tag"))
                        .contains("Entraide", "bol");
                assertThat(rows(brand, "select html from conversation.message where html ~* '<script|onerror|<img'"))
                        .isEmpty();
                assertThat(rows(brand, "select text from conversation.message where text like '%Bonjour%'"))
                        .isNotEmpty();

                var before = Census.of(transactions, db, brand);
                var asked = forum.asked();
                var again = new Discourse(history, strangers, sites, transactions, asking, clock, json)
                        .ask(brand, forum.address(), "secret", "system", p -> {});
                assertThat(again.brought(What.QUESTIONS)).isEqualTo(new Brought(0, 3, 0));
                assertThat(again.brought(What.ANSWERS).added()).isZero();
                assertThat(Census.of(transactions, db, brand)).isEqualTo(before);
                assertThat(forum.asked() - asked)
                        .as("topics that are here are not asked for")
                        .isLessThan(6);
            } finally {
                asking.destroy();
            }
        }
    }

    @Test
    void aWrongKeyIsSaidAndAKeyIsNotToldElsewhere() throws Exception {
        var brand = House.make(creation, brands);
        try (var forum = new PretendForum("secret");
                var elsewhere = new PretendForum("other")) {
            var asking = asking(forum, elsewhere);
            try {
                var importer = new Discourse(history, strangers, sites, transactions, asking, clock, json);
                assertThatThrownBy(() -> importer.ask(brand, forum.address(), "wrong", null, p -> {}))
                        .isInstanceOfSatisfying(
                                DumpRefused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(DumpRefused.Reason.KEY));
                forum.moved(elsewhere.address());
                assertThatThrownBy(() -> importer.ask(brand, forum.address(), "secret", null, p -> {}))
                        .isInstanceOf(DumpRefused.class);
                assertThat(elsewhere.asked()).isPositive();
                assertThat(elsewhere.keys()).isEmpty();
            } finally {
                asking.destroy();
            }
        }
        assertThatThrownBy(() -> discourse.ask(brand, "http://127.0.0.1:9/", null, null, p -> {}))
                .as("only sites that everybody can reach are asked")
                .isInstanceOf(DumpRefused.class);
    }

    @Test
    void answersThatWereKeptInFilesComeFromADirectoryAndFromAZip() throws Exception {
        assumeTrue(Files.isDirectory(SHARED), "The shared answers are not here");
        var brand = House.make(creation, brands);

        var summary = discourse.read(brand, SHARED, "https://discuss.example.org", null, p -> {});

        assertThat(summary.brought(What.QUESTIONS).added()).isPositive();
        var topic = rows(
                brand,
                "select c.subject, c.messages, m.origin_url from conversation.message m join conversation.conversation c on c.id = m.conversation where m.external_id = 'discourse:discuss.example.org:topic:2108'");
        assertThat(topic).hasSize(1);
        assertThat(String.valueOf(topic.getFirst().get("subject"))).contains("Boyfriend");
        assertThat(topic.getFirst()).containsEntry("origin_url", "https://discuss.example.org/t/2108");
        assertThat((Integer) topic.getFirst().get("messages")).isGreaterThan(35);
        assertThat(summary.leftOut()).containsKey(Reason.ANSWER_ASTRAY);

        var zip = home.resolve("forum.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.list(SHARED)) {
            for (var file : files.toList()) {
                out.putNextEntry(new ZipEntry("answers/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        var before = Census.of(transactions, db, brand);
        var again = discourse.read(brand, zip, "https://discuss.example.org", null, p -> {});
        assertThat(again.brought(What.QUESTIONS))
                .isEqualTo(new Brought(0, summary.brought(What.QUESTIONS).added(), 0));
        assertThat(Census.of(transactions, db, brand)).isEqualTo(before);
        assertThatThrownBy(
                        () -> discourse.read(brand, Files.writeString(home.resolve("x.txt"), "x"), null, null, p -> {}))
                .isInstanceOf(DumpRefused.class);
    }

    private Fetcher asking(PretendForum... forums) {
        var ports = List.of(forums).stream()
                .map(forum -> URI.create(forum.address()).getPort())
                .toList();
        return new Fetcher(dns, clock, place -> ports.contains(place.getPort()));
    }

    private List<Map<String, Object>> rows(Brand brand, String sql) {
        return transactions.reading(brand.id(), () -> db.sql(sql).query().listOfRows());
    }
}
