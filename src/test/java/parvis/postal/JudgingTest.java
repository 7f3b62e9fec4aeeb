package parvis.postal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parvis.postal.Judgement.Standing;
import parvis.support.Sealed;
import parvis.support.Zone;

/** How far it is proved who sent a mail. */
class JudgingTest {
    private static final InetAddress THEIRS = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress SOMEBODYS = InetAddress.ofLiteral("198.51.100.9");

    private final Zone zone = new Zone();
    private Judging judging;
    private Sealed maison;

    @BeforeEach
    void aHouse() {
        judging = new Judging(new Dns(zone.address()));
        maison = Sealed.by("maison.example", "Ed25519").publishedIn(zone);
    }

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void aSignatureOfItsDomainProvesIt() throws Exception {
        var judged = judge(maison.seal(from("Hélène <helene@maison.example>")), null, "bounce@lists.example");
        assertThat(judged.standing()).isEqualTo(Standing.SIGNED);
        assertThat(judged.domain()).isEqualTo("maison.example");
        assertThat(judged.told()).isEqualTo("dkim=pass header.d=maison.example; dmarc=pass header.from=maison.example");
        assertThat(judge(maison.seal(from("helene@sav.maison.example")), null, "")
                        .standing())
                .as("of the same organisation")
                .isEqualTo(Standing.SIGNED);
        zone.text("_dmarc.strict.maison.example", "v=DMARC1; p=none; adkim=s");
        assertThat(judge(maison.seal(from("helene@strict.maison.example")), null, "")
                        .standing())
                .as("which wants the very same")
                .isEqualTo(Standing.NOTHING_KNOWN);
    }

    @Test
    void aSignatureOfAnotherDomainProvesNothing() throws Exception {
        var judged = judge(maison.seal(from("directrice@banque.example")), null, "");
        assertThat(judged.standing()).isEqualTo(Standing.NOTHING_KNOWN);
        zone.text("_dmarc.assurance.example", "v=DMARC1; p=quarantine");
        assertThat(judge(maison.seal(from("directrice@assurance.example")), null, "")
                        .standing())
                .isEqualTo(Standing.DOUBTFUL);
    }

    @Test
    void aBrokenSignatureOfItsDomainIsDoubtful() throws Exception {
        var changed = maison.seal(from("helene@maison.example")).replace("\r\nBonjour.", "\r\nAu voleur.");
        var judged = judge(changed, null, "helene@maison.example");
        assertThat(judged.standing()).isEqualTo(Standing.DOUBTFUL);
        assertThat(judged.told()).contains("dkim=fail (the text was changed) header.d=maison.example");
        assertThat(judge(maison.seal(changed), null, "").standing())
                .as("unless another one holds")
                .isEqualTo(Standing.SIGNED);
    }

    @Test
    void aDomainThatAsksToBeProtectedIsDoubtfulWithoutProof() throws Exception {
        zone.text("_dmarc.banque.example", "v=DMARC1; p=reject; sp=none");
        assertThat(judge(from("a@banque.example"), null, "a@banque.example").standing())
                .isEqualTo(Standing.DOUBTFUL);
        assertThat(judge(from("a@www.banque.example"), null, "").standing())
                .as("its subdomains are left alone")
                .isEqualTo(Standing.NOTHING_KNOWN);
        zone.text("_dmarc.twice.example", "v=DMARC1; p=reject").text("_dmarc.twice.example", "v=DMARC1; p=none");
        assertThat(judge(from("a@twice.example"), null, "").standing())
                .as("who says two things says nothing")
                .isEqualTo(Standing.NOTHING_KNOWN);
    }

    @Test
    void anAddressThatItsDomainNamesProvesIt() throws Exception {
        zone.text("_dmarc.banque.example", "v=DMARC1; p=reject")
                .text("banque.example", "v=spf1 include:relais.example mx -all")
                .text("relais.example", "v=spf1 ip4:192.0.2.0/28 -all");
        assertThat(judge(from("a@banque.example"), THEIRS, "a@banque.example").standing())
                .isEqualTo(Standing.NAMED);
        var forged = judge(from("a@banque.example"), SOMEBODYS, "a@banque.example");
        assertThat(forged.standing()).isEqualTo(Standing.DOUBTFUL);
        assertThat(forged.told())
                .isEqualTo("spf=fail smtp.mailfrom=banque.example; dmarc=fail (p=reject) header.from=banque.example");
        zone.text("pirate.example", "v=spf1 ip4:198.51.100.9 -all");
        assertThat(judge(from("a@banque.example"), SOMEBODYS, "x@pirate.example")
                        .standing())
                .as("named by another domain than that of From")
                .isEqualTo(Standing.DOUBTFUL);
    }

    @Test
    void whenNobodyAnswersNothingIsKnown() throws Exception {
        zone.fail("_dmarc.maison.example").fail("_dmarc.autre.example");
        var autre = Sealed.by("autre.example", "RSA");
        zone.fail(Sealed.SELECTOR + "._domainkey.autre.example");
        assertThat(judge(autre.seal(from("a@autre.example")), null, "").standing())
                .isEqualTo(Standing.NOTHING_KNOWN);
        zone.text("_dmarc.demi.example", "v=DMARC1; p=reject");
        zone.fail(Sealed.SELECTOR + "._domainkey.demi.example");
        assertThat(judge(Sealed.by("demi.example", "RSA").seal(from("a@demi.example")), null, "")
                        .standing())
                .as("who asks for proof is not believed for want of an answer")
                .isEqualTo(Standing.DOUBTFUL);
    }

    @Test
    void noMailMakesUsAskAboutStrangers() throws Exception {
        var mail = from("helene@maison.example");
        for (var i = 0; i < 9; i++) {
            zone.silence(Sealed.SELECTOR + "._domainkey.slow" + i + ".example");
            mail = Sealed.by("slow" + i + ".example", "Ed25519").seal(mail);
        }
        zone.silence("slow.example");
        assertThat(judge(maison.seal(mail), THEIRS, "x@slow.example").standing())
                .isEqualTo(Standing.SIGNED);
        assertThat(judge(mail, THEIRS, "x@slow.example").standing()).isEqualTo(Standing.NOTHING_KNOWN);
        assertThat(zone.asked()).noneMatch(asked -> asked.contains("slow"));
    }

    @Test
    void whoeverSpeaksForSeveralSpeaksForNobody() throws Exception {
        assertThat(judge(
                                maison.seal(from("helene@maison.example"))
                                        .replace("To:", "From: a@banque.example\r\nTo:"),
                                null,
                                "")
                        .standing())
                .isEqualTo(Standing.DOUBTFUL);
        assertThat(judge(from("a@banque.example, b@maison.example"), null, "").standing())
                .isEqualTo(Standing.DOUBTFUL);
        assertThat(judge("To: x@y.example\r\n\r\nrien", null, "").standing()).isEqualTo(Standing.NOTHING_KNOWN);
        assertThat(judge("rien", null, "").standing()).isEqualTo(Standing.NOTHING_KNOWN);
        assertThat(judge(
                                maison.seal(
                                        from("\"a@banque.example, oui\" (x@banque.example) <helene@maison.example>")),
                                null,
                                "")
                        .domain())
                .as("what a name pretends")
                .isEqualTo("maison.example");
    }

    private Judgement judge(String mail, @Nullable InetAddress peer, String sender) throws Exception {
        return judging.judge(
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), peer, sender, Instant.now());
    }

    private static String from(String from) {
        return "From: " + from + "\r\nTo: bonjour@tilleul.test\r\nSubject: Bonjour\r\n\r\nBonjour.\r\n";
    }
}
