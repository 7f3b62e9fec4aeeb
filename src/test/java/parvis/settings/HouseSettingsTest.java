package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** An owner says what the house is called, how it looks, when it is open; looks before it is so; and nobody else does. */
@ProductTest
class HouseSettingsTest {
    private static final Pattern INPUT =
            Pattern.compile("<(?:input|textarea|select)\\b(?![^>]*type=\"(?:hidden|radio)\")[^>]*\\bname=\"([^\"]+)\"");
    private static final Pattern SEEN = Pattern.compile("name=\"(seen-[a-z-]+)\" value=\"([^\"]*)\"");

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
    void theFirstPageAsksLessThanTwentyThings() {
        var html = page("/settings");
        assertThat(INPUT.matcher(html).results().map(found -> found.group(1)).toList())
                .contains("name", "colour", "facade-fr", "promise", "zone")
                .hasSizeLessThan(20);
        assertThat(html)
                .contains(
                        "value=\"Maison Essai\"",
                        "du lundi au vendredi\u00a0: de 9\u00a0h à 18\u00a0h",
                        "fermé les jours fériés\u00a0: France",
                        "En clair",
                        "En sombre");
    }

    @Test
    void whatIsLookedAtIsNotKeptAndWhatIsAppliedShowsAtOnce() {
        var form = form("/settings");
        form.putAll(Map.of(
                "name",
                "Maison Nouvelle",
                "colour",
                "5a6320",
                "facade-fr",
                "On répare.",
                "facade-en",
                "",
                "seal",
                "wheel",
                "promise",
                "480",
                "language",
                "fr",
                "zone",
                "Europe/Brussels"));
        var looked = post("/settings/preview", form);
        assertThat(looked.getResponse().getStatus()).isEqualTo(200);
        assertThat(text(looked))
                .contains("Rien n’est encore gardé", "Maison Nouvelle", "On répare.", "preview.css?colour=%235a6320");
        assertThat(text(web.get(house, null, "/")))
                .contains("Maison Essai", "Bienvenue")
                .doesNotContain("On répare.");

        assertThat(post("/settings", form).getResponse().getHeader("Location")).endsWith("/settings?done=1");
        var square = text(web.get(house, null, "/"));
        assertThat(square).contains("Maison Nouvelle", "On répare.").doesNotContain("Maison Essai", "Bienvenue");
        var theme = Pattern.compile("/theme-[0-9a-f]+\\.css").matcher(square);
        assertThat(theme.find()).isTrue();
        assertThat(text(web.get(house, null, theme.group()))).contains("--house: #5A6320");
        assertThat(page("/settings?done=1")).contains("C’est appliqué", "value=\"#5a6320\"", "Europe/Brussels");
        assertThat(all.require(house.id()).promise()).hasHours(8);
        assertThat(count("select count(*) from brand.audit where action = 'brand.changed'"))
                .isOne();
        assertThat(count("select count(*) from ledger.event where what = 'brand.changed'"))
                .isOne();

        post("/settings", form("/settings"));
        assertThat(count("select count(*) from brand.audit where action = 'brand.changed'"))
                .as("nothing was different")
                .isOne();
    }

