package parvis.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

/** The guard asked by another program. */
@ProductTest
class GuardApiTest {
    private static final String CHECKS = "/api/v1/guard/checks";
    private static final String BAIT = "Le joint se rince. Taguez un ami qui rate toujours sa soupe !";

    @Autowired
    MockMvcTester http;

    @Autowired
    Keys keys;

    @Autowired
    TwoBrands brands;

    private Api api;

    @BeforeEach
    void aKey() {
        api = Api.as(http, keys, brands, brands.tilleul(), "owner", Scope.GUARD_CHECK);
    }

    @Test
    void aDraftIsReadAndItsFindingsPointIntoIt() {
        var answer = api.post(CHECKS, Map.of("brand", "tilleul", "text", BAIT, "language", "fr", "channel", "site"));
        assertThat(Api.status(answer)).isEqualTo(200);
        // what others of these tests made ready may be told too
        var finding = Api.json(answer).get("findings").values().stream()
                .filter(found -> found.get("check").stringValue().equals("bait"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.propertyNames())
                .containsExactlyInAnyOrder("check", "class", "weight", "start", "end", "why", "instead");
        assertThat(finding.get("class").stringValue()).isEqualTo("tag");
        assertThat(finding.get("weight").stringValue()).isEqualTo("fix");
        assertThat(BAIT.substring(
                        finding.get("start").intValue(), finding.get("end").intValue()))
                .isEqualTo("Taguez un ami qui rate toujours sa soupe !");
        assertThat(finding.get("why").stringValue()).contains("sans leur accord");
    }

    @Test
    void anHonestDraftHasNone() {
        var answer = api.post(CHECKS, Map.of("text", "Le joint se rince à l'eau tiède tous les dix jours."));
        assertThat(Api.status(answer)).isEqualTo(200);
        assertThat(Api.json(answer).get("findings")).isEmpty();
    }

    @Test
    void itsWordsAreInTheLanguageOfWhoeverAsks() {
        var answer = http.post()
                .uri(CHECKS)
                .header("Authorization", "Bearer " + keyText())
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"text\": \"Taguez un ami\"}")
                .exchange();
        assertThat(Api.json(answer).get("findings").get(0).get("why").stringValue())
                .contains("without their consent");
    }

    @Test
    void theBrandsOwnHostsAreItsHome() {
        var host = brands.tilleul().hosts().getFirst();
        var answer = api.post(
                CHECKS, Map.of("text", "Le guide : https://" + host + "/guides et https://www.facebook.com/tilleul"));
        assertThat(Api.json(answer).get("findings").findValuesAsString("class")).contains("rented");
        assertThat(Api.json(answer).get("findings").values())
                .noneMatch(found -> found.get("start").intValue() < 20);
    }

    @Test
    void whatCannotBeReadIsRefusedFieldByField() {
        var answer = api.post(CHECKS, Map.of("language", "de", "publishAt", "demain"));
        assertThat(Api.status(answer)).isEqualTo(422);
        assertThat(Api.json(answer).get("errors"))
                .extracting(error -> error.get("field").stringValue())
                .containsExactlyInAnyOrder("text", "language", "publishAt");
        assertThat(Api.status(api.post(CHECKS, Map.of("text", "a".repeat(20_001)))))
                .isEqualTo(422);
        assertThat(Api.status(api.post(CHECKS, "[]"))).isEqualTo(400);
    }

    @Test
    void aKeyReadsForItsOwnBrandAndWithItsScope() {
        assertThat(Api.status(api.post(CHECKS, Map.of("brand", "atelier-nord", "text", "Bonjour."))))
                .isEqualTo(404);
        var reader = Api.as(http, keys, brands, brands.tilleul(), "owner", Scope.CONVERSATIONS_READ);
        assertThat(Api.status(reader.post(CHECKS, Map.of("text", "Bonjour.")))).isEqualTo(403);
        assertThat(Api.status(Api.with(http, "pk_nothing").post(CHECKS, Map.of("text", "Bonjour."))))
                .isEqualTo(401);
        var agency = Api.as(http, keys, brands, brands.tilleul(), "strategist", Scope.GUARD_CHECK);
        assertThat(Api.status(agency.post(CHECKS, Map.of("text", "Bonjour.")))).isEqualTo(200);
    }

    private String keyText() {
        return keys.createAtConsole(
                        brands.tilleul(),
                        java.util.Set.of(Scope.GUARD_CHECK),
                        brands.teammate(brands.tilleul(), "owner"),
                        java.time.Instant.now())
                .text();
    }
}
