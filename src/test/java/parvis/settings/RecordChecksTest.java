package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parvis.postal.Dns;
import parvis.postal.Sealing;
import parvis.settings.Check.Publish;
import parvis.settings.Check.State;
import parvis.support.Sealed;
import parvis.support.Zone;

/** What a domain publishes about its mail is judged, and what it should publish is said to the letter. */
class RecordChecksTest {
    private static final InetAddress OURS = InetAddress.ofLiteral("192.0.2.7");
    private static final Sending HERE = new Sending("localhost", true, List.of(OURS));
    private static final Sending ELSEWHERE =
            new Sending("smtp.provider.example", false, List.of(InetAddress.ofLiteral("198.51.100.1")));

    private final Zone zone = new Zone();
    private final Dns dns = new Dns(zone.address());

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void aDomainThatNamesNoSenderIsToldWhatToPublish() {
        var ours = spf("maison.example", HERE);
        assertThat(ours.state()).isEqualTo(State.TO_DO);
        assertThat(ours.publish()).isEqualTo(new Publish("maison.example", "TXT", "v=spf1 ip4:192.0.2.7 -all"));
        assertThat(spf("maison.example", ELSEWHERE).publish())
                .isEqualTo(new Publish("maison.example", "TXT", "v=spf1 a:smtp.provider.example ~all"));
    }

    @Test
    void aDomainThatNamesOurAddressIsInOrder() {
        zone.text("maison.example", "google-site-verification=x")
                .text("maison.example", "v=spf1 include:nets.example -all")
                .text("nets.example", "v=spf1 ip4:192.0.2.0/28 -all");
        assertThat(spf("maison.example", HERE).state()).isEqualTo(State.GOOD);
        assertThat(spf("maison.example", HERE).said().getFirst().key()).isEqualTo("settings.spf.good");
    }

    @Test
    void anAddressThatIsMissingIsPutWhereItBelongs() {
        zone.text("maison.example", "v=spf1 mx ip4:203.0.113.1 -all");
        var missing = spf("maison.example", HERE);
        assertThat(missing.state()).isEqualTo(State.PROBLEM);
        assertThat(missing.publish())
                .isEqualTo(new Publish("maison.example", "TXT", "v=spf1 mx ip4:203.0.113.1 ip4:192.0.2.7 -all"));
        assertThat(spf("maison.example", ELSEWHERE).state())
                .as("a server elsewhere may send from any address: nobody is blamed for it")
                .isEqualTo(State.GOOD);
    }

    @Test
    void aLineThatNobodyCanReadIsAProblem() {
        zone.text("twice.example", "v=spf1 -all").text("twice.example", "v=spf1 mx -all");
        zone.text("typo.example", "v=spf1 ipv4:192.0.2.7 -all");
        zone.text("open.example", "v=spf1 ip4:192.0.2.7");
        zone.text("all.example", "v=spf1 +all");
        var many = new StringBuilder("v=spf1");
        for (var i = 0; i < 11; i++) {
            many.append(" include:n").append(i).append(".example");
            zone.text("n" + i + ".example", "v=spf1 ip4:198.51.100." + i + " -all");
        }
        zone.text("long.example", many + " -all");
        zone.text("ring.example", "v=spf1 include:ring.example -all");
        zone.fail("silent.example");
        assertThat(key("twice.example")).isEqualTo("settings.spf.several");
        assertThat(key("typo.example")).isEqualTo("settings.spf.unreadable");
        assertThat(key("long.example")).isEqualTo("settings.spf.long");
        assertThat(key("silent.example")).isEqualTo("settings.dns.silent");
        assertThat(key("ring.example")).as("it ends all the same").startsWith("settings.spf.");
        assertThat(spf("open.example", HERE).publish().value()).isEqualTo("v=spf1 ip4:192.0.2.7 ~all");
        assertThat(spf("all.example", HERE).state()).as("whoever wants").isEqualTo(State.TO_DO);
    }

