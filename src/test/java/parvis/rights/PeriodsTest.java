package parvis.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Audit;
import parvis.brand.AuditChain;
import parvis.brand.AuditChain.How;
import parvis.brand.AuditChain.Verdict;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.conversation.Conversation;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.file.Files;
import parvis.ledger.Actor;
import parvis.ledger.Ledger;
import parvis.person.Accounts;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;
import parvis.settings.OwnHouse;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** What has had its time goes, nothing else does, and the trail that says so can be verified. */
@ProductTest
class PeriodsTest {
    private static final Instant NOW = Instant.now();

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Audit audit;

    @Autowired
    AuditChain chain;

    @Autowired
    Sweeping sweeping;

    @Autowired
    Periods periods;

    @Autowired
    Contents contents;

    @Autowired
    Ledger ledger;

    @Autowired
    List<Kept> kept;

    @Autowired
    Files files;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand house;
    private String owner;
    private TwoBrands.Member member;

    @BeforeEach
    void aHouseWithAPast() {
        house = OwnHouse.make(creation, all, team, accounts);
        owner = brands.session(house, "owner@" + house.slug() + ".test");
        member = brands.member(house, "Nora Nuit");
    }

    @Test
    void aNewHouseBeginsWithWhatItsTextSaysAndNothingOfTodayGoes() {
        brands.writePrivately(house, member, "En privé", "Bonjour.");
        assertThat(transactions.reading(house.id(), periods::of)).isEqualTo(Periods.usual());
        assertThat(sweeping.sweep(house, NOW.plus(Duration.ofDays(5))).values()).allMatch(n -> n == 0);
        assertThat(count("select count(*) from conversation.conversation")).isEqualTo(1);
    }

    @Test
    void privateConversationsGoWholeWithWhatCameAndTheirFilesAndPublicOnesStay() throws Exception {
        var old = brands.writePrivately(house, member, "Vieille lettre", "Le mot SERRURE est privé.");
        var open = brands.writePrivately(house, member, "Attend encore", "Personne n’a répondu.");
        var open2 = brands.ask(house, member, "En public", "Tout le monde lit.");
        var file = files.put(
                        new ByteArrayInputStream(("privé " + house.slug()).getBytes(StandardCharsets.UTF_8)), 1_000)
                .sha256();
        attach(old, file);
        var mail = mail(old, "Un e-mail au mot SERRURE " + house.slug());
        run("update conversation.conversation set state = 'closed' where id in ('"
                + old.id().value() + "', '" + open2.id().value() + "')");
        run("update conversation.conversation set state = 'open' where id = '"
                + open.id().value() + "'");
        seen(years(5));

        var gone = sweeping.sweep(house, years(6));

        assertThat(gone).containsEntry(Span.CONVERSATIONS, 1);
        assertThat(numbers()).containsExactlyInAnyOrder(open.number(), open2.number());
        assertThat(count("select count(*) from conversation.message where text like '%SERRURE%'"))
                .isZero();
        assertThat(count("select count(*) from conversation.raw where body::text like '%SERRURE%'"))
                .isZero();
        assertThat(count("select count(*) from conversation.raw where body <> '{}' and state = 'stored'"))
                .as("what came six years ago is not kept as it came")
                .isZero();
        assertThat(row("select bytes, sender, message from mail.received where id = '" + mail + "'"))
                .containsEntry("bytes", 0L)
                .containsEntry("sender", "")
                .containsEntry("message", null);
        assertThat(count("select count(*) from mail.received"))
                .as("it is known when it comes again")
                .isEqualTo(1);
        contents.work(Instant.now().plus(Duration.ofHours(1)));
        assertThat(files.open(file)).as("its file").isEmpty();
        assertThat(web.get(house, null, open2.path())).hasStatusOk();
        assertThat(web.get(house, owner, old.deskPath())).hasStatus(404);
        assertThat(web.get(house, owner, "/desk")).hasStatusOk();
    }

    @Test
    void whatAnImportBroughtStaysForThirtyDaysHoweverOldItIs() {
        var brought = brands.writePrivately(house, member, "De 2012", "Une vieille boîte aux lettres.");
        run(
                "update conversation.conversation set state = 'closed', last_message_at = '2012-03-01', opened_at = '2012-03-01'");
        assertThat(sweeping.sweep(house, NOW.plus(Duration.ofDays(20)))).containsEntry(Span.CONVERSATIONS, 0);
        assertThat(numbers()).containsExactly(brought.number());
        assertThat(sweeping.sweep(house, NOW.plus(Duration.ofDays(31)))).containsEntry(Span.CONVERSATIONS, 1);
    }

