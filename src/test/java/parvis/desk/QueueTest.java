package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class QueueTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Queue queue;

    @Autowired
    HandingOver handingOver;

    @Autowired
    Answering answering;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whatIsDueFirstStandsFirst() {
        var brand = brands.tilleul();
        var late = due(ask(brand, "En retard"), Instant.now().minusSeconds(3600));
        var soon = due(ask(brand, "Bientôt"), Instant.now().plusSeconds(60));
        var later = due(ask(brand, "Plus tard"), Instant.now().plusSeconds(86_400 * 3));

        assertThat(listed(brand, Map.of("view", "team"), List.of(later, late, soon)))
                .containsExactly(late, soon, later);
    }

    @Test
    void aListGoesOnWithoutSkippingOrRepeating() {
        var brand = brands.tilleul();
        var same = Instant.parse("2030-01-01T10:00:00Z");
        var asked = new ArrayList<Long>();
        for (var i = 0; i < 45; i++) {
            asked.add(due(ask(brand, "Au même instant " + i), same));
        }
        for (var sort : List.of("due", "longest", "newest")) {
            var shown = new ArrayList<Long>();
            var wish = QueueWish.of(Map.of("view", "team", "sort", sort));
            while (true) {
                var rows = list(brand, wish);
                rows.stream().limit(QueueWish.PART).map(Queue.Row::number).forEach(shown::add);
                if (rows.size() <= QueueWish.PART) {
                    break;
                }
                wish = QueueWish.of(Map.of(
                        "view",
                        "team",
                        "sort",
                        sort,
                        "after",
                        rows.get(QueueWish.PART - 1).cursor(wish.sort()).toString()));
            }
            assertThat(shown).as(sort).containsAll(asked).doesNotHaveDuplicates();
        }
    }

    @Test
    void mineIsWhatWasGivenToMe() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var expert = brands.teammate(brand, "expert");
        var mine = ask(brand, "Pour moi");
        var nobodys = ask(brand, "Pour personne");
        handingOver.handOver(brand, mine.id(), manager, expert.id(), null, How.DESK, Instant.now());

        var both = List.of(mine.number(), nobodys.number());
        assertThat(listed(brand, Map.of("view", "mine"), both)).containsExactly(mine.number());
        assertThat(listed(brand, Map.of("view", "team"), both)).containsExactlyInAnyOrderElementsOf(both);
    }

    @Test
    void whatWasAnsweredWaitsForThePersonUnderItsFilter() {
        var brand = brands.tilleul();
        var question = ask(brand, "Bientôt répondue");
        answer(brand, question, Kind.SENT);

        assertThat(listed(brand, Map.of("view", "team"), List.of(question.number())))
                .isEmpty();
        assertThat(listed(brand, Map.of("view", "team", "state", "waiting"), List.of(question.number())))
                .containsExactly(question.number());
        assertThat(listed(brand, Map.of("view", "team", "state", "all"), List.of(question.number())))
                .containsExactly(question.number());
        assertThat(listed(
                        brand,
                        Map.of("view", "team", "state", "waiting", "channel", "api"),
                        List.of(question.number())))
                .isEmpty();
    }

    @Test
    void anUnansweredQuestionLooksUnreadAlsoUnderANote() {
        var brand = brands.tilleul();
        var question = ask(brand, "Toujours sans réponse");
        answer(brand, question, Kind.NOTE);
        var manager = brands.sessionOf(brand, "manager");

        due(question, Instant.now().minusSeconds(86_400 * 400L));
        var page = web.get(brand, manager, "/desk?view=team");

        assertThat(page).hasStatusOk().bodyText().satisfies(html -> {
            var item =
                    html.substring(html.lastIndexOf("<li", html.indexOf("data-number=\"" + question.number() + "\"")));
            item = item.substring(0, item.indexOf("</li>"));
            assertThat(item)
                    .contains("is-unread", "sans réponse", "Toujours sans réponse")
                    .contains("aria-label=\"Note interne\"", "<b>Expert</b> Les mots de la maison.");
        });
    }

    @Test
    void anotherBrandsConversationsAreNeverInTheQueue() {
        var nord = ask(brands.nord(), "Une question du nord");
        due(brands.nord(), nord, Instant.now().minusSeconds(86_400 * 500L));
        var tilleul = brands.tilleul();

        var page = web.get(tilleul, brands.sessionOf(tilleul, "manager"), "/desk?view=team");

        assertThat(page).hasStatusOk().bodyText().contains("Équipe").doesNotContain("Une question du nord");
        assertThat(web.get(brands.nord(), brands.sessionOf(brands.nord(), "manager"), "/desk?view=team"))
                .hasStatusOk()
                .bodyText()
                .contains("Une question du nord");
    }

    @Test
    void whatIsFoundGoesOnToTheTwoHundredth() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var word = "zu" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "q";
        var all = new TreeSet<Long>();
        for (var n = 0; n < 45; n++) {
            all.add(ask(brand, "Le " + word + " " + n).number());
        }
        var next = "/desk/queue?q=" + word + "&from=40";
        var rest = soon(() -> {
            var part = shown(web.get(brand, manager, next));
            return numbers(part).size() == 5 ? part : null;
        });
        var first = shown(web.get(brand, manager, "/desk?q=" + word));
        assertThat(first.select(".found").text()).contains("40 meilleures", word);
        assertThat(first.select(".more a").attr("hx-get")).isEqualTo(next);
        assertThat(rest.select(".more, .found")).isEmpty();
        assertThat(rest.select("h3").text()).contains("suite");
        var shown = new TreeSet<>(numbers(first));
        shown.addAll(numbers(rest));
        assertThat(shown).isEqualTo(all);
        assertThat(first.select("a[data-number]").attr("href")).doesNotContain("from=");
        assertThat(web.get(brand, manager, "/desk?q=" + word + "&from=160")).hasStatusOk();
    }

    private static org.jsoup.nodes.Document shown(MvcTestResult page) {
        try {
            return org.jsoup.Jsoup.parse(page.getResponse().getContentAsString());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> numbers(org.jsoup.nodes.Document page) {
        return page.select("a[data-number]").eachAttr("data-number").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Test
    void anAddressThatMeansNothingShowsTheBeginning() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        for (var address : List.of(
                "/desk?view=team&after=nonsense",
                "/desk?view=team&after=%2B1000000000-01-01T00:00:00Z_" + UUID.randomUUID(),
                "/desk?view=team&state=unknown&sort=longest&product=none&channel=%00",
                "/desk?view=team&most=999999999999&q=%00",
                "/desk?q=courroie&from=beaucoup",
                "/desk?q=courroie&from=-3",
                "/desk?from=40")) {
            assertThat(web.get(brand, manager, address)).as(address).hasStatusOk();
        }
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Zoé Test"), subject, "Que faire ?");
    }

    private void answer(Brand brand, Conversation c, Kind kind) {
        answering.write(
                brand,
                c.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(kind, Visibility.PUBLIC, "Les mots de la maison.", null, How.DESK, List.of()),
                Instant.now());
    }

    private long due(Conversation c, Instant at) {
        return due(brands.tilleul(), c, at);
    }

    private long due(Brand brand, Conversation c, Instant at) {
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.conversation set due_at = ? where id = ?")
                        .params(Rows.time(at), c.id().value())
                        .update());
        return c.number();
    }

    private List<Queue.Row> list(Brand brand, QueueWish wish) {
        var me = brands.teammate(brand, "expert").id();
        return transactions.reading(
                brand.id(), () -> queue.list(wish, new Queue.Named(me, null, null, null, "true"), Instant.now()));
    }

    /** Of these, those that a list shows, in its order. */
    private List<Long> listed(Brand brand, Map<String, String> asked, List<Long> numbers) {
        var shown = new ArrayList<Long>();
        var wish = QueueWish.of(asked);
        while (true) {
            var rows = list(brand, wish);
            rows.stream()
                    .limit(QueueWish.PART)
                    .map(Queue.Row::number)
                    .filter(numbers::contains)
                    .forEach(shown::add);
            if (rows.size() <= QueueWish.PART) {
                return shown;
            }
            wish = wish.after(rows.get(QueueWish.PART - 1).cursor(wish.sort()));
        }
    }
}
