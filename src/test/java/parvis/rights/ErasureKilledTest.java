package parvis.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.importer.House;
import parvis.jobs.Workers;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.support.Belongings;
import parvis.support.ProductTest;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Wire;

/**
 * The real program is killed while it erases somebody: they are there whole or gone whole, and once it is asked again they are found
 * nowhere, in a house that is like one in which nobody disturbed it.
 */
@ProductTest
class ErasureKilledTest {
    private static final int KILLS = 3;
    private static final int QUESTIONS = 120;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands brands;

    @Autowired
    TwoBrands two;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Answering answering;

    @Autowired
    Contents contents;

    @Autowired
    parvis.file.Files store;

    @Autowired
    Workers workers;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path home;

    private final Instant began = Instant.now().minusSeconds(5);
    private final int port = freePort();
    private Process server;
    private int starts;

    /** A house in which somebody asked a lot. */
    private final class Told {
        final Brand brand = House.make(creation, brands);
        final String tail = letters();
        final String owner;
        final Member person;
        final Member other;
        final UUID id;
        final List<String> files = new ArrayList<>();

        Told() throws Exception {
            owner = owner();
            person = member("Zephyrine Quatrelivres" + tail);
            other = member("Odile Voisine");
            UUID asks = null;
            for (var i = 0; i < QUESTIONS; i++) {
                var text = "Moi, " + person.name() + ", je demande " + i + ". Écrivez à " + person.email();
                var asked = i % 2 == 0
                        ? two.ask(brand, person, "Question " + i + " de " + person.name(), text)
                        : two.writePrivately(brand, person, "Affaire " + i, text);
                asks = asked.person().value();
                if (i % 4 == 0) {
                    note(asked, "Zephyrine est pressée (" + i + "), dit xqnote" + tail);
                }
                if (i % 10 == 0) {
                    attach(asked, "xqfile" + tail + " " + i);
                }
            }
            for (var i = 0; i < 20; i++) {
                two.ask(brand, other, "Question d’Odile " + i, person.name() + " m’a dit que oui. Est-ce vrai ? " + i);
            }
            id = asks;
        }

        /** Of its own, and one word for the index. */
        private static String letters() {
            return UUID.randomUUID()
                    .toString()
                    .substring(0, 8)
                    .chars()
                    .mapToObj(c -> Character.toString(c < 'a' ? 'g' + c - '0' : c))
                    .collect(Collectors.joining());
        }

        private String owner() {
            var email = "claire@" + brand.slug() + ".example";
            var account = accounts.of(email, "Claire", "fr", Instant.now());
            var none = new LocalText("", "");
            team.join(
                    brand.id(),
                    account.id(),
                    "claire",
                    "Claire",
                    Role.OWNER,
                    none,
                    "Claire",
                    null,
                    began,
                    Actor.SYSTEM);
            return two.session(brand, email);
        }

        private Member member(String name) {
            var email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + brand.slug() + ".mel.example";
            accounts.of(email, name, "fr", Instant.now());
            return new Member(email, name, two.session(brand, email));
        }

        private void note(Conversation on, String text) {
            var claire = team.byAccount(
                            brand.id(),
                            accounts.byEmail("claire@" + brand.slug() + ".example")
                                    .orElseThrow()
                                    .id())
                    .orElseThrow();
            var words = new Answering.Words(Kind.NOTE, Visibility.PRIVATE, text, null, How.DESK, List.of());
            assertThat(answering.write(brand, on.id(), claire, words, Instant.now()))
                    .isInstanceOf(Answering.Outcome.Written.class);
        }

        private void attach(Conversation to, String text) throws Exception {
            var file = store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000)
                    .sha256();
            Files.setLastModifiedTime(place(file), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            files.add(file);
            transactions.run(
                    brand.id(),
                    () -> db.sql("""
                            insert into conversation.attachment (brand, id, message, position, name, type, bytes, file)
                            values (?, ?, ?, 0, 'fichier.txt', 'text/plain', 1, ?)
                            """)
                            .params(
                                    brand.id().value(),
                                    UUID.randomUUID(),
                                    to.lastMessage().value(),
                                    file)
                            .update());
        }

        /** What is looked for; the words of the index are the letters among them. */
        List<String> marks() {
            return List.of("Quatrelivres" + tail, person.email(), "xqnote" + tail, "xqfile" + tail);
        }

        Map<String, List<String>> belongings() throws Exception {
            var words = new LinkedHashMap<String, String>();
            words.put(brand.name(), "House");
            words.put(brand.slug(), "house");
            words.put(tail, "tail");
            words.put(id.toString(), "them");
            for (var file : files) {
                words.put(file, "file");
            }
            var all = Belongings.of(brand, began, words);
            all.remove("person.erased"); // marks that nobody can read back
            return all;
        }

        boolean isErased() {
            return transactions.reading(
                    brand.id(),
                    () -> db.sql("select erased_at is not null from person.person where id = ?")
                            .param(id)
                            .query(Boolean.class)
                            .single());
        }

        void erase() {
            var answer = Wire.post(
                    port,
                    brand,
                    owner,
                    "/desk/people/" + id + "/data/erasure",
                    Map.of("reason", "Par téléphone", "sure", "yes"),
                    "");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("effacé");
        }
    }

