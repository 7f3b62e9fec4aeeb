package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HonestyTest {
    private static final Context HOME = Context.NONE.withHomes(Set.of("tilleul.test"));

    @Test
    void somebodysDataIsFoundAndCheckedByItsDigits() {
        assertThat(told("À verser sur FR76 3000 6000 0112 3456 7890 189 avant lundi", "fr"))
                .containsExactly("iban");
        assertThat(told("À verser sur FR76 3000 6000 0112 3456 7890 188 avant lundi", "fr"))
                .isEmpty();
        assertThat(told("Carte 4111 1111 1111 1111, valable", "fr")).containsExactly("card");
        assertThat(told("Carte 4111 1111 1111 1112, valable", "fr")).isEmpty();
        assertThat(told("Le 2 69 05 49 588 157 80 de Jeanne", "fr")).containsExactly("nir");
        assertThat(told("Le 2 69 05 49 588 157 81 de Jeanne", "fr")).isEmpty();
        assertThat(told("Appelez Jean au 06 12 34 56 78", "fr")).containsExactly("phone");
        assertThat(told("Call Jean on +33 6 12 34 56 78 or 07911 123456", "en")).containsExactly("phone", "phone");
        assertThat(told("Service client : 01 42 00 00 00 ou 3900", "fr")).isEmpty();
        assertThat(told("Votre commande n° MT-50001 est partie", "fr")).containsExactly("order");
        assertThat(told("Référence J-204, lot 2214, EAN 3 250391 821235", "fr")).isEmpty();
    }

    @Test
    void theAddressOfAHouseIsNoPersons() {
        assertThat(told("Écrivez à jeanne.martin@mel.example", "fr")).containsExactly("mail");
        assertThat(told("Écrivez à bonjour@tilleul.test, contact@mel.example ou nadia@tilleul.test", "fr"))
                .isEmpty();
    }

    @Test
    void anAdvantageReceivedIsDisclosed() {
        assertThat(told("Séjour offert par @hotelduphare, un régal", "fr")).containsExactly("disclosure");
        assertThat(told("Publicité. Séjour offert par @hotelduphare, un régal", "fr"))
                .isEmpty();
        assertThat(told("Collaboration commerciale : un robot en partenariat avec Tilleul", "fr"))
                .isEmpty();
        assertThat(told("Use my code LEA20 this week", "en")).containsExactly("disclosure");
        assertThat(told("Paid partnership: use my code LEA20 this week", "en")).isEmpty();
    }

    @Test
    void anOfferComesWithItsConditions() {
        assertThat(told("Jusqu'à −50 % sur les manteaux", "fr")).containsExactly("price");
        assertThat(told("Jusqu'à −50 % sur les manteaux, du 8 janvier au 4 février", "fr"))
                .isEmpty();
        assertThat(told("Up to 40 % off tableware", "en")).containsExactly("price");
        assertThat(told("Up to 40 % off tableware until 4 February", "en")).isEmpty();
        assertThat(told("Comptez 20 minutes et 40 % d'humidité", "fr")).isEmpty();
    }

    @Test
    void linksAreReadNotFetched() {
        assertThat(told("https://shop.example/a?utm_source=x&id=3#b", "fr")).containsExactly("tracking");
        assertThat(Links.withoutTracking("https://shop.example/a?utm_source=x&id=3#b"))
                .isEqualTo("https://shop.example/a?id=3#b");
        assertThat(Links.withoutTracking("https://shop.example/a?fbclid=1")).isEqualTo("https://shop.example/a");
        assertThat(told("Voir http://shop.example/a.", "fr")).containsExactly("insecure");
        assertThat(told("Voir https://bit.ly/3xYz et https://www.facebook.com/tilleul", "fr"))
                .containsExactly("shortened");
        assertThat(told("Voir https://tilleul.test/guide", "fr")).isEmpty();
    }

    private static List<String> told(String text, String language) {
        return Guard.read(Draft.of(text, language), HOME).stream()
                .filter(finding -> finding.check() == Check.HONESTY)
                .map(Finding::kind)
                .toList();
    }
}
