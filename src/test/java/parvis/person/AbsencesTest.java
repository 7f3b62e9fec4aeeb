package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.settings.OwnHouse;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** The pages on which a colleague says when they are away and what they do, and whoever runs the team says it for them. */
@ProductTest
class AbsencesTest {
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

    private Brand house;

    @BeforeEach
    void aHouse() {
        house = OwnHouse.make(creation, all, team, accounts);
        OwnHouse.join(team, accounts, house, "nadia", Role.EXPERT);
        OwnHouse.join(team, accounts, house, "karim", Role.EXPERT);
    }

    @Test
    void oneSaysThatOneIsAwayAndColleaguesReadIt() {
        var said =
                say("nadia", "/account/absences", today(), today().plusDays(4), "karim", "Au bord de l’eau <b>bleue");
        assertThat(said).hasStatus(302).redirectedUrl().isEqualTo("/account/absences?done=said");
        assertThat(page("nadia", "/account/absences?done=said"))
                .contains(
                        "C’est dit.",
                        "en ce moment",
                        "Relais : karim",
                        "Au bord de l’eau &lt;b",
                        "Retour dès maintenant");
        assertThat(page("owner", "/settings/team")).contains("absence jusqu’au", "relais : karim");

        var question = brands.ask(house, brands.member(house, "Paule Vue"), "Une question", "Que faire ?");
        var desk = Jsoup.parse(body(web.get(house, session("manager"), question.deskPath())));
        assertThat(desk.select("#to option:contains(nadia)").text()).contains("absence jusqu’au", "relais : karim");
        assertThat(web.post(
                        house,
                        session("manager"),
                        question.deskPath() + "/owner",
                        Map.of("to", who("nadia").id().value().toString())))
                .hasStatus(302);
        var mine = Jsoup.parse(body(web.get(house, session("karim"), "/desk")));
        assertThat(mine.select(".queue-item").text()).contains("pour nadia", "Une question");
        assertThat(mine.text()).contains("Pour nadia");
        assertThat(page("karim", "/desk?for=nadia")).contains("Une question");
        assertThat(page("karim", question.deskPath()))
                .contains(
                        "karim, pour nadia",
                        "manager a confié la conversation à nadia. Relais pendant l’absence : karim");

        var back = Jsoup.parse(body(web.get(house, session("nadia"), "/account/absences")))
                .select("form[action$=/removal]")
                .attr("action");
        assertThat(web.post(house, session("karim"), back, Map.of())).hasStatus(404);
        assertThat(web.post(house, session("nadia"), back, Map.of()))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/account/absences?done=taken-back");
        assertThat(page("nadia", "/desk")).contains("Une question").doesNotContain("pour nadia");
        assertThat(page("nadia", question.deskPath())).contains("Retour de nadia, à qui la conversation revient");
        assertThat(page("nadia", "/account/absences")).contains("reprise le").doesNotContain("/removal");
    }

    @Test
    void whatIsRefusedComesBackWithItsWords() {
        assertThat(body(say("nadia", "/account/absences", today().plusDays(4), today(), "", "Un mot gardé")))
                .contains("Le dernier jour vient avant le premier.", "value=\"Un mot gardé\"");
        for (var bad : new String[] {"", "hier", "2026-02-31", "99999-01-01"}) {
            assertThat(web.post(
                            house,
                            session("nadia"),
                            "/account/absences",
                            Map.of("first", bad, "last", bad, "standIn", "", "words", "")))
                    .as(bad)
                    .hasStatus(422)
                    .bodyText()
                    .contains("Choisissez un premier et un dernier jour.");
        }
        assertThat(body(say("nadia", "/account/absences", today(), today(), "", "x".repeat(300))))
                .contains("Ce mot est trop long");
        assertThat(page("nadia", "/account/absences")).doesNotContain("/removal");
    }

    @Test
    void whoeverRunsTheTeamSaysItForAnotherAndNobodyElseDoes() {
        var path = "/settings/team/" + who("nadia").id().value() + "/absences";
        assertThat(say("owner", path, today(), today().plusDays(1), "", "")).hasStatus(302);
        assertThat(page("owner", path)).contains("Absences de nadia", "Relais : la file de l’équipe", "/removal");
        assertThat(page("nadia", "/account/absences")).contains("en ce moment");
        for (var other : new String[] {"nadia", "karim", "manager"}) {
            assertThat(web.get(house, session(other), path)).as(other).hasStatus(403);
            assertThat(say(other, path, today().plusDays(9), today().plusDays(9), "", ""))
                    .as(other)
                    .hasStatus(403);
        }
        var member = brands.member(house, "Paule Dehors");
        assertThat(web.get(house, member.session(), "/account/absences")).hasStatus(403);
        for (var nobody : new String[] {UUID.randomUUID().toString(), "personne"}) {
            assertThat(web.get(house, session("owner"), "/settings/team/" + nobody + "/absences"))
                    .hasStatus(404);
        }
    }

    @Test
    void whatSomebodyDoesIsReadInTheLanguageOfWhoeverReads() {
        assertThat(web.post(
                        house,
                        session("nadia"),
                        "/account/title",
                        Map.of("fr", " technicienne  après-vente ", "en", "after-sales technician")))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/account?done=title");
        assertThat(page("owner", "/settings/team")).contains("technicienne après-vente");
        var english = web.http()
                .get()
                .uri("/settings/team")
                .with(Web.host(house))
                .cookie(new Cookie("language", "en"), new Cookie("session", session("owner")))
                .exchange();
        assertThat(body(english)).contains("after-sales technician").doesNotContain("<p>technicienne");
        var path = "/settings/team/" + who("nadia").id().value() + "/title";
        assertThat(web.post(house, session("owner"), path, Map.of("fr", "chargée des pièces", "en", "")))
                .hasStatus(302);
        assertThat(who("nadia").title()).isEqualTo(new Brand.LocalText("chargée des pièces", "chargée des pièces"));
        assertThat(web.post(house, session("nadia"), "/account/title", Map.of("fr", " ", "en", "")))
                .hasStatus(422)
                .bodyText()
                .contains("Dites en quelques mots ce que vous faites.");
        assertThat(web.post(house, session("manager"), path, Map.of("fr", "autre", "en", "other")))
                .hasStatus(403);
        var member = brands.member(house, "Paule Membre");
        assertThat(web.post(house, member.session(), "/account/title", Map.of("fr", "reine", "en", "queen")))
                .hasStatus(403);
        assertThat(body(web.get(house, member.session(), "/account"))).doesNotContain("/account/title");
        assertThat(who("nadia").title().fr()).isEqualTo("chargée des pièces");
    }

    private MvcTestResult say(String who, String path, LocalDate first, LocalDate last, String standIn, String words) {
        return web.post(
                house,
                session(who),
                path,
                Map.of(
                        "first",
                        first.toString(),
                        "last",
                        last.toString(),
                        "standIn",
                        standIn.isEmpty() ? "" : who(standIn).id().value().toString(),
                        "words",
                        words));
    }

    private LocalDate today() {
        return LocalDate.now(house.zone());
    }

    private Teammate who(String handle) {
        return team.of(house.id()).stream()
                .filter(t -> t.handle().equals(handle))
                .findFirst()
                .orElseThrow();
    }

    private String session(String who) {
        return brands.sessionOf(house, who);
    }

    private String page(String who, String path) {
        return body(web.get(house, session(who), path)).replace('\u00a0', ' ');
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
