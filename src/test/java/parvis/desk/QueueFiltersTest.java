package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.SavedFilters;
import parvis.conversation.Tagging;
import parvis.conversation.Visibility;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** What narrows the queue, and the names that parts of it get. */
@ProductTest
class QueueFiltersTest {
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
    Tagging tagging;

    @Autowired
    SavedFilters filters;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whatIsPromisedByTomorrowOrLateIsAQueueOfItsOwn() {
        var brand = brands.tilleul();
        var late = at(ask(brand, "En retard"), "due_at", Instant.now().minusSeconds(600));
        var tonight = at(ask(brand, "Ce soir"), "due_at", Instant.now().plus(Duration.ofHours(5)));
        var later = at(ask(brand, "Dans trois jours"), "due_at", Instant.now().plus(Duration.ofDays(3)));

        assertThat(of(brand, Map.of("view", "promised"), List.of(late, tonight, later)))
                .containsExactly(late, tonight);
    }

    @Test
    void aFilterShowsWhatItSaysAndNothingElse() {
        var brand = brands.tilleul();
        var mine = ask(brand, "Le robot de l'experte");
        var nobodys = ask(brand, "Sans personne");
        var english =
                at(ask(brand, "The bowl spins"), "opened_at", Instant.now().minus(Duration.ofDays(8)));
        language(english, "en");
        handingOver.handOver(
                brand,
                mine.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, "expert").id(),
                null,
                How.DESK,
                Instant.now());
        var tag = "panne " + UUID.randomUUID().toString().substring(0, 8);
        tagging.tag(brand, mine.id(), tag, brands.teammate(brand, "expert"), How.DESK, Instant.now());
        var all = List.of(mine.number(), nobodys.number(), english);

