package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.importer.DumpRefused.Reason;
import parvis.support.OnceTest;
import parvis.support.ProductTest;

/** An archive of a forum unfolds to what a forum is, names no place but its own, and brings nothing when it is anything else. */
@ProductTest
@OnceTest
class HostileArchivesTest {
    private static final String TOPIC = """
            {"id": 7, "title": "Une bouilloire", "slug": "une-bouilloire", "tags": [], "post_stream": {"posts": [
              {"id": %d, "topic_id": 7, "post_number": 1, "username": "lise", "name": "Lise", "cooked": "<p>Elle fuit.</p>",
               "created_at": "2025-03-01T10:00:00Z"}]}}
            """;

    @Autowired
    Discourse discourse;

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

    private interface Filling {
        void fill(ZipOutputStream zip) throws IOException;
    }

    @Test
    void aBombIsRefusedBeforeAnythingIsBroughtAndSoon() throws Exception {
        var bomb = zip("bombe.zip", zip -> {
            entry(zip, "a.json", TOPIC.formatted(1));
            for (var n = 0; n < 40; n++) {
                zip.putNextEntry(new ZipEntry("z%02d.json".formatted(n)));
                zeros(zip, 31);
            }
        });
        assertThat(Files.size(bomb)).isLessThan(2_000_000);
        refused(bomb, Reason.UNFOLDS);
    }

    @Test
    void aFileThatSaysThatItIsSmallIsMeasured() throws Exception {
        var lying = zip("petit.zip", zip -> {
            entry(zip, "a.json", TOPIC.formatted(1));
            zip.putNextEntry(new ZipEntry("b.json"));
            zeros(zip, 64);
        });
        // in the list at its end the second claims to be ten bytes long
        var bytes = ByteBuffer.wrap(Files.readAllBytes(lying)).order(ByteOrder.LITTLE_ENDIAN);
        var claimed = false;
        for (var at = 0; at < bytes.limit() - 46; at++) {
            if (bytes.getInt(at) == 0x02014b50 && bytes.getInt(at + 24) == 64 << 20) {
                bytes.putInt(at + 24, 10);
                claimed = true;
            }
        }
        assertThat(claimed).isTrue();
        Files.write(lying, bytes.array());
        refused(lying, Reason.UNFOLDS);
    }

    @Test
    void bracketsWithoutEndAndWithoutNumberAreNotKept() throws Exception {
        refused(zip("profond.zip", zip -> entry(zip, "a.json", "[".repeat(1_000_000))), Reason.DAMAGED);
        refused(zip("large.zip", zip -> entry(zip, "a.json", "[" + "{},".repeat(8_000_000) + "0]")), Reason.DAMAGED);
        refused(zip("nombre.zip", zip -> entry(zip, "a.json", "[" + "9".repeat(1_000_000) + "]")), Reason.DAMAGED);
    }

    @Test
    void filesWithoutNumberAreRefused() throws Exception {
        var many = zip("beaucoup.zip", zip -> {
            for (var n = 0; n < 201_000; n++) {
                entry(zip, n + ".json", "");
            }
        });
        refused(many, Reason.UNFOLDS);
        assertThat(ZipLook.listLength(many)).isLessThan(ZipLook.LONGEST_LIST);
        var longer = zip("plus.zip", zip -> {
            for (var n = 0; n < 120_000; n++) {
                entry(zip, "d".repeat(200) + n + ".json", "");
            }
        });
        assertThat(ZipLook.listLength(longer)).isGreaterThan(ZipLook.LONGEST_LIST);
        refused(longer, Reason.UNFOLDS);
    }

    @Test
    void aNameThatLeadsOutOfTheArchiveLeadsNowhere() throws Exception {
        var house = House.make(creation, brands);
        var outside = Files.writeString(
                home.resolve("dehors.json"), TOPIC.formatted(99).replace("Elle fuit", "SECRET"));
        for (var name : List.of(
                "../dehors.json",
                "../../" + outside.getFileName(),
                outside.toString(),
                "a/../../dehors.json",
                "..\\dehors.json",
                "b\u001B[31m.json",
                "c\u0000.json")) {
            var archive = zip("noms.zip", zip -> entry(zip, name, TOPIC.formatted(1)));
            try {
                discourse.read(house, archive, null, null, p -> {});
            } catch (DumpRefused refused) {
                assertThat(refused.reason()).as(name).isIn(Reason.NO_FORUM, Reason.UNREADABLE, Reason.DAMAGED);
                assertThat(refused.file()).doesNotContain("\u001B");
            }
            Files.delete(archive);
        }
        assertThat(transactions.reading(
                        house.id(),
                        () -> db.sql("select text from conversation.message")
                                .query((row, n) -> row.getString("text"))
                                .list()))
                .allSatisfy(text -> assertThat(text).contains("Elle fuit").doesNotContain("SECRET"));
        assertThat(home).isDirectoryContaining(file -> file.equals(outside));
        try (var files = Files.list(home)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsNoArchiveIsSaidSo() throws Exception {
        for (var content : List.of(
                "", "PK", "PK\u0005\u0006", "PK\u0005\u0006" + "\u00FF".repeat(18), "7z", "x".repeat(100_000))) {
            var file = Files.write(home.resolve("rien.zip"), content.getBytes(StandardCharsets.ISO_8859_1));
            refused(file, Reason.NO_FORUM);
        }
    }

    private void refused(Path archive, Reason reason) {
        Brand house = House.make(creation, brands);
        var began = System.nanoTime();
        assertThatThrownBy(() -> discourse.read(house, archive, null, null, p -> {}))
                .isInstanceOfSatisfying(
                        DumpRefused.class,
                        refused -> assertThat(refused.reason())
                                .as(refused.getMessage())
                                .isEqualTo(reason));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(3));
        assertThat(transactions.reading(
                        house.id(),
                        () -> db.sql("select count(*) from conversation.message")
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    private Path zip(String name, Filling filling) throws IOException {
        var file = home.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            filling.fill(zip);
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(content.getBytes(StandardCharsets.UTF_8));
        bytes.writeTo(zip);
    }

    private static void zeros(OutputStream zip, int megabytes) throws IOException {
        var megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (var n = 0; n < megabytes; n++) {
            zip.write(megabyte);
        }
    }
}