    @Test
    void reportsGoAfterTheirDecisionAndOpenOnesStay() {
        var question = brands.ask(house, member, "Signalée", "Voyez.");
        var message = message(question);
        var reporter = brands.member(house, "Rita Rien");
        for (var words : List.of("Un", "Deux")) {
            assertThat(web.post(
                            house,
                            words.equals("Un") ? reporter.session() : member.session(),
                            "/messages/" + message + "/reports",
                            Map.of("reason", "insult", "words", words)))
                    .hasStatus3xxRedirection();
        }
        run("update conversation.report set state = 'dismissed', decided_at = '" + NOW + "' where words = 'Un'");
        sweeping.sweep(house, NOW.plus(Duration.ofDays(360)));
        assertThat(count("select count(*) from conversation.report")).isEqualTo(2);
        sweeping.sweep(house, NOW.plus(Duration.ofDays(370)));
        assertThat(count("select count(*) from conversation.report")).isEqualTo(1);
        assertThat(count("select count(*) from conversation.report where state = 'open'"))
                .isEqualTo(1);
    }

    @Test
    void whoIsNotSeenForLongIsErasedAndWhoComesStays() {
        var faithful = brands.member(house, "Fidèle Toujours");
        var question = brands.ask(house, member, "Une bonne question", "Comment faire ? — Nora");
        brands.ask(house, faithful, "Une autre", "Et cela ?");
        answer(question);
        run("update conversation.conversation set state = 'closed'");
        run("update person.account set seen_at = '" + years(3) + "' where email = '" + faithful.email() + "'");

        assertThat(sweeping.sweep(house, years(2))).containsEntry(Span.PEOPLE, 0);
        assertThat(sweeping.sweep(house, years(4))).containsEntry(Span.PEOPLE, 1);

        assertThat(names()).contains("Fidèle Toujours").doesNotContain("Nora Nuit");
        assertThat(text(web.get(house, null, question.path())))
                .as("public words stay without the name")
                .contains("Comment faire", "Quelqu’un")
                .doesNotContain("Nora");
        assertThat(count("select count(*) from person.account where email = '" + member.email() + "'"))
                .isZero();
        assertThat(count("select count(*) from brand.teammate where active")).isEqualTo(2);
        assertThat(count("select count(*) from brand.audit where action = 'person.erased' and actor_kind = 'system'"))
                .isEqualTo(1);
    }

    @Test
    void aVisitIsNotedAndCountsWhenItsSessionHasEnded() {
        assertThat(web.get(house, member.session(), "/account")).hasStatusOk();
        run("delete from person.session where account = (select id from person.account where email = '" + member.email()
                + "')");
        assertThat(row("select seen_at from person.account where email = '" + member.email() + "'")
                        .get("seen_at"))
                .isNotNull();
        run("update person.account set seen_at = null where email = '" + member.email() + "'");
        assertThat(sweeping.sweep(house, years(4)))
                .as("of whom it is not known, it counts from now on")
                .containsEntry(Span.PEOPLE, 0);
        assertThat(sweeping.sweep(house, years(8))).containsEntry(Span.PEOPLE, 1);
    }

    @Test
    void whatHappenedStaysAndNobodyKnowsOfWhom() {
        brands.ask(house, member, "Compte pour un", "Voyez.");
        seen(years(3));
        var before = count("select count(*) from ledger.event");
        var of = "select count(*) from ledger.event where actor_kind = 'person' and actor is not null";
        assertThat(count(of)).isPositive();
        var by = count("select count(*) from ledger.event where actor_kind = 'teammate' and actor is not null");

        assertThat(sweeping.sweep(house, years(4)).get(Span.LEDGER)).isPositive();

        assertThat(count(of)).isZero();
        assertThat(count("select count(*) from ledger.event where what <> 'period.over'"))
                .isGreaterThanOrEqualTo(before);
        assertThat(count("select count(*) from ledger.event where actor_kind = 'teammate' and actor is not null"))
                .isEqualTo(by);
        assertThat(sweeping.sweep(house, years(4)).get(Span.LEDGER)).as("once").isZero();
    }

