package parvis.shots;

import static parvis.shots.Screen.of;
import static parvis.shots.Screen.reader;

import java.util.List;

/** Every screen of the product, as the people of the demo see it. */
final class Screens {
    private static final String CLICKING = "main a[href*='claquement']";
    private static final String ASK_FOR_A_LINK = """
            document.querySelector("main input[type=email]").value = "helene-c@mel.example";
            document.querySelector("main form[action^='/signin']").requestSubmit()""";

    static final List<Screen> ALL = List.of(
            reader("01-home", "/"),
            reader("01-home-en", "/").in("en"),
            reader("01-home-atelier-nord", "/").at("atelier-nord"),
            reader("02-question", "/questions?tag=bruits").following(CLICKING),
            reader("02-question-en", "/questions?tag=limescale").in("en").following("main a[href*='white-flakes']"),
            of("02-question-asker", "helene", "/questions?tag=bruits").following(CLICKING),
            reader("02-question-hidden-reply", "/questions?tag=rappel").following("main a[href*='moquez']"),
            reader("03-questions", "/questions"),
            reader("04-ask", "/questions/new"),
            of("04-ask-member", "helene", "/questions/new"),
            reader("05-products", "/products"),
            reader("05-product", "/products/bouilloire-b1"),
            reader("06-person", "/people/gaspard-r"),
            reader("06-person-house", "/people/nadia"),
            reader("07-search", "/search?q=tartre"),
            reader("07-search-none", "/search?q=xylophone"),
            of("10-desk", "maud", "/desk?view=team"),
            of("10-desk-mine", "maud", "/desk"),
            of("10-desk-expert", "nadia", "/desk"),
            of("11-desk-conversation", "karim", "/desk").following("a[href^='/desk/conversations/']"),
            of("11-desk-conversation-en", "maud", "/desk?view=team")
                    .in("en")
                    .following("a[href^='/desk/conversations/']"),
            of("12-desk-new", "maud", "/desk/new"),
            of("12-desk-signature", "maud", "/desk/signature"),
            of("12-desk-filters", "maud", "/desk/filters?query=%3Fview%3Dteam%26owner%3Dnobody"),
            of("12-desk-canned", "maud", "/desk/canned"),
            of("12-desk-alerts", "maud", "/desk/alerts"),
            of("12-desk-approvals", "maud", "/desk/approvals"),
            of("12-desk-approvals-trainee", "noe", "/desk/approvals"),
            of("12-desk-blocked", "maud", "/desk/blocked"),
            of("12-desk-alike", "maud", "/desk/alike"),
            of("12-desk-person", "maud", "/desk?view=team")
                    .acting(
                            "fetch(document.querySelector(\"a[href^='/desk/conversations/']\").href).then(r => r.text())"
                                    + ".then(page => location.href = page.match(/\\/desk\\/people\\/[0-9a-f-]{36}/)[0])"),
            of("22-newsroom", "maud", "/newsroom"),
            of("23-draft", "maud", "/newsroom").following("main .drafts a"),
            of("23-draft-agency", "ines", "/newsroom").following("main .drafts a"),
            of("24-guard-settings", "claire", "/settings/guard"),
            reader("13-signin", "/signin"),
            reader("14-link-sent", "/signin").acting(ASK_FOR_A_LINK),
            reader("16-legal", "/legal"),
            reader("16-privacy", "/privacy"),
            reader("32-data-asked", "/my-data"),
            of("33-data", "odette", "/my-data"),
            reader("17-demo", "/demo"),
            reader("18-mails", "/demo/mails"),
            reader("18-mail", "/demo/mails").following(".mails a"),
            reader("19-report", "/questions?tag=bruits")
                    .acting("fetch(document.querySelector(\"" + CLICKING + "\").href).then(r => r.text())"
                            + ".then(page => location.href = page.match(/\\/messages\\/[^\"\\/]+\\/reports/)[0])"),
            of("20-moderation", "maud", "/moderation"),
            reader("21-not-found", "/nothing-of-this-name").answered(404),
            of("29-settings-house", "claire", "/settings"),
            of("30-settings-hours", "claire", "/settings/hours"),
            of("31-settings-team", "claire", "/settings/team"),
            of("35-settings-audit", "claire", "/settings/audit"),
            of("40-settings-privacy", "claire", "/settings/privacy"),
            of("39-settings-domains", "claire", "/settings/domains"),
            of("38-settings-provider", "claire", "/settings/provider"),
            of("36-account", "claire", "/account"),
            of("36-absences", "claire", "/account/absences"),
            of("37-second-factor", "claire", "/account/second-factor"),
            of("34-settings-products", "claire", "/settings/products"),
            of("40-settings-places", "claire", "/settings/places"),
            of("41-settings-place", "claire", "/settings/places/new"),
            of("22-settings-feeds", "maud", "/settings/feeds"),
            of("23-settings-backups", "maud", "/settings/backups"),
            of("28-settings-imports", "claire", "/settings/imports"),
            of("21-not-allowed", "helene", "/desk").answered(403));

    private Screens() {}
}
