package parvis.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.ConversationId;
import parvis.conversation.Help;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.Merging;
import parvis.conversation.Moderating;
import parvis.conversation.RatingHelp;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.importer.Mbox;
import parvis.ledger.How;
import parvis.mail.SmtpDoor;
import parvis.newsroom.Drafting;
import parvis.newsroom.Wording;
import parvis.person.Accounts;
import parvis.person.Identity;
import parvis.person.People;
import parvis.person.SignIn;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** Somebody has everything that is held about them told, then erased; it is looked for everywhere, before and after. */
@ProductTest
class ErasureTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    SmtpDoor door;

    @Autowired
    Accepting accepting;

    @Autowired
    Answering answering;

    @Autowired
    Merging merging;

    @Autowired
    Moderating moderating;

    @Autowired
    RatingHelp ratings;

    @Autowired
    Drafting drafting;

    @Autowired
    Mbox mbox;

    @Autowired
    Accounts accounts;

    @Autowired
    SignIn signIn;

    @Autowired
    People people;

    @Autowired
    DataLinks links;

    @Autowired
    Erasing erasing;

    @Autowired
    Contents contents;

    @Autowired
    Repeating repeating;

    @Autowired
    Remembering remembering;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Value("${parvis.data}")
    Path data;

    @TempDir
    Path scratch;

    /** What is looked for, by what it is: letters only where a word of the search index must be it. */
    private final Map<String, String> marks = new LinkedHashMap<>();

    private Brand brand;
    private Member person;
    private String tail;

    @BeforeEach
    void somebody() {
        brand = brands.tilleul();
        tail = UUID.randomUUID()
                .toString()
                .replace("-", "")
                .substring(0, 10)
                .chars()
                .mapToObj(c -> Character.toString(c < 'a' ? 'g' + c - '0' : c))
                .reduce("", String::concat);
        marks.clear();
        marks.put("name", "Quatrelivres" + tail);
        marks.put("address", "zephyrine." + tail + "@mel.example");
        marks.put("handle", "zq-" + tail);
        marks.put("network", "203.0.113." + (10 + tail.charAt(0)) + tail);
        marks.put("phone", "06 5" + digits(1) + " " + digits(2) + " " + digits(3) + " " + digits(4));
        for (var word : List.of(
                "private", "mail", "file", "api", "import", "unconfirmed", "note", "rating", "report", "lost")) {
            marks.put(word, "xq" + word + tail);
        }
        accounts.of(marks.get("address"), "Zephyrine " + marks.get("name"), "fr", Instant.now());
        person = new Member(
                marks.get("address"),
                "Zephyrine " + marks.get("name"),
                signIn.enter(
                        brand,
                        marks.get("address"),
                        "agent " + marks.get("handle"),
                        How.DIRECT,
                        marks.get("network"),
                        Instant.now()));
    }

    private String digits(int from) {
        return "%02d".formatted((tail.charAt(from) * 7 + from) % 100);
    }

    @Test
    void whateverTheyBroughtIsToldThenGoneFromEveryTableFileIndexAndLog() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            var kept = everyWayIn();
            soon(() -> !terms(marks.get("private")).isEmpty());
            var before = everywhere();
            assertThat(before.keySet()).as("the search finds them all before").containsAll(marks.keySet());
            assertThat(terms(marks.get("private"))).as("the index holds them").isNotEmpty();
            var told = archive(web.get(brand, person.session(), "/my-data/archive"));
            for (var mark : marks.entrySet()) {
                if (!List.of("unconfirmed", "lost").contains(mark.getKey())) {
                    assertThat(told).as(mark.getKey() + " is told").containsIgnoringCase(mark.getValue());
                }
            }
            assertThat(told).contains("LISEZMOI.txt", "unconfirmed" + tail);

            var path = link();
            assertThat(web.post(brand, null, path + "/erasure", Map.of())).hasStatus(422);
            assertThat(text(web.get(brand, null, path))).contains("Ce qui part", "Quelqu’un");
            var erased = web.post(brand, null, path + "/erasure", Map.of("sure", "yes"));
            assertThat(erased).hasStatusOk();
            assertThat(text(erased)).contains("C’est effacé");
            assertThat(text(web.post(brand, null, path + "/erasure", Map.of("sure", "yes"))))
                    .as("pressed twice")
                    .contains("C’est effacé");

            isGone();
            assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .noneMatch(line -> marks.values().stream()
                            .anyMatch(mark -> line.toLowerCase(Locale.ROOT).contains(mark.toLowerCase(Locale.ROOT))));

            var page = text(web.get(brand, null, now(kept)));
            assertThat(page)
                    .contains("Quelqu’un", "Bonjour quelqu’un", "Le joint fuit")
                    .doesNotContain("Zephyrine");
            assertThat(web.get(brand, null, "/my-data/archive")).hasStatus(404);
            assertThat(web.get(brand, person.session(), "/my-data/archive"))
                    .as("signed out")
                    .hasStatus(404);
            assertThat(events("person.erased", kept)).isEqualTo(1);
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void anImportOfTheSamePastBringsNobodyBack() throws Exception {
        var past = past();
        assertThat(mbox.bring(brand, past, List.of(), p -> {}).people()).isZero();
        erase();
        var again = mbox.bring(brand, past, List.of(), p -> {});
        assertThat(again.people()).isZero();
        assertThat(again.leftOut()).containsEntry(parvis.importer.Summary.Reason.ERASED, 1L);
        isGone();
        var back = brands.session(brand, marks.get("address"));
        assertThat(web.get(brand, back, "/my-data"))
                .as("whoever comes again themselves is welcome")
                .hasStatusOk();
    }

    @Test
    void afterTheReturnOfOlderDataItIsRepeated() {
        var question = brands.writePrivately(brand, person, "Entre nous", "Bonjour, " + marks.get("private"));
        erase();
        assertThat(remembering.all())
                .contains(
                        new Remembering.Remembered(brand.id(), question.person().value()));
        // the same row as it was, as a backup brings it
        transactions.run(brand.id(), () -> {
            db.sql("update person.person set name = ?, handle = ?, erased_at = null where id = ?")
                    .params(
                            person.name(),
                            marks.get("handle"),
                            question.person().value())
                    .update();
            people.add(
                    brand.id(),
                    question.person(),
                    Identity.email(person.email(), Identity.Proof.CONFIRMED),
                    Instant.now());
        });
        assertThat(everywhere().keySet()).contains("name", "address");
        repeating.work(Instant.now());
        isGone();
    }

    @Test
    void whoIsOfTheTeamLeavesItFirst() {
        var manager = brands.sessionOf(brand, "manager");
        assertThat(text(web.get(brand, manager, "/my-data"))).contains("Vous êtes de l’équipe");
        links.send(brand, "manager@tilleul.test", "fr", Instant.now());
        var path = link("manager@tilleul.test");
        assertThat(text(web.get(brand, null, path))).contains("Vous êtes de l’équipe");
        assertThat(text(web.post(brand, null, path + "/erasure", Map.of("sure", "yes"))))
                .contains("Vous êtes de l’équipe");
        assertThat(web.get(brand, null, path + "/archive")).hasStatus(410);
        assertThat(web.get(brand, manager, "/desk")).hasStatusOk();
    }

    @Test
    void aLinkIsOfOneBrandOneAddressAndOneDayAndNobodyLearnsWhoIsKnown() {
        var unknown = "personne." + tail + "@mel.example";
        var known = text(web.post(brand, null, "/my-data/links", Map.of("email", person.email())));
        var other = text(web.post(brand, null, "/my-data/links", Map.of("email", unknown)));
        assertThat(known.replace(person.email(), "")).isEqualTo(other.replace(unknown, ""));
        assertThat(text(web.get(brand, null, link(unknown)))).contains("ne détient rien sur cette adresse");
        assertThat(web.post(brand, null, "/my-data/links", Map.of("email", "pas une adresse")))
                .hasStatus(422);

        var path = link(person.email());
        assertThat(web.get(brands.nord(), null, path)).as("of another house").hasStatus(410);
        assertThat(web.post(brands.nord(), null, path + "/erasure", Map.of("sure", "yes")))
                .hasStatus(410);
        var forged = path.substring(0, path.length() - 1) + (path.endsWith("A") ? "B" : "A");
        assertThat(web.post(brand, null, forged + "/erasure", Map.of("sure", "yes")))
                .hasStatus(410);
        transactions.run(
                brand.id(),
                () -> db.sql("update rights.link set expires_at = expires_at - interval '25 hours' where email = ?")
                        .param(person.email())
                        .update());
        assertThat(web.post(brand, null, path + "/erasure", Map.of("sure", "yes")))
                .as("too old")
                .hasStatus(410);
        assertThat(everywhere().keySet()).contains("name", "address");
        transactions.run(brand.id(), () -> {
            db.sql("delete from notice.mail where recipient = ?").param(unknown).update();
        });
    }

    @Test
    void whoeverLooksAfterPeopleDoesItOnRequestAndSaysWhy() throws Exception {
        var conversation = brands.writePrivately(brand, person, "Entre nous", "Bonjour, " + marks.get("private"));
        var path = "/desk/people/" + conversation.person().value() + "/data";
        var expert = brands.sessionOf(brand, "expert");
        var manager = brands.sessionOf(brand, "manager");
        for (var who : List.of(expert, person.session())) {
            assertThat(web.get(brand, who, path)).hasStatus(403);
            assertThat(web.post(brand, who, path + "/archive", Map.of("reason", "Demande")))
                    .hasStatus(403);
            assertThat(web.post(brand, who, path + "/erasure", Map.of("reason", "Demande", "sure", "yes")))
                    .hasStatus(403);
        }
        assertThat(web.get(brands.nord(), brands.sessionOf(brands.nord(), "owner"), path))
                .hasStatus(404);
        assertThat(text(web.get(brand, manager, conversation.deskPath()))).contains(path);
        assertThat(web.post(brand, manager, path + "/erasure", Map.of("sure", "yes")))
                .hasStatus(422);
        assertThat(web.post(brand, manager, path + "/erasure", Map.of("reason", "Par téléphone")))
                .hasStatus(422);
        assertThat(archive(web.post(brand, manager, path + "/archive", Map.of("reason", "Par téléphone"))))
                .contains(marks.get("private"));
        var why = "Demandé par " + person.name() + ", " + person.email();
        for (var times = 0; times < 2; times++) {
            assertThat(text(web.post(brand, manager, path + "/erasure", Map.of("reason", why, "sure", "yes"))))
                    .contains("C’est effacé");
        }
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql("""
                        select x.detail ->> 'reason' from brand.audit a join brand.audit_aside x on x.brand = a.brand and x.entry = a.id
                         where a.action = 'person.erased' and a.subject = ?
                        """)
                                .param(conversation.person().value())
                                .query(String.class)
                                .list()))
                .containsExactly("Demandé par quelqu’un, […]");
        isGone();
        assertThat(web.get(brand, manager, conversation.deskPath())).hasStatus(404);
    }

    @Test
    void aFileThatSomebodyElseRefersToStays() throws Exception {
        var shared = content("partagé " + tail);
        var own = content("à moi " + tail);
        var other = brands.member(brand, "Autre Personne");
        attach(brands.writePrivately(brand, person, "Deux fichiers", "Les voici."), shared, own);
        attach(brands.writePrivately(brand, other, "Un fichier", "Le voici."), shared);
        erase();
        contents.work(Instant.now());
        assertThat(place(own))
                .as("put a moment ago: a row may be about to refer to it")
                .exists();
        contents.work(Instant.now().plus(Duration.ofHours(1)));
        assertThat(place(own)).doesNotExist();
        assertThat(place(shared)).exists();
    }

    @Test
    void oneThatIsInterruptedIsUndoneWholeAndMadeWhole() throws Exception {
        var file = content("pièce " + marks.get("private"));
        var conversation = brands.writePrivately(brand, person, "Entre nous", "Bonjour, " + marks.get("private"));
        attach(conversation, file);
        var path = link();
        var token = path.substring(path.lastIndexOf('/') + 1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> transactions.run(brand.id(), () -> {
                    assertThat(erasing.byLink(brand, token, How.DIRECT, Instant.now()))
                            .isEqualTo(Erasing.Outcome.DONE);
                    throw new IllegalStateException("the program dies here");
                }))
                .hasMessageContaining("dies here");
        assertThat(everywhere().keySet()).contains("name", "address", "private");
        assertThat(remembering.all())
                .noneMatch(one -> one.person().equals(conversation.person().value()));
        assertThat(text(web.post(brand, null, path + "/erasure", Map.of("sure", "yes"))))
                .contains("C’est effacé");
        assertThat(place(file))
                .as("its row is gone, the file waits in the queue")
                .exists();
        contents.work(Instant.now().plus(Duration.ofHours(1)));
        assertThat(place(file)).doesNotExist();
        isGone();
    }

    private String content(String text) throws IOException {
        return store().put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000)
                .sha256();
    }

    @Autowired
    parvis.file.Files store;

    private parvis.file.Files store() {
        return store;
    }

    private Path place(String sha256) {
        return data.resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private void attach(Conversation conversation, String... files) {
        transactions.run(brand.id(), () -> {
            var position = 0;
            for (var file : files) {
                db.sql("""
                        insert into conversation.attachment (brand, id, message, position, name, type, bytes, file)
                        values (?, ?, ?, ?, 'fichier.txt', 'text/plain', 1, ?)
                        """)
                        .params(
                                brand.id().value(),
                                UUID.randomUUID(),
                                conversation.lastMessage().value(),
                                position++,
                                file)
                        .update();
            }
        });
    }

    /** Gives the public question that others answered. */
    private Conversation everyWayIn() throws Exception {
        var manager = brands.teammate(brand, "manager");
        var now = Instant.now();
        var kept = brands.ask(
                brand,
                person,
                "Le joint de " + person.name(),
                "Le joint fuit. Appelez-moi au " + marks.get("phone") + " ou " + person.email() + ". " + person.name());
        answer(kept.id(), Kind.SENT, Visibility.PUBLIC, "Bonjour Zephyrine, changez-le.");
        answer(kept.id(), Kind.SENT, Visibility.PRIVATE, "Votre code : " + marks.get("private"));
        answer(kept.id(), Kind.NOTE, Visibility.PRIVATE, "Zephyrine est pressée, " + marks.get("note"));
        brands.ask(brand, person, "Sans réponse " + tail, "Personne n’a répondu à " + person.name());
        brands.ask(
                brand,
                brands.member(brand, "Odile Voisine"),
                "Comme le disait " + person.name(),
                "Voyez avec " + person.name() + ", à " + person.email() + ".");
        var first = brands.writePrivately(brand, person, "Une " + tail, "Entre nous : " + marks.get("private"));
        var second = brands.writePrivately(brand, person, "Deux " + tail, "Encore : " + marks.get("private"));
        assertThat(merging.merge(brand, first.id(), second.number(), manager, How.DESK, now))
                .isInstanceOf(Merging.Outcome.Done.class);

        web.post(
                brand,
                null,
                "/questions",
                Map.of(
                        "title",
                        "Jamais confirmée",
                        "text",
                        "Ceci attend : " + marks.get("unconfirmed"),
                        "name",
                        person.name(),
                        "email",
                        person.email()));

        var mail =
                Mailing.rich(person.email(), "Par e-mail " + tail, "Bonjour, " + marks.get("mail"), "", new Object[] {
                    "facture-" + tail + ".txt", "text/plain", marks.get("file").getBytes(StandardCharsets.US_ASCII)
                });
        new Mailing(door.port()).send(mail, "bonjour@tilleul.test");
        soon(() ->
                count("select count(*) from conversation.conversation where subject = ?", "Par e-mail " + tail) == 1);
        new Mailing(door.port())
                .sendFrom(
                        "",
                        Mailing.plain(
                                "mailer-daemon@mel.example",
                                "Mail",
                                "Returned " + tail,
                                "Final-Recipient: " + person.email()),
                        "bonjour@tilleul.test");
        soon(() -> count(
                        "select count(*) from mail.received where state <> 'accepted' and encode(raw, 'escape') like ?",
                        "%Returned " + tail + "%")
                == 1);

        accepting.accept(
                brand,
                new Incoming(
                        "api",
                        "commande " + marks.get("handle"),
                        null,
                        new Incoming.From(person.name(), person.email(), marks.get("handle"), true),
                        "Par l’API " + tail,
                        "Bonjour, " + marks.get("api"),
                        null,
                        null,
                        null,
                        now,
                        null,
                        null,
                        "fr",
                        List.of(),
                        List.of(),
                        false,
                        "api"),
                now);
        soon(() -> count("select count(*) from conversation.conversation where subject = ?", "Par l’API " + tail) == 1);
        mbox.bring(brand, past(), List.of(), p -> {});

        var helper = brands.member(brand, "Odile Voisine");
        var theirs = brands.ask(brand, helper, "La question d’Odile " + tail, "Qui sait ?");
        web.post(
                brand,
                person.session(),
                "/questions/" + theirs.number() + "/messages",
                Map.of("text", "Moi, " + person.name() + ", je sais."));
        answer(theirs.id(), Kind.SENT, Visibility.PUBLIC, "Merci " + person.name() + " ! Serrez la vis.");
        var answered = lastMessage(theirs.id());
        ratings.rate(
                brand,
                answered,
                new RatingHelp.Rater.Known(kept.person()),
                Help.NO,
                "Non, " + marks.get("rating"),
                How.DIRECT,
                now);
        moderating.report(
                brand,
                theirs.lastMessage(),
                kept.person(),
                null,
                Moderating.Reason.OTHER,
                "Hors sujet, " + marks.get("report"),
                How.DIRECT,
                now);
        var bad = brands.ask(brand, person, "À cacher " + tail, "Des mots durs.");
        moderating.hide(
                brand, bad.lastMessage(), manager, "Insulte de " + person.name(), marks.get("network"), How.DESK, now);
        drafting.begin(
                brand,
                manager,
                new Wording(
                        "Portrait de " + person.name(), "", "Nous avons rencontré " + person.name() + ".", "", null),
                How.DESK,
                now);
        transactions.run(
                brand.id(), () -> people.undeliverable(brand.id(), person.email(), "550 " + marks.get("lost"), now));
        signIn.request(brand, person.email(), "/people/" + marks.get("handle"), "fr", now);
        return kept;
    }

    /** Where its page is, since the name stood in its address. */
    private String now(Conversation conversation) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select '/questions/' || number || '-' || slug from conversation.conversation where id = ?")
                        .param(conversation.id().value())
                        .query(String.class)
                        .single());
    }

    private Path past() throws IOException {
        return Files.writeString(scratch.resolve("past.mbox"), """
                From x Mon Mar  2 09:00:00 2020
                From: %s <%s>
                To: %s
                Date: Mon, 2 Mar 2020 09:00:00 +0100
                Subject: Du passé
                Message-ID: <past-%s@client.example>

                Il y a longtemps : %s
                """.formatted(
                        person.name(), person.email(), brand.mails().getFirst(), tail, marks.get("import")));
    }

    private void answer(ConversationId id, Kind kind, Visibility visibility, String text) {
        var words = new Answering.Words(kind, visibility, text, null, How.DESK, List.of());
        assertThat(answering.write(brand, id, brands.teammate(brand, "manager"), words, Instant.now()))
                .isInstanceOf(Answering.Outcome.Written.class);
    }

    private parvis.conversation.MessageId lastMessage(ConversationId id) {
        return transactions.reading(
                brand.id(),
                () -> new parvis.conversation.MessageId(
                        db.sql("select last_message from conversation.conversation where id = ?")
                                .param(id.value())
                                .query(UUID.class)
                                .single()));
    }

    private void erase() {
        assertThat(text(web.post(brand, null, link() + "/erasure", Map.of("sure", "yes"))))
                .contains("C’est effacé");
    }

    private String link() {
        web.post(brand, null, "/my-data/links", Map.of("email", person.email()));
        return link(person.email());
    }

    private String link(String address) {
        var plain = transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select plain from notice.mail where recipient = ? and kind = 'data' order by id desc limit 1")
                        .param(address)
                        .query(String.class)
                        .single());
        var found =
                java.util.regex.Pattern.compile("/my-data/[A-Za-z0-9_-]{43}").matcher(plain);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private long count(String sql, String parameter) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).param(parameter).query(Long.class).single());
    }

    private long events(String what, Conversation about) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from ledger.event where what = ? and subject = ?")
                        .params(what, about.person().value())
                        .query(Long.class)
                        .single());
    }

    /** Where each mark stands: every table with every column, every schema; and every file of the data directory. */
    private Map<String, List<String>> everywhere() {
        var found = new LinkedHashMap<String, List<String>>();
        try {
            inTables(found);
            inFiles(found);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private void inTables(Map<String, List<String>> found) throws SQLException {
        var at = TestDatabase.location();
        try (var connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables)
                    .contains("conversation.message", "brand.audit_aside", "rights.link", "database.scheduled_tasks");
            for (var table : tables) {
                for (var mark : marks.entrySet()) {
                    // bytes are hexadecimal in the text of a row
                    var hex = HexFormat.of().formatHex(mark.getValue().getBytes(StandardCharsets.UTF_8));
                    try (var select = connection.prepareStatement(
                            "select count(*) from " + table + " t where t::text ilike ? or t::text like ?")) {
                        select.setString(1, "%" + mark.getValue() + "%");
                        select.setString(2, "%" + hex + "%");
                        var rows = select.executeQuery();
                        rows.next();
                        if (rows.getLong(1) > 0) {
                            found.computeIfAbsent(mark.getKey(), k -> new ArrayList<>())
                                    .add(table);
                        }
                    }
                }
            }
        }
    }

    /** What PostgreSQL keeps of rows that are no more, until it writes over them, is not there: its directory is another. */
    private void inFiles(Map<String, List<String>> found) throws IOException {
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try {
                    var text =
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                    marks.forEach((name, mark) -> {
                        if (text.contains(mark.toLowerCase(Locale.ROOT))) {
                            found.computeIfAbsent(name, k -> new ArrayList<>()).add(file.toString());
                        }
                    });
                } catch (java.nio.file.NoSuchFileException gone) {
                    continue; // a segment that was merged meanwhile
                }
            }
        }
    }

    /** Files follow within the hour, and the index with its next commit. */
    private void isGone() {
        var left = everywhere();
        for (var until = Instant.now().plusSeconds(120); Instant.now().isBefore(until); ) {
            contents.work(Instant.now().plus(Duration.ofHours(1)));
            left = everywhere();
            if (left.isEmpty() && marked().isEmpty()) {
                return;
            }
        }
        assertThat(left).isEmpty();
        assertThat(marked())
                .as("words of the index, those of removed documents as well")
                .isEmpty();
    }

    private List<String> marked() {
        return marks.values().stream()
                .filter(mark -> mark.matches("[A-Za-z]+"))
                .flatMap(mark -> terms(mark.toLowerCase(Locale.ROOT).substring(0, mark.length() - 3)).stream())
                .toList();
    }

    /** Words of the index as it is on the disk, of documents that were removed as well. */
    private TreeSet<String> terms(String part) {
        var terms = new TreeSet<String>();
        try (var directory = FSDirectory.open(data.resolve("search"));
                var reader = DirectoryReader.open(directory)) {
            for (var leaf : reader.leaves()) {
                for (var field : leaf.reader().getFieldInfos()) {
                    var all = leaf.reader().terms(field.name);
                    if (all != null) {
                        var each = all.iterator();
                        for (var term = each.next(); term != null; term = each.next()) {
                            var word = term.utf8ToString();
                            if (word.contains(part)) {
                                terms.add(word);
                            }
                        }
                    }
                }
            }
        } catch (IOException notYet) {
            return terms;
        }
        return terms;
    }

    private static String archive(MvcTestResult result) throws IOException {
        assertThat(result).hasStatusOk();
        var all = new StringBuilder();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(result.getResponse().getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.append(entry.getName())
                        .append('\n')
                        .append(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return all.toString();
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
