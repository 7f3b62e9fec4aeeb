package parvis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {

    @Test
    void anAnswerInFrenchIsReadWhole() {
        var read = Corpus.read("""
                Return-Path: <helene@example.fr>
                Delivered-To: aide+42@parvis.example
                X-Original-To: aide@parvis.example
                Message-ID: <abc@mail.example.fr>
                In-Reply-To: <q1@parvis.example>
                References: <q0@parvis.example>
                 <q1@parvis.example>
                Date: Tue, 3 Mar 2026 10:22:00 +0100
                From: =?UTF-8?Q?H=C3=A9l=C3=A8ne?= Martin <Helene@Example.FR>
                To: "Aide, Parvis" <aide@parvis.example>, autre@example.fr (Un autre)
                Subject: =?utf-8?Q?Re:_Ma_commande_n=C2=B0=C2=A0?=
                 =?utf-8?Q?12_est_arriv=C3?= =?utf-8?Q?=A9e?=
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                Merci, tout est arrivé !

                Bonne journée,
                Hélène

                Envoyé de mon iPhone

                > Le 3 mars 2026 à 09:10, Aide Parvis <aide@parvis.example> a écrit :
                >\u00a0
                > Bonjour Hélène, votre colis est parti.
                """);
        assertThat(read.kind()).isEqualTo(new Kind.Person());
        assertThat(read.own()).isEqualTo("Merci, tout est arrivé !\n\nBonne journée,\nHélène");
        assertThat(read.quoted()).startsWith("Envoyé de mon iPhone").contains("votre colis est parti");
        assertThat(read.text()).contains("Merci").contains("votre colis");
        assertThat(read.subject()).isEqualTo("Re: Ma commande n°\u00a012 est arrivée");
        assertThat(read.from()).containsExactly(new Mailbox("Hélène Martin", "Helene@example.fr"));
        assertThat(read.to())
                .containsExactly(
                        new Mailbox("Aide, Parvis", "aide@parvis.example"),
                        new Mailbox("Un autre", "autre@example.fr"));
        assertThat(read.messageId()).isEqualTo("abc@mail.example.fr");
        assertThat(read.inReplyTo()).containsExactly("q1@parvis.example");
        assertThat(read.references()).containsExactly("q0@parvis.example", "q1@parvis.example");
        assertThat(read.deliveredTo()).containsExactly("aide+42@parvis.example", "aide@parvis.example");
        assertThat(read.returnPath()).isEqualTo("helene@example.fr");
        assertThat(read.date()).isEqualTo(Instant.parse("2026-03-03T09:22:00Z"));
        assertThat(read.language()).contains(Locale.FRENCH);
        assertThat(read.html()).isNull();
        assertThat(read.troubles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Le mar. 3 mars 2026 à 10:22, Aide <aide@parvis.example> a écrit\u00a0:\n\nBonjour",
                "Le lundi 2 mars 2026 à 14:03:52 UTC+1, Aide Parvis <\naide@parvis.example> a écrit :\n\nBonjour",
                "Le 02/03/2026 à 14:03, Aide a écrit :\n> Bonjour",
                "De : Aide Parvis <aide@parvis.example>\nEnvoyé : lundi 2 mars 2026 14:03\nÀ : Hélène Martin\nObjet : Colis\n\nBonjour",
                "________________________________\nDe : Aide Parvis\nEnvoyé : lundi 2 mars 2026 14:03\nÀ : Hélène Martin\nCc : Jean\nObjet : Colis\n\nBonjour",
                "-----Message d'origine-----\nDe : Aide Parvis\nEnvoyé : lundi 2 mars\n\nBonjour",
                "---------- Message transféré ---------\nDe : Aide <aide@parvis.example>\n\nBonjour",
                "Début du message réexpédié :\n\nDe: Aide\nDate: 2 mars\n\nBonjour",
                "-- \nHélène Martin\n12 rue des Lilas",
                "--\nHélène Martin\n06 00 00 00 00",
                "Envoyé de mon iPhone",
                "Envoyé depuis mon mobile Orange",
                "Envoyé à partir d’Outlook pour iOS",
                "Télécharger Outlook pour Android<https://aka.ms/AAb9ysg>",
                "Envoyé avec la messagerie sécurisée Proton Mail.",
                "Sent from my Galaxy",
                "Get Outlook for iOS<https://aka.ms/o0ukef>",
                "On Mon, Mar 2, 2026 at 2:03 PM Aide <aide@parvis.example> wrote:\n\n> Bonjour",
                "From: Aide <aide@parvis.example>\nSent: Monday, March 2, 2026 2:03 PM\nTo: Hélène\nSubject: RE: Colis\n\nBonjour",
            })
    void whatAProgramAddedIsFoldedAway(String added) {
        var folded = Folding.of("Merci beaucoup !\n\n" + added);
        assertThat(folded.own()).isEqualTo("Merci beaucoup !");
        assertThat(folded.quoted()).isEqualTo(added);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "De : Paris\nÀ : Lyon\nDate : 3 mai\n\nMon train a été annulé.",
                "Voici mon adresse :\n\nHélène Martin\n12 rue des Lilas\n75011 Paris\n06 00 00 00 00",
                "Première chose\n--\nEt la deuxième, pourquoi est-ce si long ?",
                "Il manque :\n\n-Une lampe",
                "Le 3 mars, votre technicien m'a écrit :\n\nil ne viendra pas, et je n'ai pas compris pourquoi.",
                "Sent from my desk, this is easier to read.",
                "On 3 May I wrote to you and nobody answered.",
                "Mon mari a écrit : rien à faire.",
                "Objet : commande 12\n\nOù est-elle ?",
                "```\n> quoted in code\n-- \n```",
                "A -- B",
                "<3 merci"
            })
    void whatAPersonWroteStays(String words) {
        assertThat(Folding.of(words)).isEqualTo(new Folding.Folded(words, ""));
    }

    @Test
    void answersBetweenTheLinesKeepWhatTheyAnswer() {
        var words =
                "Le 2 mars 2026 à 14:03, Aide a écrit :\n> Quelle taille ?\n\nDu 42.\n\n> Quelle couleur ?\n\nBleu.";
        assertThat(Folding.of(words + "\n\n> Cordialement\n\n-- \nH.").own()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, windows-1252, “Ça coûte 12 €”",
        "us-ascii, utf-8, Ça coûte 12 €",
        "iso-8859-1, utf-8, Ça coûte 12 €",
        "utf-8, windows-1252, Déjà reçu à l'été",
        "gb2312, gbk, 您好我要訂單",
        "gbk, gb18030, 您好",
        "iso-2022-jp, iso-2022-jp, 日本語のメール",
        "koi8-r, koi8-r, Здравствуйте",
        "x-nobody-knows, utf-8, été",
        "'', windows-1252, Déjà reçu à l'été",
        "shift_jis, windows-31j, 髙橋さん",
        "ks_c_5601-1987, x-windows-949, 안녕하세요",
        "utf-16, utf-16, été"
    })
    void wordsAreReadWhateverTheirCharsetIsSaidToBe(String said, String used, String words) {
        var raw = new ByteArrayOutputStream();
        raw.writeBytes(
                ("From: a@example.org\nContent-Type: text/plain" + (said.isEmpty() ? "" : "; charset=\"" + said + "\"")
                                + "\nContent-Transfer-Encoding: base64\n\n")
                        .getBytes(StandardCharsets.US_ASCII));
        raw.writeBytes(Base64.getMimeEncoder().encode(words.getBytes(Charset.forName(used))));
        assertThat(Corpus.read(raw.toByteArray()).own()).isEqualTo(words);
        var header = new ByteArrayOutputStream();
        header.writeBytes("From: a@example.org\nSubject: ".getBytes(StandardCharsets.US_ASCII));
        if (!said.isEmpty() && !used.startsWith("utf-16")) {
            header.writeBytes(("=?" + said + "?B?"
                            + Base64.getEncoder().encodeToString(words.getBytes(Charset.forName(used))) + "?=\n\nx")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(Corpus.read(header.toByteArray()).subject()).isEqualTo(words);
        }
    }

    @Test
    void utf7AndRawEightBitHeadersAreRead() {
        assertThat(Corpus.read(
                                "Subject: =?utf-7?Q?Caf+AOk-?=\nContent-Type: text/plain; charset=utf-7\n\nDu th+AOk- +- 2 +IKw-")
                        .own())
                .isEqualTo("Du thé + 2 €");
        var latin = "From: Hélène <h@example.fr>\nSubject: déjà\n\nx".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Corpus.read(latin).subject()).isEqualTo("déjà");
        assertThat(Corpus.read(latin).from().getFirst().name()).isEqualTo("Hélène");
    }

    @Test
    void flowedLinesAreJoined() {
        var read = Corpus.read(
                "Content-Type: text/plain; format=flowed; delsp=yes\n\nUne lon \ngue ligne \n finie.\n> cité \n> encore\n-- \nMoi");
        assertThat(read.own()).isEqualTo("Une longue lignefinie.");
        assertThat(read.quoted()).contains("> citéencore");
    }

    @Test
    void attachmentsAreNamedCountedKeptAndOpenedAgain() throws IOException {
        var raw = """
                From: a@example.org
                Content-Type: multipart/mixed; boundary="edge"

                --edge
                Content-Type: multipart/related; boundary=inner

                --inner
                Content-Type: text/html; charset=utf-8

                <p>Voici <img src="cid:photo@1"></p>
                --inner
                Content-Type: image/png
                Content-ID: <photo@1>
                Content-Disposition: inline; filename="..\\..\\photo.png"
                Content-Transfer-Encoding: base64

                AAEC
                --inner--
                --edge
                Content-Type: application/pdf
                Content-Disposition: attachment;
                 filename*0*=utf-8''re%C3%A7;
                 filename*1*=u%202026.pdf
                Content-Transfer-Encoding: base64

                JVBERi0=
                --edge
                Content-Type: text/calendar; method=REQUEST; name=invite.ics

                BEGIN:VCALENDAR
                METHOD:REQUEST
                BEGIN:VTIMEZONE
                DTSTART:19700101T000000
                END:VTIMEZONE
                BEGIN:VEVENT
                SUMMARY:Visite du technicien\\, 2e
                  passage
                DTSTART;TZID=Europe/Paris:20260305T100000
                ORGANIZER;CN="Service: après-vente":mailto:sav@example.org
                END:VEVENT
                END:VCALENDAR
                --edge
                Content-Type: text/vcard; name=h.vcf

                BEGIN:VCARD
                FN:Hélène Martin
                END:VCARD
                --edge
                Content-Type: message/rfc822

                From: b@example.org
                Subject: =?utf-8?Q?d=C3=A9j=C3=A0?=

                inside
                --edge
                Content-Type: application/ms-tnef; name=winmail.dat

                x
                --edge
                Content-Type: application/pkcs7-signature; name=smime.p7s

                x
                --edge--
                """;
        var kept = new HashMap<String, byte[]>();
        var read = MailReader.read(stream(raw), (name, type, decoded) -> {
            kept.put(name, decoded.readAllBytes());
            return "key of " + name;
        });
        assertThat(read.attachments())
                .extracting(Attachment::name)
                .containsExactly(
                        "photo.png", "reçu 2026.pdf", "invite.ics", "h.vcf", "déjà.eml", "winmail.dat", "smime.p7s");
        assertThat(read.attachments())
                .extracting(Attachment::contents)
                .containsExactly(
                        new Contents.Picture(),
                        new Contents.File(),
                        new Contents.Event(
                                "REQUEST",
                                "Visite du technicien, 2e passage",
                                "2026-03-05T10:00:00 Europe/Paris",
                                "Service: après-vente"),
                        new Contents.Contacts(List.of("Hélène Martin")),
                        new Contents.Mail("déjà"),
                        new Contents.Tnef(),
                        new Contents.Signature());
        var photo = read.attachments().getFirst();
        assertThat(photo.inline()).isTrue();
        assertThat(photo.contentId()).isEqualTo("photo@1");
        assertThat(photo.bytes()).isEqualTo(3);
        assertThat(photo.key()).isEqualTo("key of photo.png");
        assertThat(kept.get("photo.png")).containsExactly(0, 1, 2);
        assertThat(read.own()).isEqualTo("Voici");
        assertThat(read.html()).contains("cid:photo@1");

        var again = new ByteArrayOutputStream();
        assertThat(MailReader.open(stream(raw), 1, again)).isTrue();
        assertThat(again).hasToString("%PDF-");
        assertThat(MailReader.open(stream(raw), 7, new ByteArrayOutputStream())).isFalse();
    }

    @Test
    void filesInsideTheWordsAreTakenOut() {
        var read = Corpus.read("From: a@example.org\n\nVoici :\nbegin 644 cat.txt\n#0V%T\n`\nend\nMerci");
        assertThat(read.own()).isEqualTo("Voici :\nMerci");
        assertThat(read.attachments())
                .extracting(Attachment::name, Attachment::bytes)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("cat.txt", 3L));
    }

    @Test
    void brokenStructuresGiveWhatIsThere() {
        assertThat(
                        Corpus.read(
                                "From: a@example.org\nContent-Type: multipart/mixed\n\n--lost\nContent-Type: text/plain\n\nHello\n--lost--\n"))
                .satisfies(read -> assertThat(read.own()).isEqualTo("Hello"))
                .satisfies(read -> assertThat(read.troubles()).contains(Trouble.BOUNDARY_MISSING));
        assertThat(Corpus.read("Content-Type: multipart/mixed; boundary=a\n\nOnly words, no parts\n")
                        .own())
                .isEqualTo("Only words, no parts");
        assertThat(Corpus.read(
                                "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nCut off")
                        .own())
                .isEqualTo("Cut off");
        assertThat(Corpus.read("From: a@example.org\rSubject: old\r\rFrom a Mac\rof old"))
                .satisfies(read -> {
                    assertThat(read.subject()).isEqualTo("old");
                    assertThat(read.own()).isEqualTo("From a Mac\nof old");
                });
        assertThat(Corpus.read("Just words\n\nand more").own()).isEqualTo("Just words\n\nand more");
        assertThat(Corpus.read("From: a@example.org\nContent-Transfer-Encoding: base64\n\nSGVs*bG8=\n!!")
                        .own())
                .isEqualTo("Hello");
        assertThat(Corpus.read(
                                "From: a@example.org\nContent-Transfer-Encoding: quoted-printable\n\n50=% =3D=\n=E9t=E9 =zz")
                        .own())
                .startsWith("50=% =été");
        assertThat(Corpus.read("From: Doe, John <john@example.org>\nSubject: a\rb\n\nx")
                        .from())
                .extracting(Mailbox::address)
                .contains("john@example.org");
    }

    @Test
    void theHtmlIsReadWhereTheTextSaysNothing() {
        var read = Corpus.read("""
                From: a@example.org
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                --b
                Content-Type: text/html; charset=utf-8

                <div>Merci</div><div class="gmail_signature">Jean<br>Directeur</div><br>
                <div class="gmail_quote"><div>Le lun. 2 mars 2026 à 14:03, Aide &lt;<a href="mailto:a@b.c">a@b.c</a>&gt; a écrit :</div>
                <blockquote>Bonjour</blockquote></div>
                --b--
                """);
        assertThat(read.own()).isEqualTo("Merci");
        assertThat(read.quoted()).contains("> Bonjour").contains("Directeur");
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted: auto-replied, Re: Colis, AUTOMATIC_REPLY",
        "X-Autoreply: yes, Re: Colis, AUTOMATIC_REPLY",
        "X-A: b, Réponse automatique : Colis, AUTOMATIC_REPLY",
        "X-A: b, Automatic reply: Parcel, AUTOMATIC_REPLY",
        "X-A: b, Absente du bureau, ABSENT",
        "X-A: b, Message d'absence, ABSENT",
        "X-A: b, Out of office: back Monday, ABSENT",
        "Auto-Submitted: auto-generated, Sauvegarde, GENERATED",
        "Return-Path: <>, Lu : votre réponse, READ_RECEIPT"
    })
    void machinesThatAnswerAreTold(String header, String subject, Kind.Why why) {
        assertThat(Corpus.read("From: h@example.fr\n" + header + "\nSubject: " + subject + "\n\nBonjour")
                        .kind())
                .isEqualTo(new Kind.Automatic(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Absence de réponse de votre part",
                "Vacation rental question",
                "Message non remis ?",
                "Undeliverable: what does this mean",
                "Congés payés",
                "Mail delivery failed",
                "Automatique ou manuelle ?"
            })
    void peopleWhoWriteAboutSuchThingsArePeople(String subject) {
        assertThat(Corpus.read("From: h@example.fr\nReturn-Path: <h@example.fr>\nAuto-Submitted: no\nSubject: "
                                + subject
                                + "\n\nJ'ai reçu : could not be delivered to <x@example.org>: 550 5.1.1 user unknown")
                        .kind())
                .isEqualTo(new Kind.Person());
    }

    @Test
    void aBounceSaysWhoWasNotReachedAndWhy() {
        var kind = Corpus.read("""
                From: MAILER-DAEMON@example.org
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                Sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example.org

                Final-Recipient: rfc822; h@example.fr
                Action: failed
                Status: 5.0.0
                Diagnostic-Code: smtp; 550 5.1.1 <h@example.fr>: unknown

                Final-Recipient: rfc822; j@example.fr
                Action: delayed
                Status: 4.4.1

                --b
                Content-Type: text/rfc822-headers

                Message-ID: <ours@parvis.example>
                --b--
                """).kind();
        assertThat(kind)
                .isEqualTo(new Kind.Bounce(
                        List.of(
                                new Kind.Failure("h@example.fr", "5.1.1", true, "550 5.1.1 <h@example.fr>: unknown"),
                                new Kind.Failure("j@example.fr", "4.4.1", false, "")),
                        "ours@parvis.example"));
    }

    @Test
    void aBounceThatQuotesNothingIsKnownByItsEnvelope() {
        var kind = Corpus.read("""
                From: MAILER-DAEMON@example.org
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                Sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example.org
                Original-Envelope-Id: p.0123abc@parvis.example

                Final-Recipient: rfc822; h@example.fr
                Action: failed
                Status: 5.1.1
                --b--
                """).kind();
        assertThat(kind)
                .isEqualTo(new Kind.Bounce(
                        List.of(new Kind.Failure("h@example.fr", "5.1.1", true, "")), "p.0123abc@parvis.example"));
    }

    @Test
    void aComplaintSaysWhoseAndAboutWhat() {
        var kind = Corpus.read("""
                From: fbl@example.org
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Rcpt-To: h@example.fr

                --b
                Content-Type: message/rfc822

                Message-ID: <ours@parvis.example>

                Bonjour
                --b--
                """).kind();
        assertThat(kind).isEqualTo(new Kind.Complaint("abuse", List.of("h@example.fr"), "ours@parvis.example"));
    }

    private static ByteArrayInputStream stream(String raw) {
        return new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8));
    }
}
