package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of somebody would be open to everybody is told, and what only looks like it is not. */
class ExposedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Appelez-moi au 06 12 34 56 78 ce soir.                                  | phone   | 06 12 34 56 78
            Mon fixe est le 02.40.12.34.56, merci.                                  | phone   | 02.40.12.34.56
            Call me on 020 7946 0018 after six.                                     | phone   | 020 7946 0018
            Call +44 7911 123456 or write.                                          | phone   | +44 7911 123456
            Envoyez-la au 12 rue des Lilas, 44000 Nantes.                           | address | 12 rue des Lilas, 44000 Nantes
            J'habite 3 bis, avenue de la République à Angers.                       | address | 3 bis, avenue de la République
            C'est au 8 place du Marché, 46100 Figeac.                               | address | 8 place du Marché, 46100 Figeac
            Send it to 14 Cardigan Road, Leeds LS6 3BJ please.                      | address | 14 Cardigan Road, Leeds LS6 3BJ
            Ma carte est la 4111 1111 1111 1111.                                    | card    | 4111 1111 1111 1111
            Virez sur FR76 3000 6000 0112 3456 7890 189.                            | iban    | FR76 3000 6000 0112 3456 7890 189
            Votre commande n° 123456 est partie.                                    | order   | commande n° 123456
            C'est la commande MT-48361, que fait-on ?                               | order   | commande MT-48361
            Écrivez à odette.garrigue@mel.example.                                  | mail    | odette.garrigue@mel.example
            """)
    void itIsToldWhereItStands(String text, String kind, String words) {
        var found = Exposed.read(text, Set.of(), List.of(), List.of());
        assertThat(found).as(text).extracting(Finding::kind).containsExactly(kind);
        assertThat(text.substring(found.getFirst().start(), found.getFirst().end()))
                .isEqualTo(words);
        assertThat(found.getFirst().weight()).isEqualTo(Weight.FIX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "La paire coûte 24 €, soit 1 200 € les cinquante, ou 12 345,67 € HT.",
                "Vendu de 2012 à 2019, la série 2014 2015 2016 comprise.",
                "C'est la M1-201, la G3-051 ou la B1-033 ; lot 20190412-33, série 0612.",
                "Ouvert de 9:00 à 12:30 et de 14:00 à 17:30, le 21/11/2026 et le 22.11.2026.",
                "Comptez 1 min 50 au cran 3, 2 min 35 au cran 4, 230 V, 50 Hz, 1 800 W.",
                "Serrez à 12 Nm, puis 3 tours, vis M4 x 12, écrou de 13.",
                "Il y a 2 places par table et 3 cours de cuisine le 5 place de parking.",
                "Version 1.2.3.4567, EAN 3245678901231, ISBN 978-2-07-036822-8.",
                "En 5 rues de distance, 1 route sur 10, 2 chemins possibles.",
                "Between 2019 and 2024 we sold 12 000 of them, 1,234,567 in all.",
                "Take the 10 Downing way: turn 3 times on the road.",
                "Rendez-vous rue de la Paix, n'importe quand.",
                "Merci @u_0612345678, voir https://maison.example/suivi?id=0612345678.",
                "Écrivez à bonjour@tilleul.test ou à contact@ailleurs.example."
            })
    void whatOnlyLooksLikeItIsNot(String text) {
        assertThat(Exposed.read(text, Set.of("tilleul.test"), List.of(), List.of()))
                .as(text)
                .extracting(found -> found.kind() + ": " + text.substring(found.start(), found.end()))
                .isEmpty();
    }

    @Test
    void whatTheHouseSaysOfItselfMayBeSaidAgain() {
        var legal = "Maison Tilleul, 4 quai de la Fosse, 44000 Nantes. Tél. : 02 40 55 66 77.";
        var text = "Passez au 4 quai de la Fosse, ou appelez le +33 2 40 55 66 77, pas le 02 40 99 66 77.";
        assertThat(Exposed.read(text, Set.of(), List.of(legal), List.of()))
                .extracting(found -> text.substring(found.start(), found.end()))
                .containsExactly("02 40 99 66 77");
        assertThat(Exposed.read(text, Set.of(), List.of(), List.of())).hasSize(3);
    }
}