    @Test
    void theTrailIsCutAndStillVerified() throws SQLException {
        act(6);
        var whole = (Verdict.Holds) chain.verify(house.id());
        var gone = sweeping.sweep(house, years(2)).get(Span.AUDIT);
        assertThat(gone).isGreaterThanOrEqualTo(6);
        var verdict = (Verdict.Holds) chain.verify(house.id());
        assertThat(verdict.cut()).isEqualTo(gone.longValue());
        assertThat(verdict.entries()).isPositive();
        assertThat(verdict.head()).isNotEqualTo(whole.head());
        assertThat(text(web.get(house, owner, "/settings/audit?check=yes")))
                .contains("La chaîne tient", "actes d’avant sont partis", "Actes anciens partis", "Temps passé");

        act(4);
        assertThat(sweeping.sweep(house, years(4)).get(Span.AUDIT)).isPositive();
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Holds.class, again -> assertThat(again.cut()).isGreaterThan(gone.longValue()));

        byHand("update brand.audit_cut set position = position + 1 where brand = '" + house.id() + "'");
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Broken.class);
        byHand("update brand.audit_cut set position = position - 1 where brand = '" + house.id() + "'");
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Holds.class);
        byHand("delete from brand.audit_cut where brand = '" + house.id() + "'");
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void aBeginningThatNoActTellsIsFound() throws SQLException {
        act(6);
        byHand("""
                insert into brand.audit_cut (brand, position, hash, at)
                select brand, position, hash, now() from brand.audit_link where brand = '%s' and position = 3
                """.formatted(house.id()));
        byHand("delete from brand.audit_aside where brand = '%s'".formatted(house.id()));
        byHand(
                "delete from brand.audit where brand = '%1$s' and id in (select entry from brand.audit_link where brand = '%1$s' and position <= 3)"
                        .formatted(house.id()));
        byHand("delete from brand.audit_link where brand = '%s' and position <= 3".formatted(house.id()));
        assertThat(chain.verify(house.id())).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.how()).isEqualTo(How.UNTOLD);
            assertThat(broken.position()).isEqualTo(4);
        });
        assertThat(text(web.get(house, owner, "/settings/audit?check=yes"))).contains("aucun acte ne dit pourquoi");
    }

    @Test
    void aTrailThatSomebodyTouchedKeepsAllThatItHas() throws SQLException {
        act(6);
        byHand("update brand.audit set detail = '{\"n\": 2}' where brand = '" + house.id()
                + "' and action = 'mail.tried'");
        var before = count("select count(*) from brand.audit where action = 'mail.tried'");
        assertThat(sweeping.sweep(house, years(2))).containsEntry(Span.AUDIT, 0);
        assertThat(count("select count(*) from brand.audit where action = 'mail.tried'"))
                .isEqualTo(before);
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void theProgramItselfCannotTakeAnActOut() {
        act(2);
        for (var sql : List.of(
                "delete from brand.audit",
                "delete from brand.audit_link",
                "update brand.audit_cut set position = 1",
                "update ledger.event set actor = null")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(sql))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whoeverIsInterruptedGoesOnWhereTheyWere() {
        for (var n = 0; n < 5; n++) {
            brands.writePrivately(house, member, "Lettre " + n, "Bonjour " + n);
        }
        run("update conversation.conversation set state = 'closed'");
        seen(years(5));
        var real = kept.stream()
                .filter(one -> one.span() == Span.CONVERSATIONS)
                .findFirst()
                .orElseThrow();
        var calls = new ArrayList<Integer>();
        var dies = new Kept() {
            @Override
            public Span span() {
                return real.span();
            }

            @Override
            public long due(Instant before, int most) {
                return real.due(before, most);
            }

            @Override
            public int takeAway(Passing passing) {
                var gone = real.takeAway(passing);
                calls.add(gone);
                if (calls.size() == 2) {
                    throw new IllegalStateException("the plug is pulled");
                }
                return gone;
            }

            @Override
            public int atOnce() {
                return 2;
            }
        };
        var interrupted = new Sweeping(transactions, periods, List.of(dies), contents, all, ledger, audit);
        assertThat(interrupted.sweep(house, years(6))).isEmpty();
        assertThat(calls).containsExactly(2, 2);
        assertThat(numbers()).as("what was not done is not half done").hasSize(3);
        assertThat(told()).containsExactly(2L);

        assertThat(interrupted.sweep(house, years(6))).containsEntry(Span.CONVERSATIONS, 3);
        assertThat(numbers()).isEmpty();
        assertThat(told()).containsExactlyInAnyOrder(2L, 2L, 1L);
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void onlyNightsAreForSweeping() {
        var asked = new ArrayList<UUID>();
        var asking = new Kept() {
            @Override
            public Span span() {
                return Span.CONVERSATIONS;
            }

            @Override
            public long due(Instant before, int most) {
                return 0;
            }

            @Override
            public int takeAway(Passing passing) {
                asked.add(passing.brand().value());
                return 0;
            }
        };
        var nightly = new Sweeping(transactions, periods, List.of(asking), contents, all, ledger, audit);
        nightly.work(Instant.parse("2026-06-01T10:00:00Z"));
        assertThat(asked).doesNotContain(house.id().value());
        nightly.work(Instant.parse("2026-06-01T01:00:00Z")); // three o'clock in Paris
        assertThat(asked).contains(house.id().value());
    }

    @Test
    void aHouseThatHasNotSaidLosesNothingAndIsAsked() throws SQLException {
        brands.writePrivately(house, member, "D’avant", "Bonjour.");
        run("update conversation.conversation set state = 'closed'");
        byHand("delete from rights.period where brand = '" + house.id() + "'");
        assertThat(sweeping.sweep(house, years(20))).isEmpty();
        assertThat(numbers()).hasSize(1);
        var page = page("/settings/privacy");
        assertThat(page).contains("n’a pas encore dit ses durées");
        assertThat(web.post(house, owner, "/settings/privacy", form(page, Map.of())))
                .hasStatus(302);
        assertThat(transactions.reading(house.id(), periods::of)).isEqualTo(Periods.usual());
        assertThat(page("/settings/privacy?done=1")).contains("C’est dit").doesNotContain("n’a pas encore dit");
    }

    @Test
    void anOwnerSeesWhatWouldGoAndSaysThatTheyKnowBeforeItDoes() {
        brands.writePrivately(house, member, "Vieille lettre", "Bonjour.");
        run("update conversation.conversation set state = 'closed', last_message_at = '"
                + NOW.minus(Duration.ofDays(300)) + "'");
        var page = page("/settings/privacy");
        assertThat(Jsoup.parse(page).select("#conversations").attr("value")).isEqualTo("60");
        assertThat(page).contains("Rien ne partirait").doesNotContain("name=\"sure\"");

        var shorter = form(page, Map.of("conversations", "6"));
        var preview = web.post(house, owner, "/settings/privacy/preview", shorter);
        assertThat(preview).hasStatusOk();
        assertThat(text(preview)).contains("Aujourd’hui, 1 partirait.", "name=\"sure\"", "Rien n’est encore décidé");
        assertThat(transactions.reading(house.id(), periods::of)).containsEntry(Span.CONVERSATIONS, 60);

        var unsure = web.post(house, owner, "/settings/privacy", shorter);
        assertThat(unsure).hasStatus(422);
        assertThat(text(unsure)).contains("partiraient dès cette nuit", "value=\"6\"");
        shorter.put("sure", "yes");
        assertThat(web.post(house, owner, "/settings/privacy", shorter)).hasStatus(302);
        assertThat(transactions.reading(house.id(), periods::of)).containsEntry(Span.CONVERSATIONS, 6);
        assertThat(text(web.get(house, owner, "/settings/audit"))).contains("Durées réglées", "conversations: 6");
        assertThat(count("select count(*) from ledger.event where what = 'periods.set'"))
                .isEqualTo(1);

        var late = form(page, Map.of("conversations", "12", "sure", "yes"));
        assertThat(web.post(house, owner, "/settings/privacy", late)).hasStatus(409);
        assertThat(transactions.reading(house.id(), periods::of)).containsEntry(Span.CONVERSATIONS, 6);
    }

    @Test
    void aPeriodThatCannotBeIsRefusedWithWhatWasTyped() {
        var page = page("/settings/privacy");
        for (var wrong : List.of("", "5", "121", "-6", "6.5", "9999999999", "<b>", "６")) {
            for (var path : List.of("/settings/privacy", "/settings/privacy/preview")) {
                var refused = web.post(house, owner, path, form(page, Map.of("conversations", wrong)));
                assertThat(refused).as(wrong).hasStatus(422);
                assertThat(text(refused))
                        .contains("Un nombre de mois, de 6 à 120")
                        .doesNotContain("<b>");
            }
        }
        assertThat(transactions.reading(house.id(), periods::of)).isEqualTo(Periods.usual());
        var manager = brands.session(house, "manager@" + house.slug() + ".test");
        assertThat(web.get(house, manager, "/settings/privacy")).hasStatus(403);
        assertThat(web.post(house, manager, "/settings/privacy", form(page, Map.of("conversations", "12"))))
                .hasStatus(403);
        assertThat(text(web.get(house, manager, "/settings/mail"))).doesNotContain("/settings/privacy");
    }

    /** The form of the page, as a browser sends it, with some fields different. */
    private static Map<String, String> form(String page, Map<String, String> different) {
        var fields = new HashMap<String, String>();
        Jsoup.parse(page).select("form[action=/settings/privacy] input").forEach(input -> {
            if (!input.attr("type").equals("checkbox")) {
                fields.put(input.attr("name"), input.attr("value"));
            }
        });
        fields.putAll(different);
        return fields;
    }

    private static Instant years(int n) {
        return NOW.plus(Duration.ofDays(366L * n));
    }

    /** They were here then. */
    private void seen(Instant at) {
        run("update person.account set seen_at = '" + at + "' where email = '" + member.email() + "'");
    }

    private void act(int times) {
        transactions.run(house.id(), () -> {
            for (var n = 0; n < times; n++) {
                audit.write(
                        house.id(),
                        Instant.now(),
                        Actor.SYSTEM,
                        "mail.tried",
                        "brand",
                        house.id().value(),
                        "127.0.0.1",
                        Map.of("n", 1));
            }
        });
    }

    private UUID message(Conversation conversation) {
        return transactions.reading(
                house.id(),
                () -> db.sql("select id from conversation.message where conversation = ? order by at limit 1")
                        .param(conversation.id().value())
                        .query((row, n) -> Rows.uuid(row, "id"))
                        .single());
    }

    private void answer(Conversation conversation) {
        var teammate = team.owner(house.id()).orElseThrow().id().value();
        transactions.run(
                house.id(),
                () -> db.sql("""
                insert into conversation.message (brand, id, conversation, kind, visibility, teammate, channel, text, at)
                values (?, ?, ?, 'sent', 'public', ?, 'square', 'Comme ceci.', ?)
                """)
                        .params(
                                house.id().value(),
                                Ids.next(),
                                conversation.id().value(),
                                teammate,
                                Rows.time(NOW))
                        .update());
    }

    private void attach(Conversation conversation, String file) {
        transactions.run(
                house.id(),
                () -> db.sql("""
                insert into conversation.attachment (brand, id, message, position, name, type, bytes, file)
                values (?, ?, ?, 1, 'a.txt', 'text/plain', 10, ?)
                """)
                        .params(house.id().value(), Ids.next(), message(conversation), file)
                        .update());
    }

    private UUID mail(Conversation conversation, String raw) {
        var id = Ids.next();
        transactions.run(
                house.id(),
                () -> db.sql("""
                insert into mail.received (brand, id, channel, external_id, content, sender, recipient, bytes, raw, received_at, state,
                                           conversation, message, next_at)
                values (:brand, :id, 'mail', :external, 'c', 'nora@mel.example', 'bonjour@maison.example', :bytes, :raw, :at, 'stored',
                        :conversation, :message, :at)
                """)
                        .param("brand", house.id().value())
                        .param("id", id)
                        .param("external", id.toString())
                        .param("bytes", raw.length())
                        .param("raw", raw.getBytes(StandardCharsets.UTF_8))
                        .param("at", Rows.time(NOW))
                        .param("conversation", conversation.id().value())
                        .param("message", message(conversation))
                        .update());
        return id;
    }

    private List<Long> told() {
        return transactions.reading(
                house.id(),
                () -> db.sql(
                                "select (detail ->> 'count')::bigint as n from brand.audit where action = 'period.over' order by at, id")
                        .query(Long.class)
                        .list());
    }

    private List<Long> numbers() {
        return transactions.reading(
                house.id(),
                () -> db.sql("select number from conversation.conversation")
                        .query(Long.class)
                        .list());
    }

    private List<String> names() {
        return transactions.reading(
                house.id(),
                () -> db.sql("select name from person.person")
                        .query(String.class)
                        .list());
    }

    private long count(String sql) {
        return transactions.reading(
                house.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private Map<String, Object> row(String sql) {
        return transactions.reading(house.id(), () -> db.sql(sql).query().singleRow());
    }

    private void run(String sql) {
        transactions.run(house.id(), () -> db.sql(sql).update());
    }

    /** As somebody does who holds the database. */
    private static void byHand(String sql) throws SQLException {
        var at = TestDatabase.location();
        try (var connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String page(String path) {
        return text(web.get(house, owner, path));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
