package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Audit;
import parvis.brand.AuditChain;
import parvis.brand.AuditChain.How;
import parvis.brand.AuditChain.Verdict;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.Web;
import tools.jackson.databind.json.JsonMapper;

/** Who did what is read by the owner alone, and nobody changes it unseen. */
@ProductTest
class AuditTest {
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
    Transactions transactions;

    private Brand house;
    private String owner;

    @BeforeEach
    void aHouseWithATrail() {
        house = OwnHouse.make(creation, all, team, accounts);
        owner = brands.session(house, "owner@" + house.slug() + ".test");
        write("mail.tried", "guard.set");
        write("brand.changed");
    }

    @Test
    void aTrailThatNobodyTouchedHolds() {
        assertThat(chain.verify(house.id())).isInstanceOfSatisfying(Verdict.Holds.class, holds -> {
            assertThat(holds.entries()).isEqualTo(4);
            assertThat(holds.head()).matches("[0-9a-f]{64}");
        });
        assertThat(text("/settings/audit?check=yes")).contains("La chaîne tient. 4 actes");
    }

    @Test
    void whatSomebodyChangesIsFound() throws SQLException {
        byHand("update brand.audit set detail = '{\"settings\": [\"name\"]}' where action = 'mail.tried'");
        assertThat(chain.verify(house.id())).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.how()).isEqualTo(How.CHANGED);
            assertThat(broken.position()).isEqualTo(2);
        });
        assertThat(text("/settings/audit?check=yes")).contains("l’acte n° 2 ne dit plus ce qu’il disait");
    }

    @Test
    void whenAndByWhomCannotBeChangedEither() throws SQLException {
        for (var change : List.of(
                "at = at + interval '1 second'",
                "actor = null",
                "actor_kind = 'system'",
                "subject_kind = 'x'",
                "subject = id")) {
            var other = OwnHouse.make(creation, all, team, accounts);
            brands.session(other, "owner@" + other.slug() + ".test");
            byHand("update brand.audit set " + change, other);
            assertThat(chain.verify(other.id())).as(change).isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void whatSomebodyTakesOutIsFoundEvenTogetherWithItsLink() throws SQLException {
        byHand("delete from brand.audit_aside; delete from brand.audit where action = 'guard.set'");
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class, broken -> assertThat(broken.how()).isEqualTo(How.REMOVED));
        byHand("delete from brand.audit_link l where not exists (select from brand.audit a where a.id = l.entry)");
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class, broken -> assertThat(broken.how()).isEqualTo(How.CUT));
    }

    @Test
    void theNewestCannotBeCutOffUnseen() throws SQLException {
        byHand("delete from brand.audit_link where position = 4");
        byHand("delete from brand.audit where action = 'brand.changed'");
        assertThat(chain.verify(house.id())).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.how()).isEqualTo(How.CUT);
            assertThat(broken.position()).isEqualTo(4);
        });
    }

    @Test
    void whatSomebodySlipsInIsFoundAndStaysOutsideTheChain() throws SQLException {
        byHand("""
                insert into brand.audit (brand, id, at, actor_kind, action, subject_kind)
                values ('%s', '%s', '2026-01-01T00:00:00Z', 'system', 'person.erased', 'person')
                """.formatted(house.id(), UUID.randomUUID()));
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class, broken -> assertThat(broken.how()).isEqualTo(How.INSERTED));
        write("mail.tried");
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Broken.class);
        assertThat(text("/settings/audit?act=person.erased&check=yes"))
                .contains("Jamais écrit par la maison")
                .contains("glissé dedans");
    }

    @Test
    void whatIsAboutPeopleGoesAndTheChainHolds() throws SQLException {
        assertThat(text("/settings/audit?act=signed.in")).contains("127.0.0.1");
        byHand("delete from brand.audit_aside");
        assertThat(chain.verify(house.id())).isInstanceOf(Verdict.Holds.class);
        assertThat(text("/settings/audit?act=signed.in"))
                .doesNotContain("127.0.0.1")
                .contains("Entrée");
    }

    @Test
    void manyWhoWriteAtOnceStandInOneOrder() throws Exception {
        try (var writers = Executors.newFixedThreadPool(8)) {
            var all = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 40; i++) {
                all.add(() -> {
                    write("mail.tried", "guard.set");
                    return null;
                });
            }
            for (var written : writers.invokeAll(all)) {
                written.get();
            }
        }
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Holds.class,
                        holds -> assertThat(holds.entries()).isEqualTo(4 + 80));
    }

    @Test
    void whatIsUndoneLeavesNoLink() {
        try {
            transactions.run(house.id(), () -> {
                audit.write(house.id(), Instant.now(), Actor.SYSTEM, "mail.tried", "brand", null, null, Map.of());
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("undone");
        }
        write("mail.tried");
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Holds.class,
                        holds -> assertThat(holds.entries()).isEqualTo(5));
    }

    @Test
    void whatWasBroughtFromBeforeThereWasAChainIsItsBeginning() throws SQLException {
        byHand("delete from brand.audit_link");
        byHand("delete from brand.audit_head");
        write("mail.tried");
        assertThat(chain.verify(house.id()))
                .isInstanceOfSatisfying(
                        Verdict.Holds.class,
                        holds -> assertThat(holds.entries()).isEqualTo(5));
    }

    @Test
    void theMigrationAndTheProgramChainAlike() throws SQLException {
        var head = ((Verdict.Holds) chain.verify(house.id())).head();
        var last = "";
        var position = 0;
        // as V5 says it, in the order in which the program wrote
        for (var said : rows("""
                select concat_ws('|', a.id, (extract(epoch from a.at) * 1000000)::bigint, a.actor_kind, coalesce(a.actor::text, ''),
                                 a.action, a.subject_kind, coalesce(a.subject::text, ''), a.detail)
                  from brand.audit a join brand.audit_link l on l.entry = a.id and l.brand = a.brand
                 where a.brand = '%s' order by l.position
                """.formatted(house.id()))) {
            last = rows("select encode(sha256(decode('" + last + "', 'hex') || convert_to('" + ++position + "|"
                            + said.replace("'", "''") + "', 'UTF8')), 'hex')")
                    .getFirst();
        }
        assertThat(last).isEqualTo(head);
    }

    @Test
    void theOwnerFindsActsByPersonKindAndTimeInPieces() {
        for (var i = 0; i < 60; i++) {
            write("guard.set");
        }
        var first = text("/settings/audit?act=guard.set");
        assertThat(rowsOf(first)).isEqualTo(50);
        var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        var second = text(next.group(1).replace("&amp;", "&"));
        assertThat(rowsOf(second)).isEqualTo(11);
        assertThat(second).doesNotContain("rel=\"next\"");
        var me = team.owner(house.id()).orElseThrow().id().value();
        assertThat(rowsOf(text("/settings/audit?who=" + me))).isEqualTo(1);
        assertThat(rowsOf(text("/settings/audit?to=2020-01-01"))).isZero();
        assertThat(rowsOf(text("/settings/audit?from=2020-01-01&act=brand.changed")))
                .isEqualTo(1);
        for (var nonsense : List.of(
                "who=x",
                "from=yesterday",
                "to=9999-99-99",
                "before=x_y",
                "before=" + "9".repeat(60),
                "act='",
                "act=%00")) {
            assertThat(web.get(house, owner, "/settings/audit?" + nonsense)).hasStatusOk();
        }
    }

    @Test
    void theTrailIsTakenAlongWithItsLinks() {
        var lines = text("/settings/audit/export?format=jsonl").strip().lines().toList();
        assertThat(lines).hasSize(5);
        var json = new JsonMapper().readTree(lines.getFirst());
        assertThat(json.path("action").asString()).isEqualTo("audit.exported");
        assertThat(json.path("position").asLong()).isEqualTo(5);
        assertThat(json.path("link").asString()).isEqualTo(((Verdict.Holds) chain.verify(house.id())).head());
        var csv = web.get(house, owner, "/settings/audit/export?format=csv&act=signed.in");
        assertThat(csv.getResponse().getContentType()).startsWith("text/csv");
        assertThat(text(csv)).startsWith("position,at,").contains("signed.in").contains("127.0.0.1");
    }

    @Test
    void nobodyButTheOwnerReadsIt() {
        var manager = brands.session(house, "manager@" + house.slug() + ".test");
        for (var path : List.of("/settings/audit", "/settings/audit?check=yes", "/settings/audit/export")) {
            assertThat(web.get(house, manager, path)).hasStatus(403);
            assertThat(web.get(house, brands.member(house, "Marc Membre").session(), path))
                    .hasStatus(403);
        }
        assertThat(text(web.get(house, manager, "/settings/mail"))).doesNotContain("/settings/audit");
    }

    private void write(String... acts) {
        transactions.run(house.id(), () -> {
            for (var act : acts) {
                audit.write(
                        house.id(),
                        Instant.now(),
                        Actor.SYSTEM,
                        act,
                        "brand",
                        house.id().value(),
                        null,
                        Map.of("n", 1));
            }
        });
    }

    private void byHand(String sql) throws SQLException {
        byHand(sql, house);
    }

    /** As somebody does who holds the database: the product's own role cannot. */
    private static void byHand(String sql, Brand whose) throws SQLException {
        var at = TestDatabase.location();
        try (var connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                var statement = connection.createStatement()) {
            for (var one : sql.split(";")) {
                var trimmed = one.strip();
                statement.execute(
                        trimmed.startsWith("insert")
                                ? trimmed
                                : trimmed + (trimmed.contains(" where ") ? " and " : " where ") + "brand = '"
                                        + whose.id() + "'");
            }
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        var at = TestDatabase.location();
        try (var connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static int rowsOf(String page) {
        return page.split("<strong>", -1).length - 1;
    }

    private String text(String path) {
        return text(web.get(house, owner, path));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
