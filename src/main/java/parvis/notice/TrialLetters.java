package parvis.notice;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brands;
import parvis.brand.TrialLetterWanted;
import parvis.notice.Part.Aside;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.web.Words;

/** A letter that only shows how letters arrive. */
@Component
class TrialLetters {
    private final Writing writing;
    private final Brands brands;
    private final Addresses addresses;

    TrialLetters(Writing writing, Brands brands, Addresses addresses) {
        this.writing = writing;
        this.brands = brands;
        this.addresses = addresses;
    }

    @EventListener
    void write(TrialLetterWanted wanted) {
        var brand = brands.require(wanted.brand());
        var words = Words.in(wanted.language());
        writing.write(new Letter(
                brand,
                wanted.email(),
                wanted.language(),
                Kind.TRIAL,
                null,
                words.t("letter.trial.subject", brand.name()),
                List.of(
                        new Paragraph(words.t("letter.hello")),
                        new Paragraph(words.t("letter.trial.arrived", brand.name())),
                        new Paragraph(words.t("letter.trial.look")),
                        new Button(words.t("letter.trial.button"), addresses.of(brand, "/settings/mail")),
                        new Aside(words.t("letter.not.you"))),
                wanted.at()));
    }
}
