package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.HouseNumbers;
import parvis.brand.HouseNumbers.Outcome;
import parvis.brand.Team;
import parvis.change.Change;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;
import parvis.text.NumberShape;

/** A house describes its own numbers by examples, sees what they would have stopped, and stops them. */
@ProductTest
class OrdersTest {
    private static final String NUMBER = "QZX-2026-004512";

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    HouseNumbers numbers;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand house;
    private String manager;

    @BeforeEach
    void aHouseOfItsOwn() {
        house = OwnHouse.make(creation, all, team, accounts);
        manager = brands.session(house, "manager@" + house.slug() + ".test");
    }

    @Test
    void whatWouldBeStoppedIsSeenBeforeItIsAndNothingIsKeptOfTheTrial() {
        var asker = brands.member(house, "Qui Demande");
        var question = brands.ask(house, asker, "Où est mon colis", "C'est la qzx 2026 112233, merci.");
        brands.ask(house, asker, "Rien de tel", "Le bol tourne dans le vide.");
        brands.writePrivately(house, asker, "Entre nous", "Ma commande QZX-2026-998877.");

        var tried = trial("Commandes", NUMBER, "La QZX-2026-000001 part, la QZX-26 non.");
        assertThat(tried).hasStatusOk();
        var page = Jsoup.parse(text(tried));
        assertThat(page.select("#trial ~ p").text())
                .contains("les lettres QZX, un tiret, 4 chiffres, un tiret, 6 chiffres");
        assertThat(page.select(".tried mark").eachText()).containsExactly("QZX-2026-000001");
        assertThat(page.text()).contains("Sur les 2 derniers messages publics, un aurait été arrêté.");
        assertThat(page.select("li mark").eachText()).containsExactly("qzx 2026 112233");
        assertThat(page.select("li a[href='" + question.path() + "']")).hasSize(1);
        assertThat(page.text()).doesNotContain("998877");
        assertThat(numbers.of(house.id())).isEmpty();
        assertThat(page.select("[name=examples]").text()).isEqualTo(NUMBER);
    }

    @Test
    void whatWasTriedAppliesAtOnceEverywhereAndIsRemembered() {
        var asker = brands.member(house, "Qui Suit");
        var question = brands.ask(house, asker, "Ma commande", "Elle n'arrive pas.");
        assertThat(answer(question.deskPath(), "La " + NUMBER + " part demain."))
                .hasStatus(302);

        apply("Numéro de commande", NUMBER);
        var listed = text(web.get(house, manager, "/settings/orders"));
        assertThat(listed).contains("Numéro de commande", "les lettres QZX").doesNotContain(NUMBER);
        var stopped = answer(question.deskPath(), "La " + NUMBER + " part demain.");
        assertThat(stopped).hasStatus(422);
        assertThat(text(stopped)).contains("«\u00a0Numéro de commande\u00a0»", "Masquer ces mots");
        // members are asked too, and newsroom drafts are held against it
        var asked = web.post(
                house, asker.session(), "/questions", Map.of("title", "Ma QZX", "text", "C'est la " + NUMBER + "."));
        assertThat(asked).hasStatus(422);
        assertThat(text(asked)).contains("<q>" + NUMBER + "</q>");
        assertThat(ledger()).containsExactly("brand.number-added");
        assertThat(audit()).containsExactly("brand.number-added");

        var id = numbers.of(house.id()).getFirst().id();
        assertThat(web.post(house, manager, "/settings/orders/" + id + "/removal", Map.of()))
                .hasStatus(302);
        assertThat(answer(question.deskPath(), "La QZX-2026-777777 part demain."))
                .hasStatus(302);
        assertThat(ledger()).containsExactly("brand.number-added", "brand.number-removed");
        assertThat(web.post(house, manager, "/settings/orders/" + id + "/removal", Map.of()))
                .hasStatus(404);
    }

    @Test
    void aPrivateAnswerMayHoldThem() {
        var question = brands.ask(house, brands.member(house, "Qui Lit"), "Ma commande", "Où est-elle ?");
        apply("Commandes", NUMBER);
        assertThat(web.post(
                        house,
                        manager,
                        question.deskPath() + "/messages",
                        Map.of("to", "private", "text", "La " + NUMBER + " part demain.")))
                .hasStatus(302);
    }

