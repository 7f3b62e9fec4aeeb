package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.AnswerLinks;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.ConversationId;
import parvis.conversation.Kind;
import parvis.conversation.MailNames;
import parvis.conversation.Merged;
import parvis.conversation.Merging;
import parvis.conversation.ReplyTokens;
import parvis.conversation.StoppingLetters;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.PersonId;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** Somebody wrote twice, and it becomes one conversation: whatever is said to either from then on joins the one that is left. */
@ProductTest
class MergedTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Merging merging;

    @Autowired
    Merged merged;

    @Autowired
    MailNames names;

    @Autowired
    StoppingLetters stopping;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    AnswerLinks links;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Mailing mailing;
    private Member asker;
    private String manager;

    @BeforeEach
    void somebody() {
        tilleul = brands.tilleul();
        mailing = new Mailing(door.port());
        asker = brands.member(tilleul, "Odile Deux");
        manager = brands.sessionOf(tilleul, "manager");
    }

    @Test
    void mailToEitherJoinsTheOneThatIsLeft() throws Exception {
        var first = mail("Mon bol est fendu " + UUID.randomUUID(), "Il est fendu.");
        var second = mail("Toujours sans nouvelles " + UUID.randomUUID(), "Alors ?");
        var gone = written(first);
        var left = written(second);
        var token = transactions.in(
                tilleul.id(),
                () -> tokens.issue(
                        tilleul.id(),
                        gone.id(),
                        brands.teammate(tilleul, "expert").id(),
                        Instant.now()));
        var link = transactions.in(
                tilleul.id(),
                () -> links.issue(
                        tilleul.id(),
                        gone.id(),
                        brands.teammate(tilleul, "expert").id(),
                        Instant.now()));

        var done =
                web.post(tilleul, manager, gone.deskPath() + "/merger", Map.of("into", String.valueOf(left.number())));
        assertThat(done.getResponse().getRedirectedUrl()).isEqualTo(left.deskPath());
        assertThat(texts(left)).containsExactly("Il est fendu.", "Alors ?");
        assertThat(web.get(tilleul, manager, left.deskPath()))
                .bodyText()
                .contains("Il est fendu.", "Alors ?", "a fusionné ici la conversation n°\u00a0" + gone.number());

        var toOurLetter = mail("Sans rapport", "À votre lettre.");
        toOurLetter.setHeader("In-Reply-To", names.of(tilleul.id(), gone.id(), UUID.randomUUID(), "tilleul.test"));
        joins(left, toOurLetter);
        var toTheirs = mail("Encore autre chose", "À mon premier mail.");
        toTheirs.setHeader("In-Reply-To", first.getMessageID());
        joins(left, toTheirs);
        joins(left, mail("Re: " + first.getSubject(), "Au même objet."));
        joins(left, mail("Re: " + second.getSubject(), "À l’autre objet."));

        mailing.send(
                Mailing.plain("expert@tilleul.test", "Expert", "Re", "Par l’adresse d’avant."),
                "bonjour+r." + token + "@tilleul.test");
        soon(() -> texts(left).contains("Par l’adresse d’avant."));
        assertThat(links.write(tilleul, link, words("Par le lien d’avant."), Instant.now()))
                .isEqualTo(new AnswerLinks.Outcome.Tried(new Answering.Outcome.Written(last(left))));
        assertThat(texts(left)).hasSize(8);
    }

    @Test
    void addressesOfTheOneThatWentLeadOn() {
        var gone = brands.ask(tilleul, asker, "Le fouet " + UUID.randomUUID(), "Il est tordu.");
        var left = brands.ask(tilleul, asker, "Le fouet encore " + UUID.randomUUID(), "Il l’est toujours.");
        assertThat(merge(gone, left, "manager")).isEqualTo(new Merging.Outcome.Done(left.number()));

        assertThat(web.get(tilleul, manager, gone.deskPath()).getResponse().getRedirectedUrl())
                .isEqualTo(left.deskPath());
        var page = web.get(tilleul, null, gone.path()).getResponse();
        assertThat(page.getStatus()).isEqualTo(301);
        assertThat(page.getHeader("Location")).isEqualTo(left.path());
        assertThat(web.get(tilleul, null, left.path())).bodyText().contains("Il est tordu.", "Il l’est toujours.");
        assertThat(web.get(tilleul, null, "/questions"))
                .bodyText()
                .contains(left.subject())
                .doesNotContain(gone.path());
        assertThat(merged.surviving(tilleul.id(), gone.id())).isEqualTo(left.id());
        assertThat(merged.surviving(brands.nord().id(), gone.id()))
                .as("behind the wall")
                .isEqualTo(gone.id());
    }

    @Test
    void whoWantedNoMoreLettersOfEitherGetsNoneAndTheLinkStillTurnsThemOn() {
        var reader = brands.member(tilleul, "Lise Calme");
        var gone = brands.ask(tilleul, asker, "Le pied " + UUID.randomUUID(), "Il glisse.");
        var left = brands.ask(tilleul, asker, "Le pied encore " + UUID.randomUUID(), "Il glisse toujours.");
        var person = new PersonId(transactions.reading(
                tilleul.id(),
                () -> db.sql("select person from person.identity where kind = 'email' and value = ?")
                        .param(reader.email())
                        .query(UUID.class)
                        .single()));
        var token = stopping.token(tilleul.id(), gone.id(), person);
        stopping.stop(tilleul, token, Instant.now());
        merge(gone, left, "manager");
        assertThat(stopping.find(tilleul, token)).hasValueSatisfying(held -> {
            assertThat(held.conversation()).isEqualTo(left.id());
            assertThat(held.stopped()).isTrue();
        });
        assertThat(stopping.resume(tilleul, token, Instant.now()))
                .hasValueSatisfying(held -> assertThat(held.stopped()).isFalse());
    }

    @Test
    void whatWasMergedOnceCanBeMergedOnAndBothLeadToTheLast() {
        var first = brands.writePrivately(tilleul, asker, "Un " + UUID.randomUUID(), "Un.");
        var second = brands.writePrivately(tilleul, asker, "Deux " + UUID.randomUUID(), "Deux.");
        var third = brands.ask(tilleul, asker, "Trois " + UUID.randomUUID(), "Trois.");
        merge(first, second, "manager");
        merge(second, third, "manager");
        assertThat(merged.surviving(tilleul.id(), first.id())).isEqualTo(third.id());
        assertThat(merged.surviving(tilleul.id(), second.id())).isEqualTo(third.id());
        assertThat(web.get(tilleul, null, third.path()))
                .bodyText()
                .as("what was private stays so")
                .contains("Trois.")
                .doesNotContain("Un.", "Deux.");
        assertThat(merge(first, third, "manager")).isEqualTo(new Merging.Outcome.Unknown());
    }

    @Test
    void anAnswerIsOwedAsSoonAsItWasForEither() {
        var sooner = brands.writePrivately(tilleul, asker, "Avant " + UUID.randomUUID(), "Un.");
        var later = brands.writePrivately(tilleul, asker, "Après " + UUID.randomUUID(), "Deux.");
        var due = due(sooner);
        assertThat(due).isBefore(due(later));
        merge(sooner, later, "manager");
        assertThat(due(later)).isEqualTo(due);
    }

    @Test
    void whatIsAnotherPersonsOrWouldNotBePublicAnyMoreStaysApart() {
        var mine = brands.writePrivately(tilleul, asker, "Le mien " + UUID.randomUUID(), "À moi.");
        var open = brands.ask(tilleul, asker, "Ouverte " + UUID.randomUUID(), "À tous.");
        var theirs = brands.writePrivately(
                tilleul, brands.member(tilleul, "Irma Autre"), "Le leur " + UUID.randomUUID(), "À elle.");
        var elsewhere = brands.writePrivately(
                brands.nord(), brands.member(brands.nord(), "Odile Deux"), "There " + UUID.randomUUID(), "Mine.");
        assertThat(merge(mine, theirs, "manager")).isEqualTo(new Merging.Outcome.OtherPerson());
        assertThat(merge(open, mine, "manager")).isEqualTo(new Merging.Outcome.WouldHide());
        assertThat(merge(mine, mine, "manager")).isEqualTo(new Merging.Outcome.NoOther());
        assertThat(merging.merge(
                        tilleul,
                        elsewhere.id(),
                        mine.number(),
                        brands.teammate(tilleul, "manager"),
                        How.DESK,
                        Instant.now()))
                .isEqualTo(new Merging.Outcome.Unknown());
        assertThat(merge(mine, open, "creative")).isEqualTo(new Merging.Outcome.NotAllowed());
        assertThat(texts(mine)).containsExactly("À moi.");

        var refused = web.post(
                tilleul, manager, mine.deskPath() + "/merger", Map.of("into", String.valueOf(theirs.number())));
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(refused).bodyText().contains("de deux personnes", "Fusionner avec", open.subject());
    }

    @Test
    void aMailStillJoinsAConversationThatMovedToAnotherPlace() throws Exception {
        var question = brands.ask(tilleul, asker, "Le moulin " + UUID.randomUUID(), "Il grince.");
        transactions.run(
                tilleul.id(),
                () -> db.sql("update conversation.conversation set place = null where id = ?")
                        .param(question.id().value())
                        .update());
        var reply = mail("Sans objet", "Par mail.");
        reply.setHeader("In-Reply-To", names.of(tilleul.id(), question.id(), UUID.randomUUID(), "tilleul.test"));
        joins(question, reply);
    }

    @Test
    void everythingThatNamesAConversationGoesWithIt() {
        // whoever makes another table that names conversations has it moved, and says so here
        assertThat(transactions.shared(() -> db.sql("""
                        select c.conrelid::regclass::text from pg_constraint c
                         where c.contype = 'f' and c.confrelid = 'conversation.conversation'::regclass
                        union
                        select attrelid::regclass::text from pg_attribute a join pg_class t on t.oid = a.attrelid
                         where t.relnamespace = 'conversation'::regnamespace and t.relkind = 'r' and a.attname = 'conversation'
                        """).query(String.class).list()))
                .containsExactlyInAnyOrder(
                        "conversation.alert",
                        // what an act on many did to it is undone no more
                        "conversation.bulk_row",
                        "conversation.departure",
                        "conversation.draft",
                        // true for seconds
                        "conversation.presence",
                        "conversation.message",
                        "conversation.rating",
                        "conversation.report",
                        "conversation.raw",
                        "conversation.reply_token",
                        // one that was split off stands alone once it is merged
                        "conversation.split",
                        "conversation.answer_link",
                        "conversation.standing_in",
                        "conversation.stopped",
                        "conversation.tag",
                        // what was done to one before is told no more
                        "conversation.tagging",
                        "conversation.link",
                        "conversation.lent",
                        "conversation.conversation",
                        "conversation.merged");
    }

    private Merging.Outcome merge(Conversation gone, Conversation into, String who) {
        return merging.merge(tilleul, gone.id(), into.number(), brands.teammate(tilleul, who), How.DESK, Instant.now());
    }

    private MimeMessage mail(String subject, String text) throws Exception {
        return Mailing.plain(asker.email(), asker.name(), subject, text);
    }

    private Conversation written(MimeMessage mail) throws Exception {
        mailing.send(mail, "bonjour@tilleul.test");
        var subject = mail.getSubject();
        record Found(UUID id, long number) {}
        var found = soon(() -> transactions
                .reading(
                        tilleul.id(),
                        () -> db.sql("select id, number from conversation.conversation where subject = ?")
                                .param(subject)
                                .query((row, n) -> new Found(row.getObject("id", UUID.class), row.getLong("number")))
                                .optional())
                .orElse(null));
        return new Conversation(
                new ConversationId(found.id()),
                found.number(),
                "",
                subject,
                "fr",
                parvis.conversation.State.OPEN,
                Visibility.PRIVATE,
                "mail",
                null,
                new parvis.person.PersonId(UUID.randomUUID()),
                null,
                Instant.now(),
                null,
                null,
                null,
                false);
    }

    private void joins(Conversation into, MimeMessage mail) throws Exception {
        var before = texts(into).size();
        mailing.send(mail, "bonjour@tilleul.test");
        soon(() -> texts(into).size() == before + 1);
    }

    private static Answering.Words words(String text) {
        return new Answering.Words(Kind.SENT, Visibility.PRIVATE, text, null, How.MAIL, List.of());
    }

    private List<String> texts(Conversation conversation) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select text from conversation.message where conversation = ? order by at, id")
                        .param(conversation.id().value())
                        .query(String.class)
                        .list());
    }

    private parvis.conversation.MessageId last(Conversation conversation) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select last_message from conversation.conversation where id = ?")
                        .param(conversation.id().value())
                        .query((row, n) -> new parvis.conversation.MessageId(row.getObject(1, UUID.class)))
                        .single());
    }

    private Instant due(Conversation conversation) {
        return Optional.ofNullable(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select due_at from conversation.conversation where id = ?")
                                .param(conversation.id().value())
                                .query(Instant.class)
                                .single()))
                .orElseThrow();
    }
}
