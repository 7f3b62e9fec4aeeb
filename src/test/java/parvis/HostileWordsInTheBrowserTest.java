package parvis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parvis.support.Soon.soon;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.conversation.Accepting;
import parvis.conversation.Conversation;
import parvis.conversation.Incoming;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.Sources;
import parvis.support.TwoBrands;
import parvis.support.Web;
import tools.jackson.databind.json.JsonMapper;

/**
 * What strangers collected to break pages with, in the fields that people fill, looked at in a real browser: nothing of it runs, no
 * page comes apart, and it stands there as the words that it is. It is read from where it lies beside the project, and is not tried
 * where it is not.
 */
@BrowserTest
class HostileWordsInTheBrowserTest {
    private static final Path DATA = Path.of("../shared/data/security");
    private static final int LINES = 60;
    private static final int LONGEST = 16_000;
    /** What the house's own templates and the words of people are made of. */
    private static final Set<String> MADE_OF = Set.of(
            ("html head meta title link script body header nav main footer section article aside div span p a ul ol li dl dt dd h1 h2 h3 h4 h5 h6"
                            + " form fieldset legend label input textarea select option optgroup datalist button details summary dialog"
                            + " strong em b i s del ins sub sup code kbd pre samp blockquote q cite br hr img figure figcaption picture"
                            + " table caption thead tbody tfoot colgroup col tr th td time mark small abbr output svg path use g circle rect line polyline polygon ellipse text defs symbol"
                            + " noscript template")
                    .split(" "));
    /** What is looked at on a page: what ran, what was kept from running, and whether it is still made as it was meant to. */
    private static final String LOOK = """
            made => {
              const bad = [...window.tried];
              const allowed = new Set(made);
              for (const e of document.querySelectorAll("*")) {
                if (!allowed.has(e.localName)) bad.push("an element " + e.localName + " in " + e.parentElement.outerHTML.slice(0, 200));
                for (const a of e.attributes) {
                  if (a.name.startsWith("on")) bad.push("an attribute " + e.localName + " " + a.name);
                  if (["href", "src", "action", "formaction", "xlink:href", "srcdoc", "data"].includes(a.name)
                      && /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data):/i.test(a.value)) bad.push("an address " + a.value.slice(0, 60));
                }
                if (e.localName === "script" && !e.src && e.type !== "application/ld+json") bad.push("a script");
                if (e.localName === "form" && new URL(e.action, location.href).origin !== location.origin) bad.push("a form to " + e.action);
              }
              if (document.querySelectorAll("main").length !== 1) bad.push("no single main");
              if ([...document.body.children].some(e => ["P", "LI", "SPAN"].includes(e.tagName))) bad.push("the page came apart");
              return bad;
            }""";

    private static final String WATCH = """
            window.tried = [];
            for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.tried.push("it ran: " + name);
            document.addEventListener("securitypolicyviolation", e => window.tried.push("kept from running: " + e.effectiveDirective + " " + e.blockedURI));
            """;

    /** Fields that hold no words: numbers, choices, moments, what a browser sends by itself. */
    private static final Set<String> NO_WORDS = Set.of(
            ("back other came credential code sure submission shared seen lastSeen hour helped chosen was version website wanted"
                            + " typed revision posts publishedOn publishAt privately own minutes mail last language kind id held from first file"
                            + " draft closed brand blocks asked anchor colour seal since open pictures to email submit query key user view"
                            + " state most sort tab mode days pieces order on instead take reading confirm passage verdict drop until zone")
                    .split(" "));

    /** Fields of the settings in which words stand. */
    private static final Set<String> OF_THE_HOUSE = Set.of(
            "name tagline-fr tagline-en facts-fr facts-en name-fr name-en purpose-fr purpose-en slug reasons avoided dictionary legal-fr privacy-fr"
                    .split(" "));

    private static final List<String> FORMS_OF_THE_HOUSE = List.of(
            "/settings",
            "/settings/texts",
            "/settings/products/new",
            "/settings/places/new",
            "/settings/guard",
            "/settings/orders",
            "/settings/team",
            "/account",
            "/account/absences");

