package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.conversation.Answering;
import parvis.conversation.Closing;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Many;
import parvis.conversation.Many.Act;
import parvis.conversation.Many.Chosen;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

/** What is done with several conversations at once. */
@ProductTest
class ManyTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Many many;

    @Autowired
    HandingOver handingOver;

    @Autowired
    Answering answering;

    @Autowired
    Closing closing;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void severalAreClosedAtOnceAndOpenAgainAsTheyWere() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var one = ask(brand);
        var two = ask(brand);
        var before = List.of(row(one), row(two));

        var account = done(brand, manager, Act.CLOSURE, List.of(chosen(one), chosen(two)));

        assertThat(account.done()).isEqualTo(2);
        assertThat(state(one)).isEqualTo("closed");
        assertThat(undo(brand, manager, account, Instant.now())).isEqualTo(Many.Undone.DONE);
        assertThat(List.of(row(one), row(two))).isEqualTo(before);
        assertThat(web.get(brand, brands.sessionOf(brand, "manager"), "/desk/conversations/" + one.number()))
                .bodyText()
                .contains("a clos la conversation", "a annulé ce qui venait d’être fait");
        assertThat(undo(brand, manager, account, Instant.now())).as("once").isEqualTo(Many.Undone.TOO_LATE);
    }

    @Test
    void whatSomebodyWroteInMeanwhileIsLeftAndNamed() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var seen = ask(brand);
        var quiet = ask(brand);
        note(brand, seen);

        var account = done(brand, manager, Act.CLOSURE, List.of(chosen(seen), chosen(quiet)));

        assertThat(account.done()).isEqualTo(1);
        assertThat(account.left()).containsEntry("overtaken", List.of(seen.number()));
        assertThat(state(seen)).isEqualTo("open");
        assertThat(web.get(brand, brands.sessionOf(brand, "manager"), "/desk?view=team&done=" + account.id()))
                .bodyText()
                .contains("1 conversation close.", "quelqu’un y a écrit entre-temps", String.valueOf(seen.number()))
                .contains("/desk/bulk/" + account.id() + "/removal");
        assertThat(web.get(brand, brands.sessionOf(brand, "owner"), "/desk?view=team&done=" + account.id()))
                .as("what another did is theirs to undo")
                .bodyText()
                .doesNotContain("1 conversation close.");
    }

    @Test
    void whatSomebodyChangedSinceStaysAsItIsWhenTheRestIsUndone() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var touched = ask(brand);
        var other = ask(brand);
        var account = done(brand, manager, Act.CLOSURE, List.of(chosen(touched), chosen(other)));
        note(brand, touched);

        assertThat(undo(brand, manager, account, Instant.now())).isEqualTo(Many.Undone.DONE);

        assertThat(state(touched)).isEqualTo("closed");
        assertThat(state(other)).isEqualTo("open");
        assertThat(many.account(brand.id(), account.id(), manager.id())
                        .orElseThrow()
                        .left())
                .containsEntry("changed", List.of(touched.number()));
    }

    @Test
    void severalAreHandedOverTaggedAndMarkedAsSpamAndEachIsUndone() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var expert = brands.teammate(brand, "expert");
        for (var act : List.of(Act.OWNER, Act.TAG, Act.SPAM)) {
            var question = ask(brand);
            var before = row(question);
            var outcome = many.act(
                    brand,
                    List.of(chosen(question)),
                    new Many.Wish(act, expert.id(), "lot " + act),
                    manager,
                    Instant.now());
            var account = many.account(brand.id(), ((Many.Outcome.Done) outcome).bulk(), manager.id())
                    .orElseThrow();
            assertThat(account.done()).as("%s", act).isEqualTo(1);
            switch (act) {
                case OWNER ->
                    assertThat(row(question)).contains(expert.id().value().toString());
                case TAG -> assertThat(tags(question)).containsExactly("lot tag");
                default -> {
                    assertThat(state(question)).isEqualTo("closed");
                    assertThat(web.get(brand, null, question.path())).bodyText().doesNotContain("Que faire ?");
                }
            }
            assertThat(undo(brand, manager, account, Instant.now())).isEqualTo(Many.Undone.DONE);
            assertThat(row(question)).as("%s", act).isEqualTo(before);
            assertThat(tags(question)).isEmpty();
            assertThat(web.get(brand, null, question.path()))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Que faire ?");
        }
    }

    @Test
    void nobodyActsOnWhatIsSomebodyElses() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var expert = brands.teammate(brand, "expert");
        var theirs = ask(brand);
        var nobodys = ask(brand);
        handingOver.handOver(brand, theirs.id(), manager, manager.id(), null, How.DESK, Instant.now());

        var account = done(brand, expert, Act.CLOSURE, List.of(chosen(theirs), chosen(nobodys)));

        assertThat(account.left()).containsEntry("not_allowed", List.of(theirs.number()));
        assertThat(state(theirs)).isEqualTo("open");
        assertThat(state(nobodys)).isEqualTo("closed");
        assertThat(undo(brand, manager, account, Instant.now()))
                .as("nor undoes it")
                .isEqualTo(Many.Undone.UNKNOWN);
    }

    @Test
    void anotherBrandsConversationsAreNotThere() {
        var nord = brands.ask(brands.nord(), brands.member(brands.nord(), "Zoe Nord"), "Ours", "What now?");
        var brand = brands.tilleul();
        var mine = ask(brand);
        var account = done(
                brand,
                brands.teammate(brand, "manager"),
                Act.CLOSURE,
                List.of(new Chosen(nord.number() + 900_000, nord.lastMessage().value()), chosen(mine)));
        assertThat(account.done()).isEqualTo(1);
        assertThat(transactions.reading(
                        brands.nord().id(),
                        () -> db.sql("select state from conversation.conversation where id = ?")
                                .param(nord.id().value())
                                .query(String.class)
                                .single()))
                .isEqualTo("open");
    }

    @Test
    void tenSecondsLaterItStays() {
        var brand = brands.tilleul();
        var manager = brands.teammate(brand, "manager");
        var question = ask(brand);
        var account = done(brand, manager, Act.CLOSURE, List.of(chosen(question)));

        assertThat(undo(brand, manager, account, Instant.now().plusSeconds(13))).isEqualTo(Many.Undone.TOO_LATE);
        assertThat(state(question)).isEqualTo("closed");
    }

    @Test
    void aFormWithoutAChoiceOrWithTooManyIsRefusedInWords() {
        var brand = brands.tilleul();
        assertThat(post(brand, "act=closure"))
                .hasStatus(422)
                .bodyText()
                .contains("Choisissez d’une à 200 conversations.");
        var all = IntStream.range(1, 203)
                .mapToObj(n -> "&chosen=" + n + "_" + UUID.randomUUID())
                .collect(java.util.stream.Collectors.joining());
        assertThat(post(brand, "act=closure" + all)).hasStatus(422);
        var question = ask(brand);
        assertThat(post(brand, "act=owner&to=nobody&chosen=" + value(question)))
                .hasStatus(422)
                .bodyText()
                .contains("Choisissez à qui confier");
        assertThat(post(brand, "act=tag&word=&chosen=" + value(question))).hasStatus(422);
        assertThat(post(brand, "act=erase&chosen=" + value(question))).hasStatus(404);
        assertThat(post(brand, "act=closure&chosen=nonsense&chosen=" + value(question)))
                .hasStatus3xxRedirection();
        assertThat(state(question)).isEqualTo("closed");
    }

    private MvcTestResult post(Brand brand, String form) {
        return web.http()
                .post()
                .uri("/desk/bulk")
                .with(Web.host(brand))
                .header("Sec-Fetch-Site", "same-origin")
                .header(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .cookie(new jakarta.servlet.http.Cookie("session", brands.sessionOf(brand, "manager")))
                .content(form)
                .exchange();
    }

    private Many.Account done(Brand brand, Teammate by, Act act, List<Chosen> chosen) {
        var outcome = many.act(brand, chosen, new Many.Wish(act, null, ""), by, Instant.now());
        return many.account(brand.id(), ((Many.Outcome.Done) outcome).bulk(), by.id())
                .orElseThrow();
    }

    private Many.Undone undo(Brand brand, Teammate by, Many.Account account, Instant at) {
        return many.undo(brand, account.id(), by, at);
    }

    private Conversation ask(Brand brand) {
        return brands.ask(brand, brands.member(brand, "Zoé Lot"), "En lot " + Unheard.word(), "Que faire ?");
    }

    private void note(Brand brand, Conversation c) {
        answering.write(
                brand,
                c.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, "Attends.", null, How.DESK, List.of()),
                Instant.now());
    }

    private static Chosen chosen(Conversation c) {
        return new Chosen(
                c.number(), java.util.Objects.requireNonNull(c.lastMessage()).value());
    }

    private static String value(Conversation c) {
        return c.number() + "_"
                + java.util.Objects.requireNonNull(c.lastMessage()).value();
    }

    private String state(Conversation c) {
        return read("select state from conversation.conversation where id = ?", c);
    }

    /** Everything that is kept of it. */
    private String row(Conversation c) {
        return read("select to_jsonb(c)::text from conversation.conversation c where id = ?", c);
    }

    private String read(String sql, Conversation c) {
        return transactions.reading(
                brands.tilleul().id(),
                () -> db.sql(sql).param(c.id().value()).query(String.class).single());
    }

    private List<String> tags(Conversation c) {
        return transactions.reading(
                brands.tilleul().id(),
                () -> db.sql("select tag from conversation.tag where conversation = ?")
                        .param(c.id().value())
                        .query((row, n) -> row.getString("tag"))
                        .list());
    }
}
