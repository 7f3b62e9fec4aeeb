package parvis.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.guard.Draft;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Drafts of the newsroom: written together, read by the guard, judged, made ready. */
@ProductTest
class NewsroomTest {
    private static final String CALL = "Taguez un ami qui rate toujours sa soupe !";

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Drafting drafting;

    @Autowired
    Proofreading proofreading;

    @Autowired
    HouseRulesKeeping rules;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    String manager;
    String owner;
    String strategist;

    @BeforeEach
    void theHouseIsThere() {
        brand = brands.tilleul();
        manager = brands.sessionOf(brand, "manager");
        owner = brands.sessionOf(brand, "owner");
        strategist = brands.sessionOf(brand, "strategist");
    }

    @Test
    void aDraftIsBegunWrittenAndListedWithWhatBlocksIt() {
        var begun = web.post(brand, manager, "/newsroom/drafts", Map.of("title", "Soupe du nord " + CALL.length()));
        var path = begun.getResponse().getHeader("Location");
        assertThat(path).matches("/newsroom/drafts/[0-9]+");
        assertThat(save(path, manager, 1, "Soupe", "Le joint se rince.\r\n\r\n" + CALL))
                .hasStatus(302);
        var page = text(web.get(brand, manager, path));
        assertThat(page)
                .contains("Appel à réaction", "Un constat bloque l’envoi.", "aria-details=\"f-1\"", "class=\"on-fix\"")
                .contains("à corriger", "À la place\u00a0:", "Manager de Maison Tilleul");
        assertThat(text(web.get(brand, manager, "/newsroom"))).contains("Un constat bloque l’envoi.");
        assertThat(events(number(path))).contains("draft.begun", "draft.saved");
    }

    @Test
    void whatIsTypedIsReadAtOnceAndNothingIsKept() {
        var path = draft("manager", "Soupe", "Le joint se rince.");
        var read = fragment(path + "/reading", manager, form(1, "Soupe", "Le joint se rince. " + CALL));
        assertThat(read).hasStatusOk();
        assertThat(text(read))
                .contains("id=\"read\"", "Appel à réaction", "data-field=\"text\"", "data-start=\"19\"")
                .doesNotContain("<html");
        assertThat(text(web.get(brand, manager, path))).doesNotContain("Taguez");
    }

    @Test
    void placesInATextWithTheLineEndsOfAFormAreThoseOfThePage() {
        var path = draft("manager", "", "");
        var read = fragment(path + "/reading", manager, form(1, "", "Un.\r\n\r\n" + CALL));
        assertThat(text(read)).contains("data-start=\"5\"");
    }