    private static final List<String> PAGES_OF_THE_HOUSE = List.of(
            "/",
            "/questions",
            "/questions/new",
            "/privacy",
            "/settings",
            "/settings/texts",
            "/settings/products",
            "/settings/places",
            "/settings/guard",
            "/settings/orders",
            "/settings/team",
            "/settings/audit",
            "/desk",
            "/desk/new",
            "/newsroom");

    /** All that words can be typed into, however folded away; what it says back is what they are called. */
    private static final String FILL = """
            (form, words) => [...form.querySelectorAll("input[type=text], input:not([type]), textarea")].map(field => {
              field.value = field.maxLength > 0 ? words.slice(0, field.maxLength) : words;
              return field.name;
            }).join("\\n")""";

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
    Browser browser;

    @Autowired
    Accepting accepting;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand brand;
    private List<String> hostile;

    @BeforeEach
    void hostileWords() throws IOException {
        assumeTrue(Files.exists(DATA), "not here, so not tried: " + DATA);
        brand = brands.tilleul();
        soon(() -> web.get(brand, null, "/health").getResponse().getStatus() == 200);
        hostile = Stream.concat(
                        Files.readAllLines(DATA.resolve("xss_payloadbox.txt")).stream(),
                        Arrays.stream(new JsonMapper()
                                .readValue(Files.readString(DATA.resolve("blns.json")), String[].class)))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(hostile).hasSizeGreaterThan(5_000);
    }

    @Test
    void everyLineOfItIsOnlyWordsInWhatPeopleWrite() {
        var asker = brands.member(brand, "Hostile Texte");
        var pages = new ArrayList<Conversation>();
        for (var text : together(hostile)) {
            pages.add(ask("Un texte hostile " + UUID.randomUUID(), asker.name(), asker.email(), text, null));
        }
        for (var html : together(hostile).stream().limit(6).toList()) {
            pages.add(ask("Un HTML hostile " + UUID.randomUUID(), asker.name(), asker.email(), "", html));
        }
        assertThat(pages).hasSizeGreaterThan(20);
        looked(null, pages.stream().map(Conversation::path).toList());
        looked("manager", pages.stream().map(Conversation::deskPath).toList());
    }

    @Test
    void itStandsInOneLineFieldsAsItIs() {
        var some = sample(LINES);
        var tag = "hostile " + UUID.randomUUID().toString().substring(0, 8);
        var manager = brands.sessionOf(brand, "manager");
        var owner = brands.sessionOf(brand, "owner");
        var asked = new ArrayList<Conversation>();
        for (var i = 0; i < some.size(); i++) {
            var line = some.get(i);
            asked.add(ask(
                    line,
                    some.get((i + 7) % some.size()),
                    "h" + i + "." + UUID.randomUUID() + "@mel.example",
                    line,
                    null));
            web.post(brand, manager, asked.getLast().deskPath() + "/tags", Map.of("word", cut(line, 40)));
            web.post(brand, manager, asked.getLast().deskPath() + "/tags", Map.of("word", tag));
        }
        var first = asked.getFirst();
        var person = "/desk/people/" + first.person().value();
        for (var line : some.stream().limit(20).toList()) {
            web.post(brand, manager, "/desk/canned", Map.of("title", cut(line, 80), "fr", line, "en", line));
            web.post(brand, manager, "/desk/filters", Map.of("name", cut(line, 40), "query", "?view=team"));
            web.post(brand, manager, first.deskPath() + "/messages", Map.of("to", "note", "text", line));
            web.post(brand, manager, first.deskPath() + "/messages", Map.of("to", "public", "text", line));
            web.post(
                    brand,
                    null,
                    "/messages/" + Objects.requireNonNull(first.lastMessage()).value() + "/reports",
                    Map.of("reason", "other", "words", line, "email", "signale@mel.example"));
            web.post(brand, manager, "/newsroom/drafts", Map.of("title", cut(line, 200), "text", line, "brief", line));
        }
        web.post(brand, manager, person + "/manner", Map.of("hours", cut(some.get(3), 120)));
        web.post(brand, manager, "/desk/signature", Map.of("act", "save", "fr", some.get(4), "en", some.get(5)));
        web.post(
                brand,
                manager,
                "/messages/"
                        + Objects.requireNonNull(asked.get(9).lastMessage()).value() + "/concealment",
                Map.of("reason", "other", "words", some.get(9)));

        looked(
                null,
                Stream.concat(
                                Stream.of(
                                        "/",
                                        "/questions",
                                        "/questions?tag=" + encoded(tag),
                                        asked.get(9).path()),
                                asked.stream().limit(12).map(Conversation::path))
                        .toList());
        looked(
                "owner",
                Stream.concat(
                                Stream.of(
                                        "/desk?view=team&most=200&sort=newest",
                                        "/desk?view=team&tag=" + encoded(tag),
                                        "/desk/canned",
                                        "/desk/filters",
                                        "/desk/signature",
                                        "/desk/blocked",
                                        "/desk/alike",
                                        "/desk/alerts",
                                        "/moderation",
                                        "/newsroom",
                                        "/settings/audit",
                                        person,
                                        first.deskPath()),
                                asked.stream().limit(5).map(Conversation::deskPath))
                        .toList());
        web.post(brand, manager, "/desk/signature", Map.of("act", "save", "fr", "", "en", ""));
        assertThat(owner).isNotBlank();

        try (var visit = browser.signedIn(manager).at(brand)) {
            visit.go(first.deskPath());
            for (var line : some.stream()
                    .filter(HostileWordsInTheBrowserTest::isPlain)
                    .limit(20)
                    .toList()) {
                var there = asked.get(some.indexOf(line));
                visit.go(there.deskPath());
                assertThat(visit.page().locator("#talk-title").textContent()).isEqualTo(subject(there));
                assertThat(subject(there))
                        .contains(line.strip()
                                .substring(0, Math.min(12, line.strip().length())));
            }
        }
    }

