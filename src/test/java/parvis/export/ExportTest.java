package parvis.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.DatabaseLocation;
import parvis.database.Transactions;
import parvis.file.Sha256;
import parvis.support.ProductTest;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;

/** Everything of one brand goes out, nothing of another's, and comes in as it was. */
@ProductTest
class ExportTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static int databases;

    @Autowired
    TwoBrands brands;

    @Autowired
    BrandExport export;

    @Autowired
    BrandImport bringing;

    @Autowired
    parvis.file.Files store;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path scratch;

    private Path exported(Brand brand, String name) {
        var directory = scratch.resolve(name);
        export.write(brand, directory, "test", NOW, table -> {});
        return directory;
    }

    @Test
    void inAnEmptyInstanceItIsAnEqualBrandTableForTable() throws Exception {
        var tilleul = brands.tilleul();
        var member = brands.member(tilleul, "Nora");
        var asked = brands.ask(tilleul, member, "Le bol \\ tourne \t dans le vide", "Depuis \"hier\".\nVoilà : \\N 🌿");
        var file =
                store.put(new ByteArrayInputStream(UUID.randomUUID().toString().getBytes()), 1_000);
        attach(tilleul, asked.id().value(), file.sha256());
        var first = exported(tilleul, "first");
        assertThat(Files.readString(first.resolve("README.md"))).contains("Maison Tilleul", "conversation.attachment");
        assertThat(first.resolve("files").resolve(file.sha256().substring(0, 2)).resolve(file.sha256()))
                .exists();

        var elsewhere = another();
        var data = scratch.resolve("data");
        var brought = RealProgram.run(
                at(elsewhere), "import", "parvis", first.toString(), "--brand", "tilleul", "--data", data.toString());
        assertThat(brought.code()).as(brought.err()).isZero();
        assertThat(brought.out()).contains("Maison Tilleul has come");
        var second = scratch.resolve("second");
        var again = RealProgram.run(
                at(elsewhere), "export", second.toString(), "--brand", "tilleul", "--data", data.toString());
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("README.md");

        var tables = tablesOfBrands();
        assertThat(tables).contains("conversation.message", "ledger.event", "brand.address", "api.key");
        for (var table : tables) {
            var here = lines(first, table);
            var there = lines(second, table);
            if (table.equals("ledger.event")) {
                assertThat(there).hasSize(here.size() + 1);
                there.removeAll(here);
                assertThat(there).singleElement().asString().contains("brand.exported");
            } else {
                assertThat(there).as(table).isEqualTo(here);
            }
        }
        assertThat(lines(second, "person.account")).isEqualTo(lines(first, "person.account"));
        assertThat(Files.exists(data.resolve("files/" + file.sha256().substring(0, 2) + "/"
                        + file.sha256().substring(2, 4) + "/" + file.sha256())))
                .isTrue();

        var known = RealProgram.run(at(elsewhere), "import", "parvis", first.toString(), "--data", data.toString());
        assertThat(known.code()).isEqualTo(2);
        assertThat(known.err()).contains("Maison Tilleul", "already");
    }

    @Test
    void nothingOfAnotherBrandGoesOut() throws Exception {
        var nord = brands.nord();
        var secret = "Secret " + UUID.randomUUID();
        var stranger = brands.member(nord, "Olaf");
        brands.ask(nord, stranger, secret, "Nobody at Tilleul reads this.");
        var tilleul = exported(brands.tilleul(), "tilleul");
        try (var files = Files.walk(tilleul)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
                assertThat(text)
                        .as(file.toString())
                        .doesNotContain(secret)
                        .doesNotContain(nord.id().toString())
                        .doesNotContain(stranger.email());
            }
        }
        assertThat(Files.readString(exported(nord, "nord").resolve("tables/conversation.conversation.jsonl")))
                .contains(secret);
    }

    @Test
    void whoHasAnAccountThereKeepsIt() throws Exception {
        var directory = exported(brands.tilleul(), "accounts");
        var elsewhere = another();
        var theirs = UUID.randomUUID();
        try (var owner = elsewhere.connectAsOwner();
                var statement = owner.createStatement()) {
            statement.execute("insert into person.account (id, email, name, created_at) values ('" + theirs
                    + "', 'owner@tilleul.test', 'Somebody', '2026-01-01T00:00:00Z')");
            var brought =
                    RealProgram.run(at(elsewhere), "import", "parvis", directory.toString(), "--data", scratch + "/d");
            assertThat(brought.code()).as(brought.err()).isZero();
            var row = statement.executeQuery("select account, (select name from person.account where id = account)"
                    + " from brand.teammate where handle = 'owner'");
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1)).isEqualTo(theirs);
            assertThat(row.getString(2)).isEqualTo("Somebody");
        }
    }

    @Test
    void whatIsAlteredCutOrOfAnotherBrandChangesNothing() throws Exception {
        var tilleul = brands.tilleul();
        var nord = brands.nord();
        var elsewhere = another();
        var table = "tables/brand.product.jsonl";

        var altered = exported(tilleul, "altered");
        Files.writeString(
                altered.resolve(table), Files.readString(altered.resolve(table)).replace("Robot", "Rabot"));
        refused(altered, ExportRefused.Reason.DAMAGED);

        var cut = exported(tilleul, "cut");
        Files.delete(cut.resolve("tables/ledger.event.jsonl"));
        refused(cut, ExportRefused.Reason.DAMAGED);

        // a row of another brand, under a checksum that fits
        var smuggled = exported(tilleul, "smuggled");
        var lines = Files.readString(smuggled.resolve(table))
                .replace(tilleul.id().toString(), nord.id().toString());
        Files.writeString(smuggled.resolve(table), lines);
        var json = smuggled.resolve("export.json");
        var before = hash(exported(tilleul, "sound").resolve(table));
        Files.writeString(json, Files.readString(json).replace(before, hash(smuggled.resolve(table))));
        var data = scratch + "/d";
        var outside = RealProgram.run(at(elsewhere), "import", "parvis", smuggled.toString(), "--data", data);
        assertThat(outside.code()).as(outside.err()).isEqualTo(1);
        assertThat(outside.err()).contains("brand.product");
        assertThat(RealProgram.run(
                                at(elsewhere),
                                "import",
                                "parvis",
                                smuggled.toString(),
                                "--brand",
                                "nord",
                                "--data",
                                data)
                        .code())
                .isEqualTo(2);
        try (var owner = elsewhere.connectAsOwner();
                var statement = owner.createStatement();
                var any = statement.executeQuery(
                        "select (select count(*) from brand.brand) + (select count(*) from person.account) + (select count(*) from brand.address)")) {
            any.next();
            assertThat(any.getInt(1)).isZero();
        }

        refused(scratch, ExportRefused.Reason.NOT_AN_EXPORT);
        refused(exported(tilleul, "known"), ExportRefused.Reason.KNOWN);
        assertThatThrownBy(() -> export.write(tilleul, scratch, "test", NOW, t -> {}))
                .isInstanceOf(ExportRefused.class);
        var nowhere = scratch.resolve("nowhere");
        assertThat(RealProgram.run("import", "parvis", scratch.toString(), "--data", nowhere.toString())
                        .code())
                .isEqualTo(2);
        assertThat(nowhere).doesNotExist();
    }

    private void refused(Path directory, ExportRefused.Reason reason) {
        assertThatThrownBy(() -> bringing.bring(directory, null, table -> {}))
                .isInstanceOfSatisfying(
                        ExportRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void attach(Brand brand, UUID conversation, String file) {
        transactions.run(
                brand.id(), () -> db.sql("""
                        insert into conversation.attachment (brand, id, message, position, name, type, bytes, file)
                        select brand, gen_random_uuid(), id, 0, 'bol.png', 'image/png', 36, ? from conversation.message where conversation = ?""").params(file, conversation).update());
    }

    private static String hash(Path file) throws Exception {
        return Sha256.of(Files.readAllBytes(file));
    }

    /** As a set; the position of an address is where it stands among all that the server knows. */
    private static List<String> lines(Path export, String table) throws Exception {
        return Files.readAllLines(export.resolve("tables/" + table + ".jsonl")).stream()
                .map(line -> table.equals("brand.address") ? line.replaceFirst("\"position\": \\d+", "") : line)
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Every table with a column that names the brand, by the database itself; neither what is true of one server for a while nor what is being brought. */
    private static HashSet<String> tablesOfBrands() throws SQLException {
        var names = new HashSet<String>();
        try (var owner = TestDatabase.location().connectAsOwner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select table_schema || '.' || table_name from information_schema.columns
                         where column_name = 'brand'
                           and table_schema || '.' || table_name not in ('change.entry', 'conversation.presence', 'importer.run', 'importer.left_out')
                           and table_schema <> 'provider'
                           and table_schema not in ('pg_catalog', 'information_schema')""")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static synchronized DatabaseLocation another() {
        return TestDatabase.another("brought_" + ++databases);
    }

    private static Map<String, String> at(DatabaseLocation at) {
        return Map.of(
                "PARVIS_DATABASE_URL",
                at.url() + (at.url().contains("?") ? "&" : "?") + "user=" + at.owner() + "&password="
                        + at.ownerPassword());
    }
}
