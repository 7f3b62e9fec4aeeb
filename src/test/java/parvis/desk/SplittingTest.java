package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Conversation;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Visibility;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.support.Leaving;
import parvis.support.Places;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** Messages of a conversation become one of their own. */
@ProductTest
class SplittingTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Places places;

    @Autowired
    Leaving leaving;

    @Autowired
    Accepting accepting;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whatIsAnotherQuestionBecomesOneAndBothSidesSaySo() {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Sonia Sépare");
        var first = brands.ask(brand, asker, "Le bol fuit", "Il fuit depuis hier.");
        var answer = places.write(brand, first, Kind.SENT, Visibility.PUBLIC, "Serrez le joint.");
        var second = reply(brand, asker, first, "Et le couvercle grince aussi.");
        var note = places.write(brand, first, Kind.NOTE, Visibility.PRIVATE, "Vu avec l'atelier pour le couvercle.");

        var number = split(brand, first, "Le couvercle grince", second, note);

        var made = conversation(brand, number);
        assertThat(made.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(made.person()).isEqualTo(first.person());
        assertThat(texts(brand, made.number()))
                .containsExactly("Et le couvercle grince aussi.", "Vu avec l'atelier pour le couvercle.");
        assertThat(texts(brand, first.number())).containsExactly("Il fuit depuis hier.", "Serrez le joint.");
        assertThat(counts(brand, first.number())).isEqualTo("2 2 1 " + answer.value());
        assertThat(counts(brand, number)).isEqualTo("2 1 0 " + note.value());
        assertThat(body(brand, null, made.path()))
                .contains("Le couvercle grince", "Et le couvercle grince aussi.")
                .doesNotContain("atelier pour le couvercle", "Serrez le joint");
        assertThat(body(brand, null, first.path()))
                .contains(
                        "Serrez le joint.",
                        "Un message est maintenant ici",
                        made.path(),
                        "id=\"m-" + second.value() + "\"")
                .doesNotContain("Et le couvercle grince aussi.");
        assertThat(desk(brand, first.number())).contains("a séparé des messages", "conversation n° " + number);
        assertThat(desk(brand, number)).contains("a séparé ces messages de la conversation n° " + first.number());
        assertThat(body(brand, brands.sessionOf(brand, "manager"), "/desk/queue?view=team&most=200&sort=newest"))
                .contains("data-number=\"" + number + "\"");
    }

    @Test
    void itGoesBackAsItWasAsLongAsNobodyWroteSince() {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Sonia Revient");
        var first = brands.ask(brand, asker, "Le bol fuit", "Il fuit.");
        places.write(brand, first, Kind.SENT, Visibility.PUBLIC, "Serrez.");
        var second = reply(brand, asker, first, "Autre chose.");
        var before = rows(brand, first.number());
        var number = split(brand, first, "", second);
        var gone = conversation(brand, number);

        assertThat(post(brand, number, "split/removal", Map.of())).isEqualTo(302);

        assertThat(rows(brand, first.number())).isEqualTo(before);
        assertThat(web.get(brand, null, gone.path())).hasStatus(301);
        assertThat(body(brand, null, first.path())).contains("Autre chose.").doesNotContain("maintenant ici");
        assertThat(desk(brand, first.number())).contains("a remis ici les messages de la conversation n° " + number);

        var again = split(brand, first, "", second);
        reply(brand, asker, conversation(brand, again), "Et encore ceci.");
        assertThat(desk(brand, again)).doesNotContain("split/removal");
        assertThat(post(brand, again, "split/removal", Map.of())).isEqualTo(422);
        assertThat(post(brand, first.number(), "split/removal", Map.of())).isEqualTo(422);
        assertThat(texts(brand, again)).containsExactly("Autre chose.", "Et encore ceci.");
    }

    @Test
    void whatSomebodyElseAskedInBetweenBecomesTheirs() {
        var brand = brands.tilleul();
        var first = brands.ask(brand, brands.member(brand, "Ada Premier"), "Le bol fuit", "Il fuit.");
        var other = brands.member(brand, "Bea Autre");
        var second = reply(brand, other, first, "Moi, c'est le moteur.");

        var number = split(brand, first, "Le moteur", second);

        assertThat(conversation(brand, number).person()).isNotEqualTo(first.person());
        assertThat(body(brand, null, conversation(brand, number).path())).contains("Bea A.");
    }

    @Test
    void whatWasSaidToOneAloneIsNotGivenToAnother() {
        var brand = brands.tilleul();
        var first = brands.ask(brand, brands.member(brand, "Ada Seule"), "Le bol fuit", "Il fuit.");
        var secret = places.write(brand, first, Kind.SENT, Visibility.PRIVATE, "Votre adresse est bien 3 rue Haute ?");
        var second = reply(brand, brands.member(brand, "Bea Curieuse"), first, "Moi aussi.");

        assertThat(post(brand, first.number(), "split", fields("", second, secret)))
                .isEqualTo(422);
        assertThat(texts(brand, first.number())).hasSize(3);
    }

    @Test
    void whatOpenedItStaysAndAnAnswerBeginsNothing() {
        var brand = brands.tilleul();
        var first = brands.ask(brand, brands.member(brand, "Ada Reste"), "Le bol fuit", "Il fuit.");
        var answer = places.write(brand, first, Kind.SENT, Visibility.PUBLIC, "Serrez.");

        assertThat(web.post(
                        brand,
                        brands.sessionOf(brand, "manager"),
                        "/desk/conversations/" + first.number() + "/split",
                        fields("", Objects.requireNonNull(first.lastMessage()))))
                .hasStatus(422)
                .bodyText()
                .contains("Le premier message reste");
        assertThat(post(brand, first.number(), "split", fields("", answer))).isEqualTo(422);
        assertThat(post(brand, first.number(), "split", fields("", new MessageId(Ids.next()))))
                .isEqualTo(422);
        var elsewhere = brands.ask(brand, brands.member(brand, "Eve Ailleurs"), "Autre", "Autre.");
        assertThat(post(brand, first.number(), "split", fields("", Objects.requireNonNull(elsewhere.lastMessage()))))
                .as("a message of another conversation")
                .isEqualTo(422);
    }

    @Test
    void whatIsOwedForTheNewOneCountsFromWhenItWasWritten() {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Odile Due");
        var first = brands.writePrivately(brand, asker, "Deux choses", "La première.");
        var second = reply(brand, asker, first, "La seconde.");
        var answer = places.write(brand, first, Kind.SENT, Visibility.PRIVATE, "Voici pour la seconde.");
        assertThat(post(brand, first.number(), "split", fields("", second, answer)))
                .as("its letter can still be taken back")
                .isEqualTo(422);
        leaving.arrive(brand, answer);

        var number = split(brand, first, "La seconde", second, answer);

        assertThat(conversation(brand, number).state()).isEqualTo(parvis.conversation.State.WAITING);
        assertThat(conversation(brand, number).visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(body(brand, asker.session(), conversation(brand, number).path()))
                .contains("La seconde.", "Voici pour la seconde.");
        assertThat(web.get(brand, null, conversation(brand, number).path())).hasStatus(404);
    }

    private static Map<String, String> fields(String subject, MessageId... messages) {
        var fields = new HashMap<String, String>();
        fields.put("subject", subject);
        for (var message : messages) {
            fields.put("take-" + message.value(), "on");
        }
        return fields;
    }

    private long split(Brand brand, Conversation from, String subject, MessageId... messages) {
        var done = web.post(
                brand,
                brands.sessionOf(brand, "manager"),
                "/desk/conversations/" + from.number() + "/split",
                fields(subject, messages));
        assertThat(done).hasStatus3xxRedirection();
        var location = Objects.requireNonNull(done.getResponse().getHeader("Location"));
        return Long.parseLong(location.replaceAll(".*/conversations/([0-9]+).*", "$1"));
    }

    private int post(Brand brand, long number, String act, Map<String, String> fields) {
        return web.post(brand, brands.sessionOf(brand, "manager"), "/desk/conversations/" + number + "/" + act, fields)
                .getResponse()
                .getStatus();
    }

    private MessageId reply(Brand brand, Member by, Conversation to, String text) {
        var id = accepting
                .acceptNow(
                        brand,
                        new Incoming(
                                "square",
                                Ids.next().toString(),
                                null,
                                new Incoming.From(by.name(), by.email(), null, true),
                                "",
                                text,
                                null,
                                Objects.requireNonNull(
                                                conversation(brand, to.number()).lastMessage())
                                        .value()
                                        .toString(),
                                null,
                                Instant.now(),
                                to.visibility() == Visibility.PUBLIC ? "questions" : null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                false,
                                "direct"),
                        Instant.now())
                .orElseThrow()
                .lastMessage();
        return Objects.requireNonNull(id);
    }

    private Conversation conversation(Brand brand, long number) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select id, number, slug, subject, state, visibility, person, last_message from conversation.conversation where number = ?")
                        .param(number)
                        .query((row, n) -> new Conversation(
                                new parvis.conversation.ConversationId(row.getObject("id", java.util.UUID.class)),
                                row.getLong("number"),
                                row.getString("slug"),
                                row.getString("subject"),
                                "fr",
                                parvis.conversation.State.of(row.getString("state")),
                                Visibility.of(row.getString("visibility")),
                                "square",
                                null,
                                new parvis.person.PersonId(row.getObject("person", java.util.UUID.class)),
                                null,
                                Instant.now(),
                                null,
                                new MessageId(row.getObject("last_message", java.util.UUID.class)),
                                null,
                                false))
                        .single());
    }

    private List<String> texts(Brand brand, long number) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select m.text from conversation.message m join conversation.conversation c on c.id = m.conversation
                         where c.number = ? order by m.at, m.id
                        """)
                        .param(number)
                        .query((row, n) -> row.getString("text"))
                        .list());
    }

    private String counts(Brand brand, long number) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select messages, public_messages, answers, last_message from conversation.conversation where number = ?")
                        .param(number)
                        .query((row, n) ->
                                row.getInt(1) + " " + row.getInt(2) + " " + row.getInt(3) + " " + row.getString(4))
                        .single());
    }

    private List<String> rows(Brand brand, long number) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select to_jsonb(m)::text as row from conversation.message m
                          join conversation.conversation c on c.id = m.conversation where c.number = :number
                        union all
                        select (to_jsonb(c) - 'last_message_at')::text from conversation.conversation c where number = :number order by 1
                        """)
                        .param("number", number)
                        .query((row, n) -> row.getString("row"))
                        .list());
    }

    private String desk(Brand brand, long number) {
        return body(brand, brands.sessionOf(brand, "manager"), "/desk/conversations/" + number);
    }

    private String body(Brand brand, @Nullable String session, String path) {
        try {
            return web.get(brand, session, path).getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
