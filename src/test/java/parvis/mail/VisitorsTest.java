package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class VisitorsTest {

    @Test
    void oneAddressHasSoManyConnectionsAndOthersHaveTheirOwn() throws Exception {
        var visitors = new Visitors(2);
        var one = InetAddress.getByName("192.0.2.1");
        assertThat(visitors.come(one)).isTrue();
        assertThat(visitors.come(one)).isTrue();
        assertThat(visitors.come(one)).isFalse();
        assertThat(visitors.come(InetAddress.getByName("192.0.2.2"))).isTrue();
        visitors.gone(one);
        visitors.gone(one);
        assertThat(visitors.come(one)).isTrue();
    }

    @Test
    void subjectsAreComparedWithoutWhatProgramsPutBeforeThem() {
        for (var subject : new String[] {
            "Ma lampe",
            "Re: Ma lampe",
            "RE : TR: ma lampe",
            "Réf. : Ma lampe",
            "Fwd: [liste] Re[2]: Ma Lampe",
            "AW: Ma lampe "
        }) {
            assertThat(Threads.bareSubject(subject)).as(subject).isEqualTo("ma lampe");
        }
        assertThat(Threads.bareSubject("Retour de colis")).isEqualTo("retour de colis");
    }
}