    @Test
    void theKeyIsPublishedOrSaidToTheLetter() {
        var house = Sealed.by("maison.example", "RSA");
        var sealing = Sealing.by(house.pem(), "parvis");
        var name = "parvis._domainkey.maison.example";
        assertThat(RecordChecks.dkim(dns, "maison.example", Sealing.by("", "parvis"))
                        .state())
                .isEqualTo(State.TO_DO);
        var missing = RecordChecks.dkim(dns, "maison.example", sealing);
        assertThat(missing.state()).isEqualTo(State.PROBLEM);
        assertThat(missing.publish())
                .isEqualTo(new Publish(name, "TXT", house.key().record()));
        zone.text(name, house.key().record());
        assertThat(RecordChecks.dkim(new Dns(zone.address()), "maison.example", sealing)
                        .state())
                .isEqualTo(State.GOOD);
        zone.forget(name).text(name, Sealed.by("x", "RSA").key().record());
        assertThat(RecordChecks.dkim(new Dns(zone.address()), "maison.example", sealing))
                .satisfies(other -> assertThat(other.state()).isEqualTo(State.PROBLEM))
                .satisfies(other -> assertThat(other.publish().value())
                        .isEqualTo(house.key().record()));
    }

    @Test
    void theWishGrowsFromWatchingToRefusing() {
        zone.text("_dmarc.watch.example", "v=DMARC1; p=none; rua=mailto:bilans@watch.example")
                .text("_dmarc.apart.example", "v=DMARC1; p=quarantine")
                .text("_dmarc.refuse.example", "v=DMARC1; p=reject; rua=mailto:a@b.example");
        assertThat(dmarc("none.example").publish())
                .isEqualTo(
                        new Publish("_dmarc.none.example", "TXT", "v=DMARC1; p=none; rua=mailto:bonjour@none.example"));
        assertThat(dmarc("watch.example").state()).isEqualTo(State.TO_DO);
        assertThat(dmarc("watch.example").publish().value())
                .isEqualTo("v=DMARC1; p=quarantine; rua=mailto:bilans@watch.example");
        assertThat(dmarc("apart.example").state()).isEqualTo(State.GOOD);
        assertThat(dmarc("apart.example").said().getLast().key()).isEqualTo("settings.dmarc.unheard");
        assertThat(dmarc("refuse.example").state()).isEqualTo(State.GOOD);
        assertThat(dmarc("www.refuse.example").state())
                .as("by its organisation")
                .isEqualTo(State.GOOD);
    }

    @Test
    void anAddressHasANameAndTheNameHasTheAddress() {
        zone.put("7.2.0.192.in-addr.arpa", "PTR mail.maison.example.").put("mail.maison.example", "A 192.0.2.7");
        zone.put("8.2.0.192.in-addr.arpa", "PTR mail.maison.example.");
        assertThat(reverse("192.0.2.7").state()).isEqualTo(State.GOOD);
        assertThat(reverse("192.0.2.8").state()).isEqualTo(State.PROBLEM);
        assertThat(reverse("192.0.2.8").publish()).isEqualTo(new Publish("mail.maison.example", "A", "192.0.2.8"));
        assertThat(reverse("192.0.2.9").state()).isEqualTo(State.TO_DO);
        assertThat(RecordChecks.reverse(dns, ELSEWHERE).state()).isEqualTo(State.UNKNOWN);
        assertThat(RecordChecks.reverse(dns, new Sending("", false, List.of())).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void onlyAddressesOfTheWorldCount() {
        for (var inside : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "172.16.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "::1",
                "fd00::1",
                "fe80::1")) {
            assertThat(Sending.isOfTheWorld(InetAddress.ofLiteral(inside)))
                    .as(inside)
                    .isFalse();
        }
        assertThat(Sending.isOfTheWorld(OURS)).isTrue();
        zone.put("smtp.provider.example", "A 198.51.100.1").put("smtp.provider.example", "A 10.0.0.1");
        assertThat(Sending.by("smtp.provider.example", dns)).isEqualTo(ELSEWHERE);
        assertThat(Sending.by("localhost", dns).certain()).isTrue();
    }

    private Check spf(String domain, Sending sending) {
        return RecordChecks.spf(dns, domain, sending);
    }

    private String key(String domain) {
        return spf(domain, HERE).said().getFirst().key();
    }

    private Check dmarc(String domain) {
        return RecordChecks.dmarc(dns, domain, "bonjour@" + domain);
    }

    private Check reverse(String address) {
        return RecordChecks.reverse(dns, List.of(InetAddress.ofLiteral(address)));
    }
}