    @BeforeEach
    void onlyTheOtherProgramWorks() throws Exception {
        workers.stop();
        start();
    }

    @AfterEach
    void everybodyWorks() throws Exception {
        server.destroyForcibly().waitFor();
        workers.start();
    }

    @Test
    void theyAreThereWholeOrGoneWholeAndThenNowhere() throws Exception {
        var killed = new Told();
        var whole = new Told();
        soon(() -> waitingLetters(killed) + waitingLetters(whole) == 0);
        var before = killed.belongings();
        assertThat(Belongings.differences(before, whole.belongings())).isEmpty();
        assertThat(everywhere(killed)).isNotEmpty();

        var asked = Instant.now();
        whole.erase();
        var lasts = Duration.between(asked, Instant.now()).toMillis();
        var after = whole.belongings();
        assertThat(Belongings.differences(before, after)).isNotEmpty();

        var undone = 0;
        for (var kill = 1; kill <= KILLS; kill++) {
            var request = Thread.ofVirtual().start(() -> {
                try {
                    killed.erase();
                } catch (IllegalStateException cut) {
                    return; // the program is gone
                }
            });
            if (kill == 1) {
                awaitErasing();
            } else {
                Thread.sleep(new Random().nextLong(lasts + 1));
            }
            server.destroyForcibly().waitFor();
            request.join();
            assertThat(Belongings.differences(killed.isErased() ? after : before, killed.belongings()))
                    .as("kill " + kill)
                    .isEmpty();
            undone += killed.isErased() ? 0 : 1;
            start();
        }
        assertThat(undone).as("killed while it erased").isPositive();

        killed.erase();
        assertThat(Belongings.differences(after, killed.belongings())).isEmpty();
        killed.erase();
        assertThat(Belongings.differences(after, killed.belongings()))
                .as("asked once more")
                .isEmpty();
        isNowhere(killed);
        isNowhere(whole);
    }

    /** Until its transaction holds somebody. */
    private static void awaitErasing() throws Exception {
        try (var owner = TestDatabase.location().connectAsOwner();
                var held = owner.prepareStatement("""
                        select exists (select from pg_locks where relation = 'person.person'::regclass
                                          and mode in ('RowShareLock', 'RowExclusiveLock'))
                        """)) {
            for (var until = Instant.now().plusSeconds(20); Instant.now().isBefore(until); ) {
                try (var row = held.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
            }
        }
    }

    private void isNowhere(Told told) throws Exception {
        for (var until = Instant.now().plusSeconds(60); Instant.now().isBefore(until); Thread.sleep(200)) {
            contents.work(Instant.now()); // any node takes away what one that was killed left
            if (everywhere(told).isEmpty()) {
                break;
            }
        }
        assertThat(everywhere(told)).isEmpty();
        for (var file : told.files) {
            assertThat(place(file)).doesNotExist();
        }
    }

    /** Every table, and every file of the program that was killed: its letters, its log, its index. */
    private List<String> everywhere(Told told) throws Exception {
        var found = new ArrayList<String>();
        try (var owner = TestDatabase.location().connectAsOwner();
                var statement = owner.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (var table : tables) {
                for (var mark : told.marks()) {
                    var hex = HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8));
                    try (var select = owner.prepareStatement(
                            "select count(*) from " + table + " t where t::text ilike ? or t::text like ?")) {
                        select.setString(1, "%" + mark + "%");
                        select.setString(2, "%" + hex + "%");
                        var rows = select.executeQuery();
                        rows.next();
                        if (rows.getLong(1) > 0) {
                            found.add(table + " " + mark);
                        }
                    }
                }
            }
        }
        for (var directory : List.of(home.resolve("data"), ProductTest.FILES)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    if (file.getFileName().toString().endsWith(".err")) {
                        continue;
                    }
                    try {
                        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .toLowerCase(Locale.ROOT);
                        told.marks().stream()
                                .filter(mark -> text.contains(mark.toLowerCase(Locale.ROOT)))
                                .forEach(mark -> found.add(file + " " + mark));
                    } catch (NoSuchFileException gone) {
                        continue; // a segment that was merged meanwhile
                    }
                }
            }
        }
        return found;
    }

    private long waitingLetters(Told told) {
        return transactions.reading(
                told.brand.id(),
                () -> db.sql("select count(*) from notice.mail where state = 'waiting'")
                        .query(Long.class)
                        .single());
    }

    private static Path place(String sha256) {
        return ProductTest.FILES
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private void start() throws Exception {
        var at = TestDatabase.location();
        var said = home.resolve("server-" + ++starts + ".err");
        server = RealProgram.start(
                Map.of(
                        "PARVIS_DATABASE_URL",
                        at.url() + (at.url().contains("?") ? "&" : "?") + "user="
                                + URLEncoder.encode(at.owner(), StandardCharsets.UTF_8) + "&password="
                                + URLEncoder.encode(at.ownerPassword(), StandardCharsets.UTF_8),
                        "PARVIS_FILES",
                        ProductTest.FILES.toString()),
                said,
                "run",
                "--port",
                String.valueOf(port),
                "--smtp-port",
                "0",
                "--data",
                home.resolve("data").toString());
        RealProgram.awaitLine(said, "Ctrl-C", server);
    }

    private static int freePort() {
        try {
            return RealProgram.freePort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
