package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.database.Transactions;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** What comes with a mail: pictures are drawn anew and shown, everything else is handed out to be saved. */
@ProductTest
class MailAttachmentsTest {
    private static final String CALENDAR = """
            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            SUMMARY:Visite de l'atelier
            DTSTART:20261203T090000Z
            END:VEVENT
            END:VCALENDAR
            """;

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whoMayReadTheMailMaySaveWhatIsAttachedAndNobodyElse() throws Exception {
        var tilleul = brands.tilleul();
        var asker = brands.member(tilleul, "Paul Piece");
        var subject = "Des pièces " + UUID.randomUUID();
        var page = ("<script>alert('une pièce')</script>" + subject).getBytes(StandardCharsets.UTF_8);
        new Mailing(door.port())
                .send(
                        Mailing.rich(
                                asker.email(),
                                subject,
                                "Voici.",
                                "",
                                new Object[] {"../../facture.html", "text/html", page},
                                new Object[] {"photo.png", "image/png", picture()},
                                new Object[] {"faux.png", "image/png", page},
                                new Object[] {"visite.ics", "text/calendar", CALENDAR.getBytes(StandardCharsets.UTF_8)
                                }),
                        "bonjour@tilleul.test");
        var number = soon(() -> transactions.reading(
                tilleul.id(),
                () -> db.sql("select number from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(Long.class)
                        .optional()
                        .orElse(null)));
        var manager = brands.sessionOf(tilleul, "manager");
        var desk = new String(
                web.get(tilleul, manager, "/desk/conversations/" + number)
                        .getResponse()
                        .getContentAsByteArray(),
                StandardCharsets.UTF_8);
        assertThat(desk)
                .contains("facture.html", "faux.png", "visite.ics", "Visite de l", "<img src=\"/files/")
                .doesNotContain("../../facture", "une pièce");

        for (var name : new String[] {"facture.html", "faux.png"}) {
            var file = transactions.reading(
                    tilleul.id(),
                    () -> db.sql(
                                    "select a.file from conversation.attachment a join conversation.message m on m.id = a.message join conversation.conversation c on c.id = m.conversation where c.number = ? and a.name like ?")
                            .params(number, "%" + name)
                            .query(String.class)
                            .single());
            for (var reader : new String[] {asker.session(), manager}) {
                var got = web.get(tilleul, reader, "/files/" + file).getResponse();
                assertThat(got.getStatus()).as(name).isEqualTo(200);
                assertThat(got.getContentAsByteArray()).isEqualTo(page);
                assertThat(got.getContentType()).startsWith("application/octet-stream");
                assertThat(got.getHeader("Content-Disposition")).startsWith("attachment");
                assertThat(got.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(got.getHeader("Content-Security-Policy")).contains("sandbox");
            }
            for (var stranger :
                    new String[] {null, brands.member(tilleul, "Autre").session()}) {
                assertThat(web.get(tilleul, stranger, "/files/" + file)
                                .getResponse()
                                .getStatus())
                        .isEqualTo(404);
            }
        }
    }

    private static byte[] picture() throws Exception {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(0, 0, 64, 48);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
