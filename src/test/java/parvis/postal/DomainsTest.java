package parvis.postal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainsTest {
    @ParameterizedTest
    @CsvSource({
        "mail.maison.fr,maison.fr",
        "maison.fr,maison.fr",
        "a.b.shop.co.uk,shop.co.uk",
        "co.uk,co.uk",
        "someone.github.io,someone.github.io",
        "Café.FR,xn--caf-dma.fr",
        "a.tilleul.test,tilleul.test",
        "localhost,localhost"
    })
    void anOrganisationIsWhatSomebodyRegistered(String domain, String organisation) {
        assertThat(Domains.organisational(domain)).isEqualTo(organisation);
    }

    @Test
    void domainsOfOneOrganisationAreAlignedUnlessItWantsTheVerySame() {
        assertThat(Domains.areAligned("mail.maison.fr", "maison.fr", false)).isTrue();
        assertThat(Domains.areAligned("mail.maison.fr", "maison.fr", true)).isFalse();
        assertThat(Domains.areAligned("maison.fr", "autre.fr", false)).isFalse();
        assertThat(Domains.areAligned("one.co.uk", "other.co.uk", false)).isFalse();
        assertThat(Domains.areAligned("", "", false)).isFalse();
    }
}
