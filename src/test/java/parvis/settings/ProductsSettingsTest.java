package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Catalogue;
import parvis.brand.Product;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** An owner puts products on the square, changes them, orders them and takes them off; what was asked about them stays. */
@ProductTest
class ProductsSettingsTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalogue catalogue;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private String owner;

    @BeforeEach
    void aHouseOfItsOwn() {
        house = OwnHouse.make(creation, all, team, accounts);
        owner = session("owner");
    }

    @Test
    void aProductThatIsAddedStandsOnTheSquareAtOnce() {
        assertThat(text(web.get(house, owner, "/settings/products"))).contains("Aucun produit encore");
        assertThat(post("", product("Four F1")).getResponse().getHeader("Location"))
                .endsWith("done=added");
        assertThat(text(web.get(house, null, "/products/four-f1")))
                .contains("Four F1", "Garantie", "cinq ans")
                .doesNotContain("<script>");
        assertThat(text(web.get(house, null, "/"))).contains("Four F1");
        assertThat(text(web.get(brands.nord(), null, "/products"))).doesNotContain("Four F1");
        assertThat(count("select count(*) from brand.audit where action = 'product.added'"))
                .isOne();
        assertThat(count("select count(*) from ledger.event where what = 'product.added'"))
                .isOne();
    }

    @Test
    void whatIsWrongIsSaidAndKept() {
        post("", product("Four F1"));
        var same = post("", product("Four F1"));
        assertThat(same.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(same)).contains("Un produit a déjà l’adresse four-f1", "value=\"Four F1\"");
        var wrong = new HashMap<>(product(" "));
        wrong.putAll(Map.of("since", "hier", "slug", "Four F1", "facts-fr", "sans deux points", "facts-en", ""));
        var refused = text(post("", wrong));
        assertThat(refused)
                .contains(
                        "Donnez un nom au produit",
                        "Écrivez une année",
                        "value=\"hier\"",
                        "Des minuscules sans accent",
                        "Chaque ligne a un intitulé",
                        "sans deux points</textarea>");
        var uneven = new HashMap<>(product("Four F2"));
        uneven.put("facts-en", "Guarantee: five years\nMade in: Nantes");
        assertThat(post("", uneven).getResponse().getStatus()).isEqualTo(422);
        assertThat(catalogue.products(house.id())).hasSize(1);
    }

    @Test
    void aProductIsRenamedKeepsItsAddressAndTheLaterOfTwoIsTold() {
        post("", product("Four F1"));
        var four = only();
        var form = new HashMap<>(product("Four F1 bis"));
        form.put("seen", parvis.brand.Assortment.mark(four));
        assertThat(post("/" + four.id(), form).getResponse().getHeader("Location"))
                .endsWith("done=changed");
        assertThat(text(web.get(house, null, "/products/four-f1"))).contains("Four F1 bis");
        form.put("name", "Four F1 ter");
        var told = post("/" + four.id(), form);
        assertThat(told.getResponse().getStatus()).isEqualTo(409);
        assertThat(text(told)).contains("quelqu’un d’autre a changé ceci", "Four F1 bis", "value=\"Four F1 ter\"");
        assertThat(only().name()).isEqualTo("Four F1 bis");
    }

    @Test
    void productsAreOrderedTakenOffAndPutBackAndNoQuestionIsLost() {
        for (var name : new String[] {"Four F1", "Moulin M1", "Poêle P1"}) {
            post("", product(name));
        }
        var mill = catalogue.product(house.id(), "moulin-m1").orElseThrow();
        var question = brands.ask(house, brands.member(house, "Aline"), "Le Moulin M1 grince", "Depuis hier.");
        post("/" + mill.id() + "/order", Map.of("to", "up"));
        post("/" + mill.id() + "/order", Map.of("to", "up"));
        assertThat(names()).containsExactly("Moulin M1", "Four F1", "Poêle P1");
        post("/" + mill.id() + "/order", Map.of("to", "down"));
        assertThat(names()).containsExactly("Four F1", "Moulin M1", "Poêle P1");

        post("/" + mill.id() + "/archive", Map.of());
        assertThat(names()).containsExactly("Four F1", "Poêle P1");
        assertThat(text(web.get(house, null, "/products"))).doesNotContain("Moulin M1");
        assertThat(text(web.get(house, null, "/products/moulin-m1"))).contains("Le Moulin M1 grince");
        assertThat(text(web.get(house, null, "/questions/" + question.number() + "-" + question.slug())))
                .contains("Moulin M1", "Depuis hier.");
        post("/" + mill.id() + "/return", Map.of());
        assertThat(names()).containsExactly("Four F1", "Poêle P1", "Moulin M1");
    }

    @Test
    void nobodyButAnOwnerOfThisHouse() {
        post("", product("Four F1"));
        var id = only().id();
        for (var who : new String[] {session("manager"), brands.session(house, "owner@" + TwoBrands.NORD + ".test")}) {
            for (var path :
                    new String[] {"", "/" + id, "/" + id + "/order", "/" + id + "/archive", "/" + id + "/return"}) {
                assertThat(web.post(house, who, "/settings/products" + path, product("Intrus"))
                                .getResponse()
                                .getStatus())
                        .isEqualTo(403);
            }
        }
        var theirs = catalogue.products(brands.tilleul().id()).getFirst().id();
        assertThat(post("/" + theirs + "/archive", Map.of()).getResponse().getStatus())
                .as("a product of another house")
                .isEqualTo(404);
        assertThat(post("/" + UUID.randomUUID(), product("X")).getResponse().getStatus())
                .isEqualTo(404);
    }

    private static Map<String, String> product(String name) {
        return Map.of(
                "name",
                name,
                "tagline-fr",
                "Il chauffe",
                "since",
                "2021",
                "facts-fr",
                "Garantie\u00a0: cinq ans",
                "facts-en",
                "Guarantee: five years");
    }

    private Product only() {
        assertThat(catalogue.products(house.id())).hasSize(1);
        return catalogue.products(house.id()).getFirst();
    }

    private java.util.List<String> names() {
        return catalogue.products(house.id()).stream().map(Product::name).toList();
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return web.post(house, owner, "/settings/products" + path, form);
    }

    private String session(String who) {
        return brands.session(house, who + "@" + house.slug() + ".test");
    }

    private long count(String sql) {
        return transactions.reading(
                house.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