    @Test
    void examplesThatMakeNoShapeComeBackWithTheReason() {
        for (var wrong : Map.of(
                        "12345", "Trop court ou trop courant",
                        "<b>TLL</b>", "un numéro tient en lettres",
                        "TLL-123456\n12 34 56 78 90", "ne se ressemblent pas",
                        "", "au moins un exemple")
                .entrySet()) {
            var refused = trial("Commandes", wrong.getKey(), "Mon texte reste");
            assertThat(refused).as(wrong.getKey()).hasStatus(422);
            assertThat(text(refused))
                    .contains(wrong.getValue(), "Mon texte reste")
                    .doesNotContain("<b>TLL");
        }
        var forged = web.post(house, manager, "/settings/orders", Map.of("name", "x", "shape", "(a+)+$"));
        assertThat(forged).hasStatus(422);
        assertThat(web.post(house, manager, "/settings/orders", Map.of("name", " ", "shape", "=QZX 9{6,6}")))
                .hasStatus(422)
                .bodyText()
                .contains("Dites comment la maison appelle");
        assertThat(numbers.of(house.id())).isEmpty();
    }

    @Test
    void thereAreTwentyAtMostHoweverManyAddAtOnce() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            var adding = java.util.stream.IntStream.range(0, 30)
                    .<Callable<Outcome>>mapToObj(i -> () -> numbers.add(
                            house,
                            "Numéro " + i,
                            NumberShape.of("=AB" + (char) ('A' + i % 26) + (char) ('A' + i / 26) + " 9{6,6}")
                                    .orElseThrow(),
                            Actor.SYSTEM,
                            null,
                            Instant.now()))
                    .toList();
            var outcomes = pool.invokeAll(adding).stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(outcomes).filteredOn(Outcome.DONE::equals).hasSize(HouseNumbers.MOST);
            assertThat(outcomes).filteredOn(Outcome.TOO_MANY::equals).hasSize(10);
        }
        assertThat(numbers.of(house.id())).hasSize(HouseNumbers.MOST);
        assertThat(text(web.get(house, manager, "/settings/orders")))
                .contains("Il y a 20 formes")
                .doesNotContain("name=\"examples\"");
    }

    @Test
    void anotherNodeForgetsWhatItKnewWhenTheChangeLogSaysSo() {
        assertThat(numbers.of(house.id())).isEmpty();
        // as another node writes it: nothing here is told
        transactions.run(
                house.id(),
                () -> db.sql(
                                "insert into brand.number_shape (brand, id, name, shape, added_at) values (?, gen_random_uuid(), 'Ailleurs', '=QZY 9{6,6}', ?)")
                        .params(house.id().value(), parvis.database.Rows.time(Instant.now()))
                        .update());
        numbers.changed(List.of(new Change(
                Change.Position.START, house.id(), Change.Kind.BRAND, house.id().value())));
        assertThat(numbers.of(house.id()))
                .extracting(HouseNumbers.Numbers::name)
                .containsExactly("Ailleurs");
        assertThat(numbers.of(brands.nord().id()))
                .extracting(HouseNumbers.Numbers::name)
                .doesNotContain("Ailleurs");
    }

    private MvcTestResult trial(String name, String examples, String tried) {
        return web.post(
                house, manager, "/settings/orders/trial", Map.of("name", name, "examples", examples, "tried", tried));
    }

    private void apply(String name, String example) {
        var form = Objects.requireNonNull(
                Jsoup.parse(text(trial(name, example, ""))).selectFirst("form[action='/settings/orders']"));
        var applied = web.post(
                house,
                manager,
                "/settings/orders",
                Map.of(
                        "name",
                        form.select("[name=name]").val(),
                        "shape",
                        form.select("[name=shape]").val()));
        assertThat(applied).hasStatus(302);
    }

    private MvcTestResult answer(String desk, String words) {
        return web.post(house, manager, desk + "/messages", Map.of("to", "public", "text", words));
    }

    private List<String> ledger() {
        return names("select what from ledger.event where what like 'brand.number%' order by at, id");
    }

    private List<String> audit() {
        return names("select action from brand.audit where action like 'brand.number%' order by at, id");
    }

    private List<String> names(String sql) {
        return transactions.reading(
                house.id(),
                () -> db.sql(sql).query((row, n) -> row.getString(1)).list());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
