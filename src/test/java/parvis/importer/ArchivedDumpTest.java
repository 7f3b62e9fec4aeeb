package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
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

/** A dump comes in the archive that it is handed out as, and one that is none brings nothing. */
@ProductTest
@OnceTest
class ArchivedDumpTest {
    private static final Path POTAGER = Path.of("src/test/resources/dumps/potager");

    @Autowired
    StackExchange stackExchange;

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
    void anArchiveBringsWhatItsDirectoryBrings() throws Exception {
        var whole = House.make(creation, brands);
        var summary = stackExchange.bring(whole, POTAGER, "potager.example", null, p -> {});
        for (var archive : List.of(
                sevenZip("a.7z", ""),
                sevenZip("b.7z", "potager.example/"),
                zip("c.zip", ""),
                zip("d.zip", "potager.example/"))) {
            var house = House.make(creation, brands);
            var brought = stackExchange.bring(house, archive, "potager.example", null, p -> {});

            assertThat(brought.brought()).as(archive.toString()).isEqualTo(summary.brought());
            assertThat(Census.of(transactions, db, house).rows())
                    .as(archive.toString())
                    .isEqualTo(Census.of(transactions, db, whole).rows());
        }
        assertThat(stackExchange
                        .bring(whole, sevenZip("again.7z", ""), "potager.example", null, p -> {})
                        .brought()
                        .values())
                .as("it is here already")
                .allSatisfy(brought -> assertThat(brought.added()).isZero());
    }

    @Test
    void anArchiveIsKnownByWhatItIsCalled() throws Exception {
        var house = House.make(creation, brands);
        assertThat(stackExchange
                        .bring(house, sevenZip("french.meta.stackexchange.com.7z", ""), null, null, p -> {})
                        .source())
                .isEqualTo("french.meta.stackexchange.com");
    }

    @Test
    void whatUnfoldsWithoutEndIsRefusedAndSoon() throws Exception {
        var row = packed("rang.7z", posts -> {
            posts.write(bytes("<posts><row Id='1' Body='"));
            repeat(posts, "a", 8);
        });
        refused(row, Reason.UNFOLDS);
        var bomb = packed("bombe.7z", posts -> {
            posts.write(bytes("<posts>"));
            repeat(posts, "<row/>", 300);
        });
        assertThat(Files.size(bomb)).isLessThan(1_000_000);
        refused(bomb, Reason.UNFOLDS);
    }

    @Test
    void whatIsNoArchiveOfADumpIsSaidSo() throws Exception {
        var seven = Files.readAllBytes(sevenZip("ganz.7z", ""));
        refused(
                Files.write(home.resolve("halb.7z"), java.util.Arrays.copyOf(seven, seven.length / 2)),
                Reason.UNREADABLE);
        var rotten = seven.clone();
        for (var at = 40; at < rotten.length / 2; at++) {
            rotten[at] ^= 0x55;
        }
        refused(Files.write(home.resolve("faul.7z"), rotten), Reason.DAMAGED);
        refused(
                Files.write(home.resolve("kurz.7z"), new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C}),
                Reason.UNREADABLE);
        refused(Files.writeString(home.resolve("kein.zip"), "PK\u0003\u0004 keines"), Reason.UNREADABLE);
        refused(Files.writeString(home.resolve("text.7z"), "Posts.xml"), Reason.NOT_A_DIRECTORY);
        refused(zipOf("ohne.zip", List.of("Users.xml"), ""), Reason.NO_POSTS);
        refused(zipOf("namenlos.zip", List.of("Posts.xml"), ""), Reason.NO_USERS);
    }

    /** Whatever the damage, it is refused, or not noticed: nothing else happens. */
    @Test
    void damageAnywhereIsAReasonAndNoFault() throws Exception {
        var random = new Random(5);
        for (var whole : List.of(sevenZip("heil.7z", ""), zip("heil.zip", "potager.example/"))) {
            var refusals = 0;
            for (var round = 0; round < 400; round++) {
                var bytes = Files.readAllBytes(whole);
                for (var damage = random.nextInt(4); damage >= 0; damage--) {
                    // half of the damage is in the list at the end
                    var from = random.nextBoolean() ? bytes.length - 120 : 6;
                    bytes[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(8));
                }
                refusals += isRefused(Files.write(home.resolve("wund"), bytes)) ? 1 : 0;
            }
            assertThat(refusals).as(whole.toString()).isGreaterThan(100);
        }
    }

    private static boolean isRefused(Path archive) {
        try (var files = DumpFiles.of(archive)) {
            Survey.of(files);
            return false;
        } catch (DumpRefused refused) {
            return true;
        }
    }

    private void refused(Path archive, Reason reason) {
        Brand house = House.make(creation, brands);
        var began = System.nanoTime();
        assertThatThrownBy(() -> stackExchange.bring(house, archive, "potager.example", null, p -> {}))
                .as(archive.toString())
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

    private interface Filling {
        void fill(OutputStream file) throws IOException;
    }

    private static List<String> files() throws IOException {
        try (var all = Files.list(POTAGER)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path sevenZip(String name, String folder) throws IOException {
        var archive = home.resolve(name);
        try (var seven = new SevenZOutputFile(archive.toFile())) {
            for (var file : files()) {
                seven.putArchiveEntry(seven.createArchiveEntry(POTAGER.resolve(file), folder + file));
                seven.write(POTAGER.resolve(file));
                seven.closeArchiveEntry();
            }
        }
        return archive;
    }

    /** Such posts, and those who wrote them. */
    private Path packed(String name, Filling posts) throws IOException {
        var archive = home.resolve(name);
        try (var seven = new SevenZOutputFile(archive.toFile())) {
            seven.putArchiveEntry(seven.createArchiveEntry(POTAGER.resolve("Users.xml"), "Users.xml"));
            seven.write(POTAGER.resolve("Users.xml"));
            seven.closeArchiveEntry();
            seven.putArchiveEntry(seven.createArchiveEntry(POTAGER.resolve("Posts.xml"), "Posts.xml"));
            posts.fill(new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    seven.write(one);
                }

                @Override
                public void write(byte[] many, int from, int length) throws IOException {
                    seven.write(many, from, length);
                }
            });
            seven.closeArchiveEntry();
        }
        return archive;
    }

    private Path zip(String name, String folder) throws IOException {
        return zipOf(name, files(), folder);
    }

    private Path zipOf(String name, List<String> files, String folder) throws IOException {
        var archive = home.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var file : files) {
                zip.putNextEntry(new ZipEntry(folder + file));
                Files.copy(POTAGER.resolve(file), zip);
            }
        }
        return archive;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void repeat(OutputStream to, String text, int megabytes) throws IOException {
        var megabyte = bytes(text.repeat((1 << 20) / text.length()));
        for (var n = 0; n < megabytes; n++) {
            to.write(megabyte);
        }
    }
}
