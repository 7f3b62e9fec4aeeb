package parvis.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.guard.Draft;
import parvis.ledger.How;
import parvis.support.OnceTest;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.web.Words;

/** Links to rented networks, held against what the brand has at home. */
@ProductTest
@OnceTest
class AtHomeTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Proofreading proofreading;

    @Autowired
    Drafting drafting;

    @Autowired
    Answering answering;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void aPostThatAPublicConversationCarriesIsToldWithItsAddressAndAPrivateOneNever() {
        var tilleul = brands.tilleul();
        var shown = link();
        var hidden = link();
        var member = brands.member(tilleul, "Odile Prat");
        var open = brands.ask(tilleul, member, "Le film du joint manque de son", "Je parle de " + shown + ".");
        brands.writePrivately(tilleul, member, "Un film pour moi seule", "Il est là : " + hidden);

        soon(() -> !rented(tilleul, "Vu : " + shown, false).isEmpty());

        assertThat(rented(tilleul, "Vu : " + shown, false)).singleElement().satisfies(told -> {
            assertThat(told.why(Words.in("fr"))).contains("youtube.com", "Le film du joint manque de son");
            assertThat(told.instead(Words.in("fr"))).endsWith("/questions/" + open.number() + "-" + open.slug());
        });
        soon(() -> !rented(tilleul, "Vu : " + shown + "&utm_source=x", false).isEmpty());
        assertThat(rented(tilleul, "Vu : " + shown + "suite", false)).isEmpty();
        assertThat(rented(tilleul, "Vu : " + hidden, false)).isEmpty();
        assertThat(rented(brands.nord(), "Vu : " + shown, false)).isEmpty();
    }

    @Test
    void aPostThatTellsWhatAConversationWasAnsweredIsToldOnceItIs() {
        var tilleul = brands.tilleul();
        var part = "Chauffetasse" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        var draft = "Pour détartrer le " + part + ", remplissez la cuve de vinaigre tiède, le film : " + link();
        var question = brands.ask(
                tilleul,
                brands.member(tilleul, "Jules Gay"),
                "Détartrer la cuve du " + part,
                "Avec quel vinaigre, tiède ou froid ?");
        assertThat(rented(tilleul, draft, false)).isEmpty();

        answer(tilleul, question, "Remplissez la cuve du " + part + " de vinaigre tiède.");

        soon(() -> !rented(tilleul, draft, false).isEmpty());
        assertThat(rented(tilleul, draft, false).getFirst().instead(Words.in("en")))
                .endsWith("/questions/" + question.number() + "-" + question.slug());
    }

    @Test
    void aPieceThatIsOutCountsAndOneThatIsClosedToTheAgencyIsNotNamedToIt() {
        var tilleul = brands.tilleul();
        var link = link();
        var home = "https://" + tilleul.hosts().getFirst() + "/guides/joint";
        var manager = brands.teammate(tilleul, "manager");
        var at = Instant.now();
        var words = "Le geste complet est là : " + home + ". En film : " + link;
        var number =
                drafting.begin(tilleul, manager, new Wording("Le joint en film", "", words, "", null), How.DIRECT, at);
        assertThat(rented(tilleul, "Vu : " + link, false)).isEmpty();

        // where no network is reached its link would be called broken, and keep it from becoming ready
        transactions.run(
                tilleul.id(),
                () -> db.sql("update newsroom.draft set state = 'published', published_on = :on where number = :number")
                        .param("on", LocalDate.of(2026, 1, 15))
                        .param("number", number)
                        .update());

        assertThat(rented(tilleul, "Vu : " + link, false)).singleElement().satisfies(told -> {
            assertThat(told.why(Words.in("fr"))).contains("«\u00a0Le joint en film\u00a0»");
            assertThat(told.instead(Words.in("fr"))).isEqualTo(home);
        });
        assertThat(rented(tilleul, "Vu : " + link, true)).isEmpty();
    }

    @Test
    void anAccountOfTheBrandsOwnIsHomeItself() {
        var tilleul = brands.tilleul();
        assertThat(rented(tilleul, "Suivez-nous : https://www.instagram.com/nous.autres", false))
                .singleElement()
                .satisfies(told -> assertThat(told.instead(Words.in("fr"))).matches("https?://[^/]+/"));
        assertThat(rented(tilleul, "Une ferme voisine : https://www.instagram.com/ferme.des.bruyeres", false))
                .isEmpty();
    }

    private List<Told> rented(Brand brand, String text, boolean forAgency) {
        return proofreading.read(brand, Draft.of(text, "fr"), forAgency, Instant.now()).stream()
                .filter(told -> told.finding().kind().equals("rented"))
                .toList();
    }

    private void answer(Brand brand, Conversation question, String text) {
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, text, null, How.DESK, List.of()),
                Instant.now());
    }

    private static String link() {
        return "https://www.youtube.com/watch?v=" + UUID.randomUUID();
    }
}
