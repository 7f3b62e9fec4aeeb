package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Conversation;
import parvis.conversation.Incoming;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Several identities turn out to be one person, or two: a colleague says so, and says otherwise. */
@ProductTest
class OnePersonTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Accepting accepting;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theSameBoxWrittenDifferentlyIsProposedWithItsReason() {
        var brand = brands.tilleul();
        var one = write(brand, "Odile Tri", "odile.tri" + unique + "@gmail.com", "Bonjour", "Mon bol fuit.");
        var other = write(brand, "O. Tri", "odiletri" + unique + "+achats@googlemail.com", "Encore", "Il fuit encore.");
        var stranger = write(brand, "Odile Tri", "odile" + unique + "@ailleurs.example", "Autre", "Rien à voir.");

        var page = sheet(brand, one);

        assertThat(page)
                .contains("Peut-être une seule personne", "Très probable", "Même boîte", "/desk/people/" + id(other));
        assertThat(page).as("whose box is another").doesNotContain(id(stranger));
        assertThat(sheet(brand, stranger)).doesNotContain("Peut-être une seule personne</h2>");
        assertThat(body(brand, "/desk/alike")).contains(id(one), id(other));
        assertThat(body(brand, "/desk/conversations/" + one.number())).contains("Une autre identité lui ressemble");
    }

    @Test
    void aTelephoneAnOrderAndAnAddressThatIsNamedAreReasonsTooAndFewShareThem() {
        var brand = brands.tilleul();
        var phone = "06 " + digits(2) + " " + digits(2) + " " + digits(2) + " " + digits(2);
        var order = "7" + digits(9);
        var one = write(brand, "Ida Un", "ida" + unique + "@un.example", "A", "Appelez-moi au " + phone + ".");
        var two = write(
                brand,
                "I. Deux",
                "deux" + unique + "@deux.example",
                "B",
                "Mon numéro : +33 " + phone.substring(1) + ". Commande n° " + order);
        var three = write(
                brand, "Trois", "trois" + unique + "@trois.example", "C", "Ma commande " + order + " n'arrive pas.");
        var four = write(
                brand,
                "Quatre",
                "quatre" + unique + "@quatre.example",
                "D",
                "Mon autre adresse est ida" + unique + "@un.example.");

        assertThat(sheet(brand, one))
                .contains("Même numéro de téléphone", id(two), "Cela ne prouve rien", id(four))
                .doesNotContain(id(three));
        assertThat(sheet(brand, three)).contains("Même numéro de commande", id(two));

        var shared = "8" + digits(9);
        var first = write(brand, "Groupe", "g" + unique + "@g.example", "E", "Commande " + shared);
        for (var i = 0; i < 7; i++) {
            write(brand, "Groupe", i + "g" + unique + "@g" + i + ".example", "E", "Commande " + shared);
        }
        assertThat(proposals(brand, first))
                .as("what many share says less each time")
                .isLessThanOrEqualTo(6);
    }

    @Test
    void oneIsShownWithTheOtherAndTheyComeApartAsTheyWere() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var one = write(brand, "Rose Avant", "rose" + unique + "@gmail.com", "La première", "Bonjour.");
        var other = write(brand, "Rose A.", "ro.se" + unique + "@gmail.com", "La seconde", "Bonjour.");
        var before = rows(brand, one, other);

        assertThat(post(brand, manager, one, "merger", Map.of("other", id(other))))
                .isEqualTo(302);

        assertThat(sheet(brand, one))
                .contains("Connu sous plusieurs identités", "La première", "La seconde", "même boîte");
        assertThat(sheet(brand, other)).as("shown under the first").contains("<h1>Rose Avant</h1>");
        assertThat(body(brand, "/desk/conversations/" + other.number()))
                .contains("La première", "rose" + unique + "@gmail.com");
        assertThat(body(brand, "/desk/alike")).as("decided").doesNotContain(id(other));
        assertThat(rows(brand, one, other)).as("nothing moved").isEqualTo(before);
        var later = write(brand, "Rose A.", "ro.se" + unique + "@gmail.com", "La troisième", "Bonjour.");
        assertThat(id(later)).as("goes with the identity through which it came").isEqualTo(id(other));
        assertThat(sheet(brand, one)).contains("La troisième");

        assertThat(post(brand, manager, other, "merger/removal", Map.of())).isEqualTo(302);

        assertThat(sheet(brand, one)).contains("La première").doesNotContain("La seconde", "La troisième");
        assertThat(sheet(brand, other)).contains("La seconde", "La troisième").doesNotContain("La première");
        assertThat(sheet(brand, one)).as("and are two from then on").contains("Dites distinctes");
        assertThat(body(brand, "/desk/alike")).doesNotContain(id(other));
        assertThat(audited(brand)).contains("person.merged", "person.split");

        assertThat(post(brand, manager, one, "distinction/removal", Map.of("other", id(other))))
                .isEqualTo(302);
        assertThat(body(brand, "/desk/alike")).as("proposed again").contains(id(other));
    }

    @Test
    void ofThreeTheLastToJoinTakesAlongWhoeverJoinedThem() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var a = write(brand, "A A", "a" + unique + "@a.example", "De A", "Bonjour.");
        var b = write(brand, "B B", "b" + unique + "@b.example", "De B", "Bonjour.");
        var c = write(brand, "C C", "c" + unique + "@c.example", "De C", "Bonjour.");
        post(brand, manager, b, "merger", Map.of("other", id(c)));
        post(brand, manager, a, "merger", Map.of("other", id(c)));

        assertThat(sheet(brand, c)).contains("<h1>A A</h1>", "De A", "De B", "De C");
        post(brand, manager, c, "merger", Map.of("other", id(a)));
        assertThat(sheet(brand, c)).as("no ring").contains("<h1>A A</h1>");

        post(brand, manager, b, "merger/removal", Map.of());
        assertThat(sheet(brand, c)).contains("<h1>B B</h1>", "De B", "De C").doesNotContain("De A");
        assertThat(sheet(brand, a)).contains("De A").doesNotContain("De C");
    }

    @Test
    void twoAreNotProposedAgain() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var order = "9" + digits(9);
        var one = write(brand, "Luc Un", "luc" + unique + "@gmail.com", "A", "Bonjour.");
        var other = write(brand, "Luc Deux", "l.uc" + unique + "@gmail.com", "B", "Commande " + order);

        post(brand, manager, one, "distinction", Map.of("other", id(other)));
        write(brand, "Luc Un", "luc" + unique + "@gmail.com", "C", "Commande " + order);

        assertThat(sheet(brand, one)).contains("Dites distinctes").doesNotContain("Même numéro de commande");
    }

    @Test
    void nobodyIsReadOnTheSquareByAnotherBecauseAColleagueWasMistaken() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var member = brands.member(brand, "Marc Membre");
        var own = brands.writePrivately(brand, member, "À moi", "Ceci est à moi.");
        var secret = write(brand, "Autre Marc", "autre" + unique + "@mel.example", "Pas à lui", "Un secret.");

        post(brand, manager, own, "merger", Map.of("other", id(secret)));

        assertThat(status(brand, member.session(), own.path())).isEqualTo(200);
        assertThat(status(brand, member.session(), secret.path())).isEqualTo(404);
    }

    @Test
    void whoeverIsBlockedIsSoThroughEveryIdentityThatIsTheirs() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var one = write(brand, "Spam Un", "spam" + unique + "@gmail.com", "Un", "Achetez.");
        var other = write(brand, "Spam Deux", "s.pam" + unique + "@gmail.com", "Deux", "Achetez.");
        post(brand, manager, one, "merger", Map.of("other", id(other)));
        web.post(brand, manager, "/desk/conversations/" + one.number() + "/block", Map.of());

        var next = write(brand, "Spam Deux", "s.pam" + unique + "@gmail.com", "Trois", "Achetez.");

        assertThat(body(brand, "/desk/conversations/" + next.number())).contains("son auteur est bloqué");
        assertThat(sheet(brand, other)).contains("quelle que soit l’identité");
        post(brand, manager, other, "merger/removal", Map.of());
        var after = write(brand, "Spam Deux", "s.pam" + unique + "@gmail.com", "Quatre", "Pardon.");
        assertThat(body(brand, "/desk/conversations/" + after.number())).doesNotContain("son auteur est bloqué");
    }

    @Test
    void howTheyWishToBeAddressedStandsBesideTheAnswer() {
        var brand = brands.tilleul();
        var expert = brands.sessionOf(brand, "expert");
        var one = write(brand, "Paul Poli", "paul" + unique + "@poli.example", "Bonjour", "Bonjour.");

        assertThat(post(
                        brand,
                        expert,
                        one,
                        "manner",
                        Map.of("address", "tu", "title", "mr", "language", "en", "hours", "le matin")))
                .isEqualTo(302);

        assertThat(body(brand, "/desk/conversations/" + one.number()))
                .contains("tutoyer · Monsieur · écrit plutôt en anglais", "souhaite\u00a0: le matin");
        assertThat(post(brand, expert, one, "manner", Map.of("address", "vos"))).isEqualTo(422);
        assertThat(post(brand, expert, one, "manner", Map.of("hours", "x".repeat(200))))
                .isEqualTo(422);
        assertThat(sheet(brand, one)).contains("value=\"le matin\"");
    }

    @Test
    void everythingTheyAskedIsReadPartByPart() {
        var brand = brands.tilleul();
        var email = "bavarde" + unique + "@mel.example";
        Conversation last = write(brand, "Bavarde", email, "Question zéro", "Bonjour.");
        for (var i = 1; i <= 24; i++) {
            last = write(brand, "Bavarde", email, "Question n" + i + "n", "Bonjour.");
        }
        var first = sheet(brand, last);
        assertThat(first).contains("Question n24n").doesNotContain("Question zéro");
        var further = java.util.regex.Pattern.compile("href=\"([^\"]*[?]asked=[^\"#]*)#asked\"")
                .matcher(first);
        assertThat(further.find()).isTrue();
        assertThat(body(brand, java.net.URLDecoder.decode(further.group(1), java.nio.charset.StandardCharsets.UTF_8)))
                .contains("Question zéro")
                .doesNotContain("Question n24n");
    }

    @Test
    void anErasureTakesAllThatIsOne() {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        var one = write(brand, "Part Un", "part" + unique + "@gmail.com", "Un", "Bonjour.");
        var other = write(brand, "Part Deux", "p.art" + unique + "@gmail.com", "Deux", "Bonjour.");
        post(brand, owner, one, "merger", Map.of("other", id(other)));

        assertThat(body(brand, "/desk/people/" + id(one) + "/data"))
                .contains("part" + unique + "@gmail.com", "p.art" + unique + "@gmail.com");
        web.post(brand, owner, "/desk/people/" + id(one) + "/data/erasure", Map.of("reason", "Demande", "sure", "yes"));

        assertThat(identities(brand, one)).isEmpty();
        assertThat(identities(brand, other)).isEmpty();
        assertThat(status(brand, owner, "/desk/people/" + id(other))).isEqualTo(404);
        assertThat(proposals(brand, one)).isZero();
    }

    @Test
    void anExpertAndAnotherBrandDecideNothing() {
        var brand = brands.tilleul();
        var one = write(brand, "Ex Un", "ex" + unique + "@gmail.com", "Un", "Bonjour.");
        var other = write(brand, "Ex Deux", "e.x" + unique + "@gmail.com", "Deux", "Bonjour.");

        assertThat(post(brand, brands.sessionOf(brand, "expert"), one, "merger", Map.of("other", id(other))))
                .isEqualTo(403);
        var nord = brands.nord();
        assertThat(post(nord, brands.sessionOf(nord, "owner"), one, "merger", Map.of("other", id(other))))
                .isEqualTo(404);
        assertThat(status(nord, brands.sessionOf(nord, "owner"), "/desk/people/" + id(one)))
                .isEqualTo(404);
        assertThat(post(brand, brands.sessionOf(brand, "manager"), one, "merger", Map.of("other", id(one))))
                .isEqualTo(302);
        assertThat(sheet(brand, one)).doesNotContain("Connu sous plusieurs identités");
    }

    private Conversation write(Brand brand, String name, String email, String subject, String text) {
        return accepting
                .acceptNow(
                        brand,
                        new Incoming(
                                "api",
                                Ids.next().toString(),
                                null,
                                new Incoming.From(name, email, null, false),
                                subject,
                                text,
                                null,
                                null,
                                null,
                                Instant.now(),
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                false,
                                "api"),
                        Instant.now())
                .orElseThrow();
    }

    private static String digits(int many) {
        var text = new StringBuilder();
        UUID.randomUUID()
                .toString()
                .chars()
                .filter(Character::isLetterOrDigit)
                .limit(many)
                .forEach(c -> text.append(Character.digit(c, 16) % 10));
        return text.toString();
    }

    private static String id(Conversation conversation) {
        return conversation.person().value().toString();
    }

    private String sheet(Brand brand, Conversation by) {
        return body(brand, "/desk/people/" + id(by));
    }

    private String body(Brand brand, String path) {
        try {
            return web.get(brand, brands.sessionOf(brand, "owner"), path)
                    .getResponse()
                    .getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private int status(Brand brand, @Nullable String session, String path) {
        return web.get(brand, session, path).getResponse().getStatus();
    }

    private int post(Brand brand, String session, Conversation by, String act, Map<String, String> fields) {
        return web.post(brand, session, "/desk/people/" + id(by) + "/" + act, fields)
                .getResponse()
                .getStatus();
    }

    private int proposals(Brand brand, Conversation by) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(distinct (one, other)) from person.alike where one = :id or other = :id")
                        .param("id", by.person().value())
                        .query(Integer.class)
                        .single());
    }

    private List<String> identities(Brand brand, Conversation by) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select value from person.identity where person = ?")
                        .param(by.person().value())
                        .query((row, n) -> row.getString("value"))
                        .list());
    }

    /** Who has what. */
    private List<String> rows(Brand brand, Conversation... of) {
        return transactions.reading(
                brand.id(),
                () -> java.util.Arrays.stream(of)
                        .flatMap(c -> db
                                .sql("""
                                select to_jsonb(i)::text as row from person.identity i where person = :id
                                union all select to_jsonb(c)::text from conversation.conversation c where person = :id
                                union all select to_jsonb(m)::text from conversation.message m where person = :id order by 1
                                """)
                                .param("id", c.person().value())
                                .query((row, n) -> row.getString("row"))
                                .list()
                                .stream())
                        .toList());
    }

    private List<String> audited(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select action from brand.audit order by at desc limit 30")
                        .query((row, n) -> row.getString("action"))
                        .list());
    }
}
