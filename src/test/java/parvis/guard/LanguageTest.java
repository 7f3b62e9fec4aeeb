package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void aSuperlativeNeedsItsProof() {
        assertThat(told("Le meilleur robot du marché.", "fr")).containsExactly("superlative");
        assertThat(told("Le meilleur robot du marché, selon le comparatif de mars.", "fr"))
                .isEmpty();
        assertThat(told("The fastest kettle in the world.", "en")).containsExactly("superlative");
        assertThat(told("Le meilleur moment pour tailler est mars.", "fr")).isEmpty();
    }

    @Test
    void aPromiseNeedsItsDate() {
        assertThat(told("Nous revenons vers vous dans les plus brefs délais.", "fr"))
                .containsExactly("promise");
        assertThat(told("Réponse très bientôt, mardi avant midi.", "fr")).isEmpty();
        assertThat(told("We will fix it as soon as possible.", "en"))
                .isNotEmpty()
                .containsOnly("promise");
        assertThat(told("We will fix it by Tuesday.", "en")).isEmpty();
    }

    @Test
    void nobodyIsLookedDownOn() {
        assertThat(told("Comme déjà expliqué, la notice le dit.", "fr")).containsExactly("condescending");
        assertThat(told("Bande de clowns.", "fr")).containsExactly("insult");
        assertThat(told("Calm down, it will come.", "en")).containsExactly("condescending");
        assertThat(told("Il nous a écrit « calmez-vous », nous lui avons répondu.", "fr"))
                .isEmpty();
    }

    @Test
    void theTradesPhrasesAndTheWordsThatTheBrandAvoids() {
        assertThat(told("Une expérience unique au cœur de notre ADN.", "fr"))
                .isNotEmpty()
                .containsOnly("jargon");
        var context = Context.NONE.withAvoided(Set.of("produit"));
        assertThat(Guard.read(Draft.of("Ce Produit est un sous-produit de la reproduction.", "fr"), context))
                .filteredOn(finding -> finding.kind().equals("avoided"))
                .hasSize(2);
    }

    @Test
    void plainLanguageIsMeasured() {
        assertThat(Plain.syllables("chocolate", false)).isEqualTo(3);
        assertThat(Plain.syllables("maison", true)).isEqualTo(2);
        assertThat(Plain.syllables("table", true)).isEqualTo(1);
        assertThat(Plain.ease(100, 10, 130, false)).isCloseTo(86.705, Offset.offset(0.001));
        assertThat(Plain.ease(100, 10, 150, true)).isCloseTo(86.45, Offset.offset(0.001));
        var hard =
                "La contractualisation interprofessionnelle des approvisionnements alimentaires territorialisés conditionne "
                        + "l'opérationnalisation progressive des responsabilités environnementales différenciées et l'institutionnalisation "
                        + "des mécanismes compensatoires internationaux nécessaires à la généralisation administrative "
                        + "des expérimentations pluridisciplinaires organisationnelles et communicationnelles considérées comme "
                        + "particulièrement représentatives par les collectivités territoriales volontairement participantes.";
        assertThat(told(hard, "fr")).contains("hard", "long");
        assertThat(told("Passez le joint à l'eau tiède. Séchez-le. Remettez-le.", "fr"))
                .isEmpty();
        assertThat(told("OFFRE EXCEPTIONNELLE DANS TOUS VOS MAGASINS", "fr")).contains("shouted");
    }

    private static List<String> told(String text, String language) {
        return Guard.read(Draft.of(text, language), Context.NONE).stream()
                .filter(finding -> finding.check() == Check.LANGUAGE)
                .map(Finding::kind)
                .toList();
    }
}
