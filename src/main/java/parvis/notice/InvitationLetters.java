package parvis.notice;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brands;
import parvis.notice.Part.Aside;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.person.Inviting;
import parvis.person.Inviting.InvitationMade;
import parvis.web.Words;

/** A letter that asks somebody to work for a house. */
@Component
class InvitationLetters {
    private final Writing writing;
    private final Brands brands;
    private final Addresses addresses;

    InvitationLetters(Writing writing, Brands brands, Addresses addresses) {
        this.writing = writing;
        this.brands = brands;
        this.addresses = addresses;
    }

    @EventListener
    void write(InvitationMade made) {
        var brand = brands.require(made.brand());
        var words = Words.in(made.language());
        writing.write(new Letter(
                brand,
                made.email(),
                made.language(),
                Kind.INVITATION,
                null,
                words.t("letter.invitation.subject", brand.name()),
                List.of(
                        new Paragraph(words.t("letter.hello")),
                        new Paragraph(words.t(
                                "letter.invitation.asks",
                                made.by(),
                                brand.name(),
                                words.t("role." + made.role().word()))),
                        new Button(
                                words.t("letter.invitation.button"),
                                addresses.of(brand, "/invitations/" + made.token())),
                        new Aside(words.t("letter.invitation.valid", Inviting.VALID.toDays())),
                        new Aside(words.t("letter.not.you"))),
                made.at()));
    }
}
