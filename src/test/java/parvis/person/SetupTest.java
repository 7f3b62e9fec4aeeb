package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.support.TestDatabase;

/** The first visit, on a database of its own where nobody has been yet. */
@SpringBootTest(
        properties = {
            "parvis.data=target/test-data/setup-home",
            "parvis.workers=false",
            "parvis.base-url=http://place.test"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = SetupTest.Database.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupTest {
    @Autowired
    MockMvcTester http;

    @Autowired
    Setup setup;

    @Autowired
    Brands brands;

    @Autowired
    Team team;

    static class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("databaseLocation", TestDatabase.another("setup"));
        }
    }

    @Test
    @Order(1)
    void everyPageLeadsToTheSentenceThatSaysWhereTheLinkIs() throws Exception {
        assertThat(get("/questions")).hasStatus(302).redirectedUrl().isEqualTo("/setup");
        var page = get("/setup");
        assertThat(page).hasStatusOk();
        assertThat(page.getResponse().getContentAsString())
                .contains("écrit sur la console")
                .doesNotContain("<form");
        assertThat(get("/setup/" + "x".repeat(43))).hasStatus(404);
        assertThat(post("/setup/" + "x".repeat(43), fields())).hasStatus(404);
        assertThat(brands.all()).isEmpty();
    }

    @Test
    @Order(2)
    void whatIsMissingIsSaidBesideItsFieldAndTheRestIsKept() throws Exception {
        var fields = fields();
        fields.put("name", " ");
        fields.put("email", "claire@");
        var refused = post(path(), fields);
        assertThat(refused).hasStatus(422);
        assertThat(refused.getResponse().getContentAsString())
                .contains("Dites comment vous vous appelez.")
                .contains("Cette adresse n’est pas complète.")
                .contains("value=\"Les Ateliers d&#39;Été\"")
                .contains("value=\"#336699\"")
                .doesNotContain("La maison a besoin d’un nom.");
        assertThat(brands.all()).isEmpty();
    }

    @Test
    @Order(3)
    void theLinkMakesTheBrandAndItsOwnerAndSignsThemIn() throws Exception {
        assertThat(setup.link()).startsWith("http://place.test/setup/");
        assertThat(get(path())).hasStatusOk();
        var made = post(path(), fields());
        assertThat(made).hasStatus(302).redirectedUrl().isEqualTo("/");

        var brand = brands.ofHost("anything.example").orElseThrow();
        assertThat(brand.slug()).isEqualTo("les-ateliers-d-ete");
        assertThat(brand.name()).isEqualTo("Les Ateliers d'Été");
        assertThat(brand.zone().getId()).isEqualTo("Europe/Paris");
        assertThat(brand.hours().isOpen(at(brand, "2026-07-15T10:00"))).isTrue();
        assertThat(brand.hours().isOpen(at(brand, "2026-07-14T10:00")))
                .as("14 juillet")
                .isFalse();
        assertThat(brand.legal().fr())
                .contains("Les Ateliers d'Été")
                .contains("[nom]")
                .doesNotContain("{brand}");
        var owner = team.owner(brand.id()).orElseThrow();
        assertThat(owner.name()).isEqualTo("Claire Vasseur");
        assertThat(owner.role()).isEqualTo(Role.OWNER);

        var session = made.getResponse().getCookie("session");
        var legal = http.get().uri("/legal").cookie(session).exchange();
        assertThat(legal.getResponse().getContentAsString())
                .contains("Claire")
                .contains("href=\"/desk\"")
                .contains("<h2>");
    }

    @Test
    @Order(4)
    void theLinkIsDeadOnceThereIsABrand() {
        assertThat(get(path())).hasStatus(404);
        assertThat(post(path(), fields())).hasStatus(404);
        assertThat(get("/setup")).hasStatus(404);
        assertThat(brands.all()).hasSize(1);
    }

    private String path() {
        return setup.link().substring("http://place.test".length());
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> fields) {
        var request = http.post().uri(path).header("Sec-Fetch-Site", "same-origin");
        fields.forEach(request::formField);
        return request.exchange();
    }

    private static Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        fields.put("brand", "Les Ateliers d'Été");
        fields.put("colour", "#336699");
        fields.put("language", "fr");
        fields.put("name", "Claire Vasseur");
        fields.put("email", "Claire@ateliers.example");
        return fields;
    }

    private static java.time.Instant at(parvis.brand.Brand brand, String local) {
        return LocalDateTime.parse(local).atZone(brand.zone()).toInstant();
    }
}
