package parvis.postal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parvis.postal.Dns.Exchanger;
import parvis.support.Zone;

/** What domains publish is asked over UDP and TCP, kept for a while, and never waited for. */
class DnsTest {
    private final Zone zone = new Zone();
    private final Dns dns = new Dns(zone.address());

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void aNameIsReadWhateverItsKind() {
        zone.text("maison.example", "v=spf1 -all")
                .put("maison.example", "MX 20 later.maison.example.")
                .put("maison.example", "MX 10 first.maison.example.")
                .put("first.maison.example", "A 192.0.2.1")
                .put("first.maison.example", "AAAA 2001:db8::1")
                .put("www.maison.example", "CNAME first.maison.example.")
                .put("1.2.0.192.in-addr.arpa", "PTR first.maison.example.");
        assertThat(dns.texts("maison.example").records()).containsExactly("v=spf1 -all");
        assertThat(dns.texts("MAISON.example.").records())
                .as("as names are written")
                .hasSize(1);
        assertThat(dns.exchangers("maison.example").records())
                .containsExactly(new Exchanger(10, "first.maison.example"), new Exchanger(20, "later.maison.example"));
        assertThat(dns.addresses("first.maison.example").records())
                .containsExactly(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1"));
        assertThat(dns.addresses("www.maison.example").records())
                .as("by another name")
                .contains(InetAddress.ofLiteral("192.0.2.1"));
        assertThat(dns.names(InetAddress.ofLiteral("192.0.2.1")).records()).containsExactly("first.maison.example");
    }

    @Test
    void aTextThatFitsInNoPacketComesOverTcp() {
        var long1 = "v=DKIM1; k=rsa; p=" + "A".repeat(1_500);
        zone.text("long.example", long1);
        assertThat(dns.texts("long.example").records()).containsExactly(long1);
        assertThat(zone.asked()).containsExactly("long.example TXT", "long.example TXT");
    }

    @Test
    void whatIsNotThereIsNothingAndWhatNobodyTellsIsUnknown() {
        zone.put("only.example", "A 192.0.2.1").fail("broken.example");
        assertThat(dns.texts("none.example")).isEqualTo(new Answer.Nothing<String>());
        assertThat(dns.texts("only.example")).isEqualTo(new Answer.Nothing<String>());
        assertThat(dns.texts("broken.example").isUnknown()).isTrue();
        assertThat(dns.texts("no such name!").records()).isEmpty();
        assertThat(dns.texts("x".repeat(70) + ".example")).isEqualTo(new Answer.Nothing<String>());
    }

    @Test
    void whatWasAskedIsKept() {
        zone.text("maison.example", "v=spf1 -all");
        for (var i = 0; i < 5; i++) {
            assertThat(dns.texts("maison.example").records()).hasSize(1);
            assertThat(dns.texts("none.example").records()).isEmpty();
        }
        assertThat(zone.asked()).containsExactly("maison.example TXT", "none.example TXT");
    }

    @Test
    void aServerThatIsSilentKeepsNobodyWaitingForLong() {
        var begun = Instant.now();
        for (var i = 0; i < 4; i++) {
            zone.silence("silent" + i + ".example");
            assertThat(dns.texts("silent" + i + ".example").isUnknown()).isTrue();
        }
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(dns.texts("other.example"))
                .as("who makes us wait for theirs keeps nobody from another's")
                .isEqualTo(new Answer.Nothing<String>());
        for (var i = 4; i < 9; i++) {
            zone.silence("silent" + i + ".example");
        }
        begun = Instant.now();
        for (var i = 4; i < 8; i++) {
            dns.texts("silent" + i + ".example");
        }
        var awake = Duration.between(begun, Instant.now());
        begun = Instant.now();
        assertThat(dns.texts("silent8.example").isUnknown()).isTrue();
        assertThat(Duration.between(begun, Instant.now()))
                .as("hardly waited for any more")
                .isLessThan(awake.dividedBy(4));
    }

    @Test
    void theWorldIsNotAskedForNamesThatAreNobodys() {
        var world = new Dns("");
        for (var name : java.util.List.of("tilleul.test", "mel.example", "printer.local", "localhost")) {
            assertThat(world.texts(name)).isEqualTo(new Answer.Nothing<String>());
        }
    }
}