        assertThat(of(brand, Map.of("view", "team", "tag", tag), all)).containsExactly(mine.number());
        assertThat(of(brand, Map.of("view", "team", "owner", "expert"), all)).containsExactly(mine.number());
        assertThat(of(brand, Map.of("view", "team", "owner", "nobody"), all))
                .containsExactlyInAnyOrder(nobodys.number(), english);
        assertThat(of(brand, Map.of("view", "team", "language", "en"), all)).containsExactly(english);
        assertThat(of(brand, Map.of("view", "team", "wait", "week"), all)).containsExactly(english);
        assertThat(of(brand, Map.of("view", "team", "wait", "month"), all)).isEmpty();
        assertThat(of(brand, Map.of("view", "team", "owner", "nobody", "language", "en", "wait", "day"), all))
                .containsExactly(english);
    }

    @Test
    void whatWasNeverAnsweredIsInSightAndLinked() {
        var brand = brands.tilleul();
        var never = ask(brand, "Jamais répondue");
        var once = ask(brand, "Répondue, puis relancée");
        answering.write(
                brand,
                once.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, "Voici.", null, How.DESK, List.of()),
                Instant.now());
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.conversation set state = 'open' where id = ?")
                        .param(once.id().value())
                        .update());

        assertThat(of(brand, Map.of("view", "team", "unanswered", "yes"), List.of(never.number(), once.number())))
                .containsExactly(never.number());
        assertThat(web.get(brand, brands.sessionOf(brand, "expert"), "/desk"))
                .hasStatusOk()
                .bodyText()
                .contains("Plus longue attente", "Jamais répondues", "/desk?view=team&amp;unanswered=yes")
                .contains("/desk?view=team&amp;owner=nobody", "/desk?view=promised");
    }

    @Test
    void anAddressKeepsEveryFilterAndDropsWhatMeansNothing() {
        var asked = Map.of(
                "view",
                "team",
                "channel",
                "api",
                "tag",
                "pièce cassée",
                "language",
                "xx",
                "owner",
                "nobody",
                "wait",
                "week");
        assertThat(QueueWish.of(asked).query())
                .isEqualTo("?view=team&channel=api&tag=pi%C3%A8ce+cass%C3%A9e&owner=nobody&wait=week");
        assertThat(QueueWish.of(Map.of("owner", "nobody", "state", "closed", "wait", "week"))
                        .query())
                .as("mine has one owner; only what is open waits")
                .isEqualTo("?state=closed");
    }

    @Test
    void aFilterGetsANameThatOnesOwnRailShowsAndNobodyElses() {
        var brand = brands.tilleul();
        var name = "À moi " + UUID.randomUUID().toString().substring(0, 8);
        var expert = brands.sessionOf(brand, "expert");
        var kept = web.post(
                brand, expert, "/desk/filters", Map.of("name", name, "query", "?view=team&tag=panne&q=Hélène&after=x"));

        assertThat(kept).hasStatus3xxRedirection();
        assertThat(kept.getResponse().getHeader("Location")).endsWith("/desk?view=team&tag=panne");
        assertThat(web.get(brand, expert, "/desk")).bodyText().contains(name);
        assertThat(web.get(brand, brands.sessionOf(brand, "owner"), "/desk"))
                .bodyText()
                .doesNotContain(name)
                .contains("Garder ce filtre");
        var id = idOf(brand, name);
        assertThat(web.post(brand, brands.sessionOf(brand, "owner"), "/desk/filters/" + id + "/removal", Map.of()))
                .hasStatus(404);
        assertThat(web.post(brand, expert, "/desk/filters/" + id + "/removal", Map.of()))
                .hasStatus3xxRedirection();
        assertThat(web.get(brand, expert, "/desk")).bodyText().doesNotContain(name);
    }

    @Test
    void everybodysFilterIsChangedByWhoAnswersEverythingOnly() {
        var brand = brands.tilleul();
        var name = "Équipe " + UUID.randomUUID().toString().substring(0, 8);
        var manager = brands.sessionOf(brand, "manager");
        var expert = brands.sessionOf(brand, "expert");
        web.post(brand, manager, "/desk/filters", Map.of("name", name, "query", "?view=team", "shared", "on"));
        var id = idOf(brand, name);

        assertThat(web.get(brand, expert, "/desk")).bodyText().contains(name);
        assertThat(web.post(brand, expert, "/desk/filters/" + id, Map.of("name", "Autre")))
                .hasStatus(403);
        assertThat(web.post(brand, expert, "/desk/filters/" + id + "/removal", Map.of()))
                .hasStatus(403);
        assertThat(web.post(brand, manager, "/desk/filters/" + id, Map.of("name", " ")))
                .hasStatus(422)
                .bodyText()
                .contains("Donnez un nom");
        assertThat(web.post(brand, manager, "/desk/filters/" + id + "/removal", Map.of()))
                .hasStatus3xxRedirection();
    }

    @Test
    void nobodyKeepsMoreFiltersThanARailHolds() {
        var brand = brands.nord();
        var colleague = brands.teammate(brand, "colleague");
        for (var i = 0; i < SavedFilters.MOST; i++) {
            filters.save(brand, colleague, "Filter " + i, false, "?view=team", Instant.now());
        }
        assertThat(filters.save(brand, colleague, "One more", false, "", Instant.now()))
                .isEqualTo(SavedFilters.Outcome.TOO_MANY);
    }

    @Test
    void aTagIsPutOnFoundAndTakenAway() {
        var brand = brands.tilleul();
        var question = ask(brand, "À étiqueter");
        var expert = brands.sessionOf(brand, "expert");
        var path = "/desk/conversations/" + question.number();
        var tag = "vis " + UUID.randomUUID().toString().substring(0, 8);

        assertThat(web.post(brand, expert, path + "/tags", Map.of("word", tag.toUpperCase())))
                .hasStatus3xxRedirection();
        assertThat(web.get(brand, expert, path)).bodyText().contains("a mis l’étiquette « " + tag + " »");
        assertThat(web.post(brand, expert, path + "/tags?view=team", Map.of("word", tag))
                        .getResponse()
                        .getHeader("Location"))
                .as("the queue beside stays what it was")
                .endsWith(path + "?view=team");
        assertThat(web.post(brand, expert, path + "/tags", Map.of("word", "x".repeat(60))))
                .hasStatus(422)
                .bodyText()
                .contains("40 caractères au plus");
        assertThat(web.post(brand, expert, path + "/tags/removal", Map.of("word", tag)))
                .hasStatus3xxRedirection();
        assertThat(web.get(brand, expert, path)).bodyText().contains("a retiré l’étiquette « " + tag + " »");
        assertThat(of(brand, Map.of("view", "team", "tag", tag), List.of(question.number())))
                .isEmpty();
    }

    private String idOf(Brand brand, String name) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select id from conversation.saved_filter where name = ?")
                        .param(name)
                        .query(UUID.class)
                        .single()
                        .toString());
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Zoé Test"), subject, "Que faire ?");
    }

    private long at(Conversation c, String column, Instant at) {
        transactions.run(
                brands.tilleul().id(),
                () -> db.sql("update conversation.conversation set " + column + " = ? where id = ?")
                        .params(Rows.time(at), c.id().value())
                        .update());
        return c.number();
    }

    private void language(long number, String language) {
        transactions.run(
                brands.tilleul().id(),
                () -> db.sql("update conversation.conversation set language = ? where number = ?")
                        .params(language, number)
                        .update());
    }

    /** Of these, those that the whole of a list shows, in its order. */
    private List<Long> of(Brand brand, Map<String, String> asked, List<Long> numbers) {
        var me = brands.teammate(brand, "manager").id();
        var owner = "expert".equals(asked.get("owner"))
                ? brands.teammate(brand, "expert").id().value()
                : null;
        var shown = new java.util.ArrayList<Long>();
        for (var wish = QueueWish.of(asked); ; ) {
            var now = wish;
            var rows = transactions.reading(
                    brand.id(), () -> queue.list(now, new Queue.Named(me, null, owner, null, "true"), Instant.now()));
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
