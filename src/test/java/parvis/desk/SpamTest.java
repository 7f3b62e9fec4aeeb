package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Conversation;
import parvis.conversation.Incoming;
import parvis.conversation.Spam;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** What nobody owes an answer, and whose messages go there by themselves. */
@ProductTest
class SpamTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Spam spam;

    @Autowired
    Accepting accepting;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void spamLeavesEveryQueueIsFoundUnderItsOwnAndComesBack() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var question = brands.ask(brand, brands.member(brand, "Zoé Réclame"), "Achetez mes bols", "Dix pour un.");
        var path = "/desk/conversations/" + question.number();
        var before = kept(brand, question);

        assertThat(web.post(brand, manager, path + "/spam", Map.of())).hasStatus3xxRedirection();

        assertThat(listed(brand, "all", question)).isFalse();
        assertThat(listed(brand, "closed", question)).isFalse();
        assertThat(listed(brand, "spam", question)).isTrue();
        assertThat(web.get(brand, null, question.path())).bodyText().doesNotContain("Dix pour un.");
        assertThat(web.get(brand, manager, path))
                .bodyText()
                .contains("a marqué la conversation comme indésirable", "Remettre dans la file");
        assertThat(web.post(brand, manager, path + "/closure/removal", Map.of()))
                .hasStatus3xxRedirection();
        assertThat(listed(brand, "spam", question)).as("not by reopening").isTrue();

        assertThat(web.post(brand, manager, path + "/spam/removal", Map.of())).hasStatus3xxRedirection();
        assertThat(listed(brand, "open", question)).isTrue();
        assertThat(kept(brand, question)).isEqualTo(before);
        assertThat(web.get(brand, null, question.path())).bodyText().contains("Dix pour un.");
    }

    @Test
    void whoeverWritesAgainInSpamStaysThere() {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Zoé Insiste");
        var letter = brands.writePrivately(brand, asker, "Une affaire", "Vite.");
        spam.mark(brand, letter.id(), brands.teammate(brand, "manager"), How.DESK, Instant.now());

        write(brand, asker, "Alors ?", letter);

        assertThat(listed(brand, "spam", letter)).isTrue();
        assertThat(listed(brand, "open", letter)).isFalse();
        assertThat(messages(brand, letter)).isEqualTo(2);
    }

    @Test
    void anExpertMarksWhatIsPrivateAndTheirsButHidesNothingPublic() {
        var brand = brands.tilleul();
        var expert = brands.sessionOf(brand, "expert");
        var asker = brands.member(brand, "Zoé Deux");
        var open = brands.ask(brand, asker, "Publique", "Bonjour.");
        var own = brands.writePrivately(brand, asker, "Privée", "Bonjour.");

        assertThat(web.post(brand, expert, "/desk/conversations/" + open.number() + "/spam", Map.of()))
                .hasStatus(403);
        assertThat(web.post(brand, expert, "/desk/conversations/" + own.number() + "/spam", Map.of()))
                .hasStatus3xxRedirection();
        assertThat(web.post(brand, expert, "/desk/conversations/" + own.number() + "/block", Map.of()))
                .hasStatus(403);
    }

    @Test
    void aBlockedSenderLosesNothingAndReachesNobodyUntilLetIn() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var asker = brands.member(brand, "Zoé Bloquée");
        var first = brands.ask(brand, asker, "Une vraie question", "Merci d'avance.");
        var helped = brands.ask(brand, brands.member(brand, "Ali Test"), "Une autre", "Et moi ?");
        var path = "/desk/conversations/" + first.number();

        assertThat(web.post(brand, manager, path + "/block", Map.of())).hasStatus3xxRedirection();
        var next = brands.ask(brand, asker, "Encore moi", "Achetez.");
        var reply = write(brand, asker, "Achetez aussi.", helped);
        var batch = inABatch(brand, asker, "Et encore");

        assertThat(listed(brand, "spam", first)).isTrue();
        assertThat(listed(brand, "spam", next)).isTrue();
        assertThat(listed(brand, "spam", batch)).isTrue();
        assertThat(web.get(brand, null, next.path())).bodyText().doesNotContain("Achetez.");
        assertThat(reply.number()).as("nobody else's conversation is touched").isNotEqualTo(helped.number());
        assertThat(listed(brand, "spam", reply)).isTrue();
        assertThat(listed(brand, "open", helped)).isTrue();
        assertThat(web.get(brand, manager, "/desk/conversations/" + next.number()))
                .bodyText()
                .contains("son auteur est bloqué", "Achetez.");
        assertThat(web.get(brand, manager, "/desk/blocked")).bodyText().contains("Zoé Bloquée");
        assertThat(audited(brand)).contains("person.blocked");

        assertThat(web.post(brand, manager, "/desk/blocked/" + first.person().value() + "/removal", Map.of()))
                .hasStatus3xxRedirection();
        assertThat(web.get(brand, manager, "/desk/blocked")).bodyText().doesNotContain("Zoé Bloquée");
        assertThat(listed(brand, "open", brands.ask(brand, asker, "De retour", "Bonjour.")))
                .isTrue();
        assertThat(audited(brand)).contains("person.unblocked");
    }

    /** As many keep it at once: by the worker. */
    private Conversation inABatch(Brand brand, Member asker, String subject) {
        accepting.accept(brand, incoming(asker, subject, "Toujours moi.", null), Instant.now());
        return Soon.soon(() -> transactions
                .reading(
                        brand.id(),
                        () -> db.sql("select number, slug from conversation.conversation where subject = ?")
                                .param(subject)
                                .query((row, n) -> row.getLong("number"))
                                .optional())
                .map(number -> new Conversation(
                        new parvis.conversation.ConversationId(Ids.next()),
                        number,
                        "",
                        subject,
                        "fr",
                        parvis.conversation.State.OPEN,
                        parvis.conversation.Visibility.PRIVATE,
                        "api",
                        null,
                        new parvis.person.PersonId(Ids.next()),
                        null,
                        Instant.now(),
                        null,
                        null,
                        null,
                        false))
                .orElse(null));
    }

    private Conversation write(Brand brand, Member by, String text, Conversation into) {
        return accepting
                .acceptNow(
                        brand,
                        incoming(
                                by,
                                "",
                                text,
                                java.util.Objects.requireNonNull(into.lastMessage())
                                        .value()
                                        .toString()),
                        Instant.now())
                .orElseThrow();
    }

    private static Incoming incoming(
            Member by, String subject, String text, @org.jspecify.annotations.Nullable String inReplyTo) {
        return new Incoming(
                "api",
                Ids.next().toString(),
                null,
                new Incoming.From(by.name(), by.email(), null, true),
                subject,
                text,
                null,
                inReplyTo,
                null,
                Instant.now(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                "api");
    }

    private boolean listed(Brand brand, String state, Conversation c) {
        return body(
                        brand,
                        brands.sessionOf(brand, "manager"),
                        "/desk/queue?view=team&most=200&sort=newest&state=" + state)
                .contains("data-number=\"" + c.number() + "\"");
    }

    private String body(Brand brand, String session, String path) {
        try {
            return web.get(brand, session, path).getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private int messages(Brand brand, Conversation c) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select messages from conversation.conversation where id = ?")
                        .param(c.id().value())
                        .query(Integer.class)
                        .single());
    }

    /** Where it stands; its clock ran for a moment less. */
    private String kept(Brand brand, Conversation c) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select (to_jsonb(c) - 'clock_since' - 'due_at' - 'clock_spent_seconds')::text
                          from conversation.conversation c where id = ?
                        """).param(c.id().value()).query(String.class).single());
    }

    private List<String> audited(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select action from brand.audit order by at desc limit 20")
                        .query((row, n) -> row.getString("action"))
                        .list());
    }
}