    @Test
    void whatIsLookedForIsSaidBackAsItIs() {
        var some = sample(24);
        var paths = new ArrayList<String>();
        for (var line : some) {
            paths.add("/search?q=" + encoded(cut(line, 200)));
            paths.add("/questions?tag=" + encoded(cut(line, 40)));
            paths.add("/signin?back=" + encoded(line));
        }
        looked(null, paths);
        looked(
                "manager",
                some.stream()
                        .map(line -> "/desk?view=team&q=" + encoded(cut(line, 100)))
                        .toList());
    }

    @Test
    void whatTheSettingsRefuseIsSaidBackAsItIs() {
        var forms = Map.of(
                "/settings/provider", List.of("issuer", "client", "secret", "domains", "label"),
                "/settings/domains", List.of("host"),
                "/settings/orders/trial", List.of("name", "examples", "tried"),
                "/settings/houses", List.of("name", "host"));
        var wrong = new TreeSet<String>();
        try (var visit = browser.signedIn(brands.sessionOf(brand, "owner")).at(brand)) {
            var page = visit.page();
            watch(page, wrong);
            // none of them could be taken for the name of a machine
            for (var line :
                    sample(40).stream().filter(l -> l.contains("<")).limit(8).toList()) {
                forms.forEach((path, fields) -> {
                    page.navigate(browser.address(brand) + path.replace("/trial", ""));
                    var form = page.locator("main form[action='" + path + "']");
                    fields.forEach(field -> form.locator("[name=" + field + "]").fill(cut(line.strip(), 50)));
                    form.evaluate("form => form.noValidate = true");
                    form.locator("button.primary").click();
                    page.waitForLoadState();
                    look(page, path, wrong);
                    assertThat(page.locator("main .error").count()).as(path).isPositive();
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** In a house of its own: whatever can be typed into its settings is typed there, and sent. */
    @Test
    void whatTheHouseSaysOfItselfIsOnlyWords() {
        var house = OwnHouse.make(creation, all, team, accounts);
        var wrong = new TreeSet<String>();
        var filled = new TreeSet<String>();
        var forms = "main form:has(input[type=text], input:not([type]), textarea)";
        try (var visit = browser.signedIn(brands.session(house, "owner@" + house.slug() + ".test"))
                .at(house)) {
            var page = visit.page();
            watch(page, wrong);
            for (var line :
                    sample(40).stream().filter(l -> l.contains("<")).limit(4).toList()) {
                for (var path : FORMS_OF_THE_HOUSE) {
                    page.navigate(browser.address(house) + path);
                    var many = page.locator(forms).count();
                    assertThat(many).as("forms of " + path).isPositive();
                    for (var n = 0; n < Math.min(many, 6); n++) {
                        page.navigate(browser.address(house) + path);
                        var form = page.locator(forms).nth(n);
                        form.evaluate(FILL, line.strip()).toString().lines().forEach(filled::add);
                        page.waitForNavigation(() -> form.evaluate("form => form.submit()"));
                        look(page, path, wrong);
                    }
                }
            }
            for (var path : PAGES_OF_THE_HOUSE) {
                page.navigate(browser.address(house) + path);
                look(page, path, wrong);
            }
            page.navigate(browser.address(house) + "/legal");
            assertThat(page.locator("main").textContent()).contains("<");
        }
        assertThat(wrong).isEmpty();
        assertThat(filled).containsAll(OF_THE_HOUSE);
    }

    @Test
    void everyFieldOfTheTemplatesIsTriedOrHoldsNoWords() {
        var tried = Set.of(
                "title text name subject word words fr en hours brief reason q sought alt alts cc slug tagline-fr tagline-en facts-fr issuer client secret domains label host examples tried"
                        .split(" "));
        // those of their own tests
        var elsewhere = Set.of("address newAlt user key".split(" "));
        var field = Pattern.compile("<(?:input|textarea)\\b[^>]*?\\bname=\"([^\"]+)\"[^>]*>");
        var unknown = new TreeSet<String>();
        for (var template : Sources.in(Sources.TEMPLATES, ".jte")) {
            field.matcher(template.text())
                    .results()
                    .filter(
                            found -> !found.group()
                                    .matches(
                                            "(?s).*type=\"(hidden|radio|checkbox|file|date|time|number|datetime-local|color)\".*"))
                    .map(found -> found.group(1).replaceFirst("-?\\$\\{.*", ""))
                    .filter(name -> !name.isEmpty()
                            && !tried.contains(name)
                            && !OF_THE_HOUSE.contains(name)
                            && !elsewhere.contains(name)
                            && !NO_WORDS.contains(name))
                    .forEach(name -> unknown.add(template.path() + " " + name));
        }
        assertThat(unknown).as("fields that nobody tried hostile words in").isEmpty();
    }

    private void looked(@org.jspecify.annotations.Nullable String who, List<String> paths) {
        var wrong = new TreeSet<String>();
        try (var visit = who == null
                ? browser.reader().at(brand)
                : browser.signedIn(brands.sessionOf(brand, who)).at(brand)) {
            watch(visit.page(), wrong);
            for (var path : paths) {
                visit.page().navigate(browser.address(brand) + path);
                look(visit.page(), path, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void watch(Page page, Set<String> wrong) {
        page.addInitScript(WATCH);
        page.onDialog(dialog -> {
            wrong.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    private static void look(Page page, String path, Set<String> wrong) {
        for (var bad : (List<?>) page.evaluate(LOOK, MADE_OF.stream().toList())) {
            wrong.add(path + " " + bad);
        }
    }

    private Conversation ask(
            String subject, String name, String email, String text, @org.jspecify.annotations.Nullable String html) {
        return accepting
                .acceptNow(
                        brand,
                        new Incoming(
                                "api",
                                Ids.next().toString(),
                                null,
                                new Incoming.From(name, email, null, true),
                                cut(subject, 200),
                                text,
                                html,
                                null,
                                null,
                                Instant.now(),
                                "questions",
                                null,
                                null,
                                List.of(),
                                List.of(),
                                false,
                                "api"),
                        Instant.now())
                .orElseThrow();
    }

    private String subject(Conversation conversation) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select subject from conversation.conversation where number = ?")
                        .param(conversation.number())
                        .query(String.class)
                        .single());
    }

    /** As many of them as fit into one text, each a paragraph of its own. */
    private static List<String> together(List<String> lines) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        for (var line : lines) {
            if (text.length() + line.length() > LONGEST) {
                texts.add(text.toString());
                text.setLength(0);
            }
            text.append(line).append("\n\n");
        }
        texts.add(text.toString());
        return texts;
    }

    private List<String> sample(int many) {
        var step = hostile.size() / many;
        return IntStream.range(0, many)
                .mapToObj(i -> hostile.get(i * step))
                .map(line -> line.codePoints()
                        .filter(c -> c != 0)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .toList();
    }

    private static boolean isPlain(String line) {
        return line.chars().allMatch(c -> c >= 32 && c < 127) && line.strip().length() > 5;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