    @Test
    void aColourThatCannotBeReadIsMovedAndItIsSaidWhyAndOneThatIsNoneIsRefused() {
        var form = form("/settings");
        form.put("colour", "#9c3119");
        assertThat(text(post("/settings/preview", form))).contains("Elle ressemble à la couleur des alertes");
        form.put("colour", "#777777");
        assertThat(text(post("/settings/preview", form))).contains("un contraste de", "en sombre");
        form.put("colour", "tilleul");
        form.put("facade-fr", "Gardez ceci");
        var refused = post("/settings", form);
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(refused))
                .contains("Ce n’est pas une couleur", "value=\"tilleul\"", "value=\"Gardez ceci\"", "aria-invalid");
        assertThat(all.require(house.id()).colour().hex()).isEqualTo("#DFE4AC");
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        var form = form("/settings");
        form.putAll(Map.of(
                "name",
                " \u200b",
                "zone",
                "Lune/Mer",
                "promise",
                "0",
                "language",
                "xx",
                "seal",
                "../x",
                "facade-fr",
                "",
                "facade-en",
                ""));
        var refused = post("/settings", form);
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(refused))
                .contains(
                        "Donnez un nom à la maison",
                        "Ce fuseau horaire n’est pas connu",
                        "value=\"Lune/Mer\"",
                        "Choisissez un délai",
                        "Choisissez un sceau",
                        "Écrivez-le dans une langue au moins");
        form.put("name", "x".repeat(81));
        assertThat(text(post("/settings", form))).contains("80 caractères au plus");
        form.put("name", "<script>alert(1)</script>");
        assertThat(text(post("/settings/preview", form)))
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
    }

    @Test
    void theLaterOfTwoOwnersIsToldWhatChangedMeanwhileAndLosesNothing() {
        var hers = form("/settings");
        var his = form("/settings");
        hers.put("name", "Maison Première");
        post("/settings", hers);
        his.put("facade-fr", "Sa phrase");
        var told = post("/settings", his);
        assertThat(told.getResponse().getStatus()).isEqualTo(409);
        var html = text(told);
        assertThat(html)
                .contains(
                        "quelqu’un d’autre a changé ceci",
                        "Nom de la maison\u00a0: Maison Première",
                        "value=\"Maison Première\"",
                        "value=\"Sa phrase\"");
        assertThat(all.require(house.id()).facade().fr()).isEqualTo("Bienvenue");
        his.put("name", "Maison Première");
        SEEN.matcher(html).results().forEach(found -> his.put(found.group(1), found.group(2)));
        post("/settings", his);
        assertThat(all.require(house.id()).name()).isEqualTo("Maison Première");
        assertThat(all.require(house.id()).facade().fr()).isEqualTo("Sa phrase");
    }

    @Test
    void hoursAreSaidBackInWordsBeforeTheyHold() {
        var form = new HashMap<>(Map.of(
                "seen-hours", form("/settings/hours").get("seen-hours"),
                "open-mon", "on",
                "mon-1-from", "09:00",
                "mon-1-to", "12:30",
                "mon-2-from", "13:30",
                "mon-2-to", "00:00",
                "open-sat", "on",
                "sat-1-from", "10:00",
                "sat-1-to", "12:00",
                "closed", "24/12/2026\n2026-12-31"));
        form.put("holidays", "be");
        var looked = text(post("/settings/hours/preview", form));
        assertThat(looked)
                .contains(
                        "lundi\u00a0: de 9\u00a0h à 12\u00a0h\u00a030\u00a0et de 13\u00a0h\u00a030 à minuit",
                        "du mardi au vendredi\u00a0: fermé",
                        "samedi\u00a0: de 10\u00a0h à 12\u00a0h",
                        "fermé les jours fériés\u00a0: Belgique",
                        "24 décembre 2026, 31 décembre 2026",
                        "serait promise avant le");
        assertThat(all.require(house.id()).hours().week()).containsKey(DayOfWeek.TUESDAY);
        post("/settings/hours", form);
        var hours = all.require(house.id()).hours();
        assertThat(hours.week()).containsOnlyKeys(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
        assertThat(hours.closed()).hasSize(2);
        assertThat(hours.zone().getId()).isEqualTo("Europe/Paris");

        var stale = post("/settings/hours", form).getResponse();
        assertThat(stale.getStatus()).as("the same again is no conflict").isEqualTo(302);
        form.put("sat-1-to", "13:00");
        var overtaken = post("/settings/hours", form);
        assertThat(overtaken.getResponse().getStatus()).isEqualTo(409);
        assertThat(text(overtaken)).contains("samedi\u00a0: de 10\u00a0h à 12\u00a0h", "value=\"13:00\"");
    }

    @Test
    void hoursThatCannotBeKeepTheirWordsAndSayWhy() {
        assertThat(wrong(Map.of())).contains("la maison n’ouvrirait jamais");
        assertThat(wrong(Map.of("open-mon", "on"))).contains("Ce jour est ouvert sans heures");
        assertThat(wrong(Map.of("open-mon", "on", "mon-1-from", "18:00", "mon-1-to", "09:00")))
                .contains("ferme avant d’ouvrir", "value=\"18:00\"");
        assertThat(wrong(Map.of(
                        "open-mon",
                        "on",
                        "mon-1-from",
                        "09:00",
                        "mon-1-to",
                        "12:00",
                        "mon-2-from",
                        "11:00",
                        "mon-2-to",
                        "13:00")))
                .contains("se chevauchent");
        assertThat(wrong(Map.of("open-mon", "on", "mon-1-from", "9h", "mon-1-to", "12:00")))
                .contains("Écrivez les deux heures", "value=\"9h\"");
        assertThat(wrong(Map.of("open-mon", "on", "mon-1-from", "09:00", "mon-1-to", "12:00", "closed", "à Noël")))
                .contains("«\u00a0à Noël\u00a0» n’est pas une date", "à Noël</textarea>");
        assertThat(wrong(Map.of("open-mon", "on", "mon-1-from", "09:00", "mon-1-to", "12:00", "holidays", "zz")))
                .contains("n’est pas connu");
        assertThat(all.require(house.id()).hours().week()).hasSize(5);
    }

    @Test
    void legalTextsAreReadBeforeTheyAreKeptAndHoldNoScript() {
        var form = form("/settings/texts");
        form.putAll(Map.of(
                "legal-fr",
                "# Mentions\n\nMaison **Essai** <script>alert(1)</script>",
                "legal-en",
                "",
                "privacy-fr",
                "Rien.",
                "privacy-en",
                ""));
        assertThat(text(post("/settings/texts/preview", form)))
                .contains("<strong>Essai</strong>")
                .doesNotContain("<script>alert(1)");
        assertThat(text(web.get(house, null, "/legal"))).doesNotContain("Essai</strong>");
        post("/settings/texts", form);
        assertThat(text(web.get(house, null, "/legal")))
                .contains("<strong>Essai</strong>")
                .doesNotContain("<script>alert(1)");
        form.put("legal-fr", "");
        var refused = post("/settings/texts", form);
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(refused)).contains("Écrivez-le dans une langue au moins");
    }

    @Test
    void nobodyButTheOwnerAndOnlyOfThisHouse() {
        var manager = session("manager");
        assertThat(web.get(house, manager, "/settings").getResponse().getHeader("Location"))
                .endsWith("/settings/mail");
        var nord = brands.session(house, "owner@" + TwoBrands.NORD + ".test");
        for (var who : new String[] {manager, nord}) {
            for (var where : new String[] {"/settings", "/settings/preview", "/settings/hours", "/settings/texts"}) {
                assertThat(web.post(house, who, where, form("/settings"))
                                .getResponse()
                                .getStatus())
                        .isEqualTo(403);
            }
        }
        assertThat(text(web.get(house, manager, "/settings/mail"))).doesNotContain("href=\"/settings/hours\"");
    }

    private String wrong(Map<String, String> form) {
        var refused = post("/settings/hours", form);
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        return text(refused);
    }

    /** What a browser would send of a page that nobody touched. */
    private Map<String, String> form(String path) {
        var html = page(path);
        var form = new HashMap<String, String>();
        Pattern.compile("<input\\b[^>]*>")
                .matcher(html)
                .results()
                .map(m -> m.group())
                .forEach(input -> {
                    var name = attribute(input, "name");
                    var type = attribute(input, "type");
                    if (name != null
                            && (!"radio".equals(type) && !"checkbox".equals(type) || input.contains(" checked"))) {
                        form.put(name, String.valueOf(attribute(input, "value")));
                    }
                });
        Pattern.compile("(?s)<select\\b[^>]*name=\"([^\"]+)\".*?</select>")
                .matcher(html)
                .results()
                .forEach(select -> Pattern.compile("<option value=\"([^\"]*)\" selected")
                        .matcher(select.group())
                        .results()
                        .forEach(option -> form.put(select.group(1), option.group(1))));
        return form;
    }

    private static @org.jspecify.annotations.Nullable String attribute(String tag, String name) {
        var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? found.group(1) : null;
    }

    private String page(String path) {
        return text(web.get(house, owner, path));
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return web.post(house, owner, path, form);
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