    @Test
    void twoColleaguesInTheSameDraftLoseNothing() {
        var path = draft("manager", "À deux", "Le joint se rince.");
        assertThat(save(path, owner, 1, "À deux", "Le joint se rince à l’eau tiède."))
                .hasStatus(302);

        var late = save(path, manager, 1, "À deux", "Le joint se rince, puis sèche.");
        assertThat(late).hasStatus(409);
        assertThat(text(late))
                .contains("Owner de Maison Tilleul a enregistré entre-temps", "Le joint se rince, puis sèche.")
                .contains("Garder le mien", "name=\"version\" value=\"2\"");
        assertThat(text(web.get(brand, manager, path)))
                .contains("à l’eau tiède")
                .doesNotContain("puis sèche");

        // mine stays: theirs is among the versions
        assertThat(save(path, manager, 2, "À deux", "Le joint se rince, puis sèche."))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path + "/versions/2"))).contains("tiède");
        // theirs stays: mine is among the versions
        assertThat(save(path, owner, 3, "À deux", "Le joint se change.")).hasStatus(302);
        assertThat(web.post(brand, manager, path + "/yielding", form(4, "À deux", "Mes mots à moi.")))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path)))
                .contains("Le joint se change.")
                .doesNotContain("Mes mots");
        assertThat(text(web.get(brand, manager, path + "/versions/5"))).contains("Mes");
        assertThat(web.post(brand, manager, path + "/versions/5/restoration", Map.of()))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).contains("Mes mots à moi.");
    }

    @Test
    void whatOneTypesInOneSittingIsOneVersion() {
        var path = draft("manager", "Assise", "Un");
        for (int version = 1; version <= 4; version++) {
            var kept = sitting(path, manager, form(version, "Assise", "Un".repeat(version + 1)));
            assertThat(kept).hasStatusOk();
            assertThat(text(kept)).contains("data-version=\"" + (version + 1) + "\"");
        }
        assertThat(versions(number(path))).containsExactly(5);
        assertThat(sitting(path, owner, form(5, "Assise", "Le mot d’une autre")))
                .hasStatusOk();
        assertThat(sitting(path, manager, form(6, "Assise", "Et la suite"))).hasStatusOk();
        assertThat(versions(number(path))).containsExactly(5, 6, 7);
    }

    @Test
    void whatIsRefusedComesBackAsItWasTyped() {
        var path = draft("manager", "Long", "Court.");
        var long_ = save(path, manager, 1, "t".repeat(Wording.MOST_TITLE + 1), "Mes mots à garder.");
        assertThat(long_).hasStatus(422);
        assertThat(text(long_)).contains("Mes mots à garder.", "Rien n’est enregistré");
        var fields = new HashMap<>(form(1, "Long", "Mes mots à garder."));
        fields.put("publishAt", "demain");
        var when = web.post(brand, manager, path, fields);
        assertThat(when).hasStatus(422);
        assertThat(text(when)).contains("Mes mots à garder.", "la date de parution ne se lit pas");
    }

    @Test
    void aBlockingFindingIsAcceptedWithAReasonOrTheDraftIsNotReady() {
        // unlike any other text, or being ready it would be held against theirs
        var words = unlike() + " " + unlike() + " " + unlike() + ". " + CALL;
        var path = draft("manager", "", words);
        var refused = web.post(brand, manager, path + "/readiness", form(1, "", words));
        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("Pas encore prêt");

        var anchor = anchor(path, 1);
        var without = judge(path, manager, anchor, "1:accepted", "");
        assertThat(without).hasStatus(422);
        assertThat(text(without)).contains("Dites pour quelle raison");

        assertThat(judge(path, manager, anchor, "1:accepted", "Un concours à nous, avec règlement"))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path)))
                .contains("Accepté par Manager de Maison Tilleul", "Un concours à nous, avec règlement")
                .doesNotContain("bloque l’envoi", "class=\"on-fix\"");
        // words elsewhere change nothing about it
        assertThat(save(path, manager, 1, "", "Avant tout. " + words)).hasStatus(302);
        assertThat(web.post(brand, manager, path + "/readiness", Map.of())).hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).contains("Prêt", "Reprendre l’écriture");
        assertThat(save(path, manager, 2, "", "Autre chose")).hasStatus(409);
        assertThat(web.post(brand, manager, path + "/publication", Map.of("publishedOn", "2026-01-15")))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).contains("Publié");
        assertThat(events(number(path))).contains("finding.accepted", "draft.ready", "draft.published");
    }

    @Test
    void aVerdictIsTakenBack() {
        var path = draft("manager", "", "Le joint se rince. " + CALL);
        assertThat(judge(path, manager, anchor(path, 1), "1:accepted", "Voulu")).hasStatus(302);
        var verdict = find(text(web.get(brand, manager, path)), "verdicts/([0-9a-f-]{36})/removal");
        assertThat(web.post(brand, manager, path + "/verdicts/" + verdict + "/removal", Map.of()))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).contains("Un constat bloque l’envoi.");
    }

    @Test
    void aContestedPassageIsNotHeldAgainstAnybodyAgainAndThatIsSaid() {
        var name = "z" + UUID.randomUUID().toString().substring(0, 8);
        var call = "Taguez un ami qui aime " + name + " !";
        var first = draft("manager", "", "Bonjour à tous. " + call);
        assertThat(judge(first, manager, anchor(first, 1), "1:contested", "C’est le nom du jeu"))
                .hasStatus(302);
        var second = draft("owner", "", "Autre texte, autre jour. " + call + " Fin.");
        assertThat(text(web.get(brand, owner, second)))
                .contains("Déjà contesté ailleurs par Manager de Maison Tilleul", "C’est le nom du jeu")
                .doesNotContain("bloque l’envoi");
        // the other brand has taught nothing
        var nord = brands.nord();
        var theirs = proofreading.read(nord, Draft.of("Autre texte. " + call, "fr"), false, Instant.now());
        assertThat(theirs).anyMatch(told -> told.stands() && told.blocks());
    }

    @Test
    void whatTheBrandContestsOftenWeighsLessAndSaysSo() {
        var nord = brands.nord();
        var boss = brands.teammate(nord, "owner");
        var words = List.of("alpha", "bravo", "charlie", "delta", "echo");
        for (var word : words) {
            var text = "Bonjour à tous. Partagez ce message avec " + word + " si vous aimez !";
            var told = proofreading.read(nord, Draft.of(text, "fr"), false, Instant.now()).stream()
                    .filter(found -> found.finding().kind().equals("share"))
                    .findFirst()
                    .orElseThrow();
            assertThat(told.weight().word()).isEqualTo("fix");
            var outcome = contest(nord, boss, told);
            assertThat(outcome).isEqualTo(Settling.Outcome.DONE);
        }
        var after = proofreading
                .read(nord, Draft.of("Bonjour. Partagez ce message avec vos voisins !", "fr"), false, Instant.now())
                .stream()
                .filter(found -> found.finding().kind().equals("share"))
                .findFirst()
                .orElseThrow();
        assertThat(after.weight().word()).isEqualTo("look");
        assertThat(after.blocks()).isFalse();
        assertThat(after.lowered()).isEqualTo(new Learning(0, 5));
        assertThat(text(web.get(nord, brands.sessionOf(nord, "owner"), "/settings/guard")))
                .contains("contesté 5 fois sur 5");
    }

    @Autowired
    Settling settling;

    private Settling.Outcome contest(Brand of, parvis.brand.Teammate by, Told told) {
        return settling.judge(
                of, by, UUID.randomUUID(), "draft", told, Judgement.CONTESTED, "Nos voisins le veulent", Instant.now());
    }

    @Test
    void aPassageIsReplacedOrTakenOutWhereItStandsNow() {
        var path = draft("manager", "", "Le joint se rince. " + CALL);
        var fields = new HashMap<>(form(1, "", "Une phrase de plus. Le joint se rince. " + CALL + " Merci."));
        fields.put("anchor-1", anchor(path, 1));
        fields.put("passage", "1:out");
        assertThat(web.post(brand, manager, path + "/passages", fields)).hasStatus(302);
        assertThat(text(web.get(brand, manager, path)))
                .contains("Une phrase de plus. Le joint se rince. Merci.")
                .doesNotContain("Taguez");

        var link = "Lire https://tilleul.test/guide?utm_source=x&a=1 ce soir.";
        var other = draft("manager", "", link);
        var tracked = new HashMap<>(form(1, "", link));
        tracked.put("anchor-1", anchor(other, 1));
        tracked.put("instead-1", "https://tilleul.test/guide?a=1");
        tracked.put("passage", "1:in");
        assertThat(web.post(brand, manager, other + "/passages", tracked)).hasStatus(302);
        assertThat(text(web.get(brand, manager, other))).contains("Lire https://tilleul.test/guide?a=1 ce soir.");
        assertThat(events(number(other))).contains("finding.followed");
    }

    @Test
    void anAgencySeesWhatIsOpenToItAndReleasesNothing() {
        var secret = "z" + UUID.randomUUID().toString().substring(0, 8);
        var closed = draft("manager", secret, "Entre nous.");
        assertThat(web.get(brand, strategist, closed)).hasStatus(404);
        assertThat(save(closed, strategist, 1, "Pris", "Pris")).hasStatus(404);
        assertThat(text(web.get(brand, strategist, "/newsroom"))).doesNotContain(secret);
        assertThat(web.post(brand, manager, closed + "/agency", form(1, secret, "Entre nous.")))
                .hasStatus(302);
        assertThat(text(web.get(brand, strategist, "/newsroom"))).contains(secret);

        assertThat(save(closed, strategist, 1, secret, "Le joint. " + CALL)).hasStatus(302);
        var page = text(web.get(brand, strategist, closed));
        assertThat(page)
                .contains("seuls les responsables de la maison")
                .doesNotContain("Marquer prêt", "/readiness", ":accepted", "href=\"/desk\"");
        assertThat(judge(closed, strategist, anchor(closed, 1), "1:accepted", "Parce que"))
                .hasStatus(403);
        assertThat(web.post(brand, strategist, closed + "/readiness", Map.of())).hasStatus(403);
        var own = web.post(brand, strategist, "/newsroom/drafts", Map.of("title", "Proposition"));
        assertThat(web.get(brand, strategist, own.getResponse().getHeader("Location")))
                .hasStatusOk();
    }

    @Test
    void anotherBrandsDraftIsNotThere() {
        var nord = brands.nord();
        var path = draft("manager", "Secret de Tilleul", "Rien que pour nous.");
        var theirs = brands.sessionOf(nord, "owner");
        var met = web.get(nord, theirs, path);
        assertThat(text(met)).doesNotContain("Secret de Tilleul");
        transactions.run(
                nord.id(),
                () -> assertThat(db.sql("select count(*) from newsroom.draft where title = 'Secret de Tilleul'")
                                .query(Long.class)
                                .single())
                        .isZero());
        assertThat(web.get(brand, brands.session(brand, "owner@atelier-nord.test"), path))
                .hasStatus(403);
    }

    @Test
    void whatWasMadeReadyIsThePastOfTheNextDraftAndOfPrograms() {
        var about = "Le ressort du couvercle du moulin "
                + UUID.randomUUID().toString().substring(0, 6)
                + " se remonte sans outil, en poussant l’ergot vers la gauche puis en relâchant doucement la bague.";
        var first = draft("manager", "Le ressort", about);
        assertThat(web.post(brand, manager, first + "/readiness", form(1, "Le ressort", about)))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, first))).doesNotContain("Déjà lu ailleurs");
        var second = draft("owner", "Le ressort", about);
        assertThat(text(web.get(brand, owner, second))).contains("Déjà lu ailleurs", number(first) + " · Le ressort");
        assertThat(proofreading.read(brand, Draft.of(about, "fr"), false, Instant.now()))
                .anyMatch(told -> told.finding().kind().equals("copy"));
        // closed to the agency: it is not quoted to it
        assertThat(proofreading.read(brand, Draft.of(about, "fr"), true, Instant.now()))
                .noneMatch(told -> told.finding().kind().equals("copy"));
        assertThat(web.post(brand, manager, first + "/readiness/removal", Map.of()))
                .hasStatus(302);
        assertThat(proofreading.read(brand, Draft.of(about, "fr"), false, Instant.now()))
                .noneMatch(told -> told.finding().kind().equals("copy"));
    }

    @Test
    void theBrandSaysWhatBlocksAndWhichWordsItAvoids() {
        var nord = brands.nord();
        var boss = brands.sessionOf(nord, "owner");
        try {
            var fields = new HashMap<String, String>();
            fields.put("blocks", "language.look");
            fields.put("avoided", "Disruptif\nsynergie");
            fields.put("reasons", "Saint-Valentin : la maison est née ce jour-là");
            fields.put("pieces", "3");
            fields.put("days", "7");
            assertThat(web.post(nord, boss, "/settings/guard", fields)).hasStatus(302);
            assertThat(text(web.get(nord, boss, "/settings/guard?kept")))
                    .contains("disruptif", "Saint-Valentin", "value=\"3\"", "sont gardés");
            var found = proofreading.read(
                    nord, Draft.of("Un joint disruptif pour la Saint-Valentin.", "fr"), false, Instant.now());
            assertThat(found).anyMatch(told -> told.finding().kind().equals("avoided") && told.blocks());
            assertThat(found).noneMatch(told -> told.finding().check() == parvis.guard.Check.CALENDAR);

            fields.put("reasons", "un jour à nous");
            var refused = web.post(nord, boss, "/settings/guard", fields);
            assertThat(refused).hasStatus(422);
            assertThat(text(refused)).contains("un jour à nous", "Disruptif\nsynergie", "Rien n’est gardé");
        } finally {
            rules.set(nord, brands.teammate(nord, "owner"), HouseRules.NONE, Instant.now());
        }
        assertThat(proofreading.read(nord, Draft.of("Un joint disruptif.", "fr"), false, Instant.now()))
                .noneMatch(told -> told.finding().kind().equals("avoided"));
    }

    @Test
    void aPictureComesWithWhatItShowsAndIsReadToo() throws Exception {
        var path = draft("manager", "Image", "Le joint se rince.");
        illustrate(path, manager);
        var page = text(web.get(brand, manager, path));
        assertThat(page).contains("Image sans description", "Un constat bloque l’envoi.");
        var id = find(page, "pictures/([0-9a-f-]{36})");
        assertThat(web.get(brand, manager, path + "/pictures/" + id)).hasStatusOk();
        assertThat(web.get(brand, strategist, path + "/pictures/" + id)).hasStatus(404);
        var fields = new HashMap<>(form(1, "Image", "Le joint se rince."));
        fields.put("alt-" + id, "Le joint posé à plat, côté lisse visible");
        assertThat(web.post(brand, manager, path, fields)).hasStatus(302);
        assertThat(text(web.get(brand, manager, path)))
                .contains("Le joint posé à plat")
                .doesNotContain("Image sans description");
        assertThat(web.post(brand, manager, path + "/pictures/" + id + "/removal", Map.of()))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).doesNotContain(id);

        // the version below shows it still, and brings it back with its words
        var before = versions(number(path)).reversed().get(1);
        assertThat(text(web.get(brand, manager, path + "/versions/" + before)))
                .contains(id, "Le joint posé à plat", "retirée depuis");
        assertThat(web.get(brand, manager, path + "/pictures/" + id)).hasStatusOk();
        assertThat(web.get(brand, strategist, path + "/pictures/" + id)).hasStatus(404);
        assertThat(web.post(brand, manager, path + "/versions/" + before + "/restoration", Map.of()))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).contains(id, "Le joint posé à plat");
        assertThat(text(web.get(brand, manager, path + "/versions/1")))
                .contains("ajoutée depuis")
                .doesNotContain("retirée depuis");
        assertThat(web.post(brand, manager, path + "/versions/1/restoration", Map.of()))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).doesNotContain(id);
    }

    @Test
    void aPictureThatCameMeanwhileTakesNothingFromWhoTypes() throws Exception {
        var path = draft("manager", "Image", "Le joint se rince.");
        illustrate(path, owner);
        assertThat(save(path, manager, 1, "Image", "Le joint se rince, puis sèche."))
                .hasStatus(302);
        assertThat(versions(number(path))).containsExactly(1, 2, 3);
    }

    @Test
    void aDraftIsDeletedByWhoWroteItAloneOrLooksAfterTheHouse() {
        var path = draft("expert", "À jeter", "Le joint se rince.");
        var expert = brands.sessionOf(brand, "expert");
        assertThat(text(web.get(brand, expert, path))).contains("Supprimer pour de bon");
        // a colleague has written in it: it is no longer theirs alone
        assertThat(save(path, manager, 1, "À jeter", "Le joint se change.")).hasStatus(302);
        assertThat(text(web.get(brand, expert, path))).doesNotContain("Supprimer pour de bon");
        assertThat(web.post(brand, expert, path + "/removal", form(2, "À jeter", "Le joint se change.")))
                .hasStatus(403);
        // what somebody else wrote meanwhile is not deleted unseen
        assertThat(web.post(brand, manager, path + "/removal", form(1, "À jeter", "Le joint se rince.")))
                .hasStatus(409);
        var id = transactions.reading(
                brand.id(),
                () -> db.sql("select id from newsroom.draft where number = ?")
                        .param(number(path))
                        .query(UUID.class)
                        .single());
        var gone = web.post(brand, manager, path + "/removal", form(2, "À jeter", "Le joint se change."));
        assertThat(gone).hasStatus(302);
        assertThat(text(web.get(brand, manager, gone.getResponse().getHeader("Location"))))
                .contains("est supprimé");
        assertThat(web.get(brand, manager, path)).hasStatus(404);
        transactions.run(brand.id(), () -> {
            assertThat(db.sql("select what from ledger.event where subject = ?")
                            .param(id)
                            .query(String.class)
                            .list())
                    .contains("draft.deleted");
            assertThat(db.sql("select count(*) from newsroom.version where draft = ?")
                            .param(id)
                            .query(Long.class)
                            .single())
                    .isZero();
        });
    }

    @Test
    void whatIsReadyIsNotDeleted() {
        var words = unlike() + " se rince à l’eau tiède " + unlike() + ".";
        var path = draft("manager", "", words);
        assertThat(web.post(brand, manager, path + "/readiness", form(1, "", words)))
                .hasStatus(302);
        assertThat(text(web.get(brand, manager, path))).doesNotContain("Supprimer pour de bon");
        assertThat(web.post(brand, manager, path + "/removal", form(1, "", words)))
                .hasStatus(409);
        assertThat(web.post(brand, manager, path + "/readiness/removal", Map.of()))
                .hasStatus(302);
        assertThat(web.post(brand, manager, path + "/removal", form(1, "", words)))
                .hasStatus(302);
    }

    @Test
    void theNewsroomSaysHowManyWaitAtTheDeskToThoseWhoSeeIt() {
        brands.ask(brand, brands.member(brand, "Quelqu’un qui attend"), "Le bol fuit", "Depuis hier.");
        assertThat(text(web.get(brand, manager, "/newsroom"))).contains("<span class=\"count\">", "à répondre");
        assertThat(text(web.get(brand, strategist, "/newsroom"))).doesNotContain("<span class=\"count\">");
    }

    private void illustrate(String path, String session) throws Exception {
        var bytes = Files.readAllBytes(Path.of("src/main/resources/demo/tilleul/pictures")
                .toFile()
                .listFiles()[0]
                .toPath());
        var added = web.http()
                .post()
                .uri(path)
                .multipart()
                .file(new MockMultipartFile("pictures", "joint.jpg", "image/jpeg", bytes))
                .with(Web.host(brand))
                .cookie(new jakarta.servlet.http.Cookie("session", session))
                .cookie(new jakarta.servlet.http.Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin")
                .param("version", "1")
                .param("title", "Image")
                .param("text", "Le joint se rince.")
                .param("newAlt", "")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .exchange();
        assertThat(added).hasStatus(302);
    }

    private String draft(String who, String title, String text) {
        var number = drafting.begin(
                brand, brands.teammate(brand, who), new Wording(title, "", text, "", null), How.DESK, Instant.now());
        return "/newsroom/drafts/" + number;
    }

    private static Map<String, String> form(int version, String title, String text) {
        return Map.of("version", Integer.toString(version), "title", title, "brief", "", "text", text);
    }

    private MvcTestResult save(String path, String session, int version, String title, String text) {
        return web.post(brand, session, path, form(version, title, text));
    }

    private MvcTestResult judge(String path, String session, String anchor, String press, String reason) {
        return web.post(
                brand, session, path + "/verdicts", Map.of("anchor-1", anchor, "verdict", press, "reason-1", reason));
    }

    private MvcTestResult fragment(String path, String session, Map<String, String> fields) {
        return sent(path, session, fields, Map.of("Parvis-Fragment", "1"));
    }

    private MvcTestResult sitting(String path, String session, Map<String, String> fields) {
        return sent(path, session, fields, Map.of("Parvis-Fragment", "1", "Parvis-Sitting", "1"));
    }

    private MvcTestResult sent(String path, String session, Map<String, String> fields, Map<String, String> headers) {
        var request = web.http()
                .post()
                .uri(path)
                .with(Web.host(brand))
                .cookie(
                        new jakarta.servlet.http.Cookie("language", "fr"),
                        new jakarta.servlet.http.Cookie("session", session))
                .header("Sec-Fetch-Site", "same-origin");
        headers.forEach(request::header);
        fields.forEach(request::formField);
        return request.exchange();
    }

    /** By which the page names its finding. */
    private String anchor(String path, int n) {
        return org.springframework.web.util.HtmlUtils.htmlUnescape(
                find(text(web.get(brand, owner, path)), "name=\"anchor-" + n + "\" value=\"([^\"]*)\""));
    }

    private static String find(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static long number(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private List<String> events(long number) {
        return transactions.reading(
                brand.id(), () -> db.sql("""
                        select what from ledger.event
                         where subject = (select id from newsroom.draft where number = ?)
                        """).param(number).query(String.class).list());
    }

    private List<Integer> versions(long number) {
        return transactions.reading(
                brand.id(), () -> db.sql("""
                        select version from newsroom.version
                         where draft = (select id from newsroom.draft where number = ?) order by version
                        """).param(number).query(Integer.class).list());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /** What nobody wrote before; no telephone number begins in it. */
    private static String unlike() {
        return UUID.randomUUID().toString().replace('0', 'a');
    }
}
