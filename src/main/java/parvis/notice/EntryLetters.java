package parvis.notice;

import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brands;
import parvis.conversation.ConversationEvent.ConfirmationWanted;
import parvis.notice.Part.Aside;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.person.ProofCodeMade;
import parvis.person.SignIn.SignInLinkMade;
import parvis.rights.DataLinks.DataLinkMade;
import parvis.web.Words;

/** Letters that somebody waits for before their screen: they hold a link that opens something once. */
@Component
class EntryLetters {
    private final Writing writing;
    private final Brands brands;
    private final Addresses addresses;

    EntryLetters(Writing writing, Brands brands, Addresses addresses) {
        this.writing = writing;
        this.brands = brands;
        this.addresses = addresses;
    }

    @EventListener
    void signIn(SignInLinkMade made) {
        var brand = brands.require(made.brand());
        var words = Words.in(made.language());
        writing.write(new Letter(
                brand,
                made.email(),
                made.language(),
                Kind.SIGN_IN,
                null,
                words.t("letter.signin.subject", brand.name()),
                List.of(
                        new Paragraph(words.t("letter.hello")),
                        new Paragraph(words.t("letter.signin.opens", brand.name())),
                        new Button(words.t("letter.signin.button"), addresses.of(brand, "/signin/" + made.token())),
                        new Aside(words.t("letter.not.you"))),
                made.at()));
    }

    @EventListener
    void proof(ProofCodeMade made) {
        var brand = brands.require(made.brand());
        var words = Words.in(made.language());
        writing.write(new Letter(
                brand,
                made.email(),
                made.language(),
                Kind.SIGN_IN,
                null,
                words.t("letter.proof.subject", brand.name()),
                List.of(
                        new Paragraph(words.t("letter.hello")),
                        new Paragraph(words.t("letter.proof.code", made.code())),
                        new Paragraph(words.t("letter.proof.valid")),
                        new Aside(words.t("letter.proof.not.you"))),
                made.at()));
    }

    @EventListener
    void data(DataLinkMade made) {
        var brand = brands.require(made.brand());
        var words = Words.in(made.language());
        writing.write(new Letter(
                brand,
                made.email(),
                made.language(),
                Kind.DATA,
                null,
                words.t("letter.data.subject", brand.name()),
                List.of(
                        new Paragraph(words.t("letter.hello")),
                        new Paragraph(words.t("letter.data.opens", brand.name())),
                        new Button(words.t("letter.data.button"), addresses.of(brand, "/my-data/" + made.token())),
                        new Aside(words.t("letter.data.valid")),
                        new Aside(words.t("letter.not.you"))),
                made.at()));
    }

    @EventListener
    void confirm(ConfirmationWanted wanted) {
        var brand = brands.require(wanted.brand());
        var words = Words.in(wanted.language());
        var name = wanted.name().isBlank() ? "" : wanted.name().strip().split("\\s+")[0];
        writing.write(new Letter(
                brand,
                wanted.email(),
                wanted.language(),
                Kind.CONFIRMATION,
                null,
                words.t("letter.confirm.subject"),
                List.of(
                        new Paragraph(name.isEmpty() ? words.t("letter.hello") : words.t("letter.hello.name", name)),
                        new Paragraph(words.t("letter.confirm.wrote", brand.name())),
                        new Quote(wanted.subject()),
                        new Paragraph(words.t("letter.confirm.why")),
                        new Button(words.t("letter.confirm.button"), addresses.of(brand, "/confirm/" + wanted.token())),
                        new Aside(words.t(
                                "letter.confirm.valid", Duration.ofDays(2).toDays())),
                        new Aside(words.t("letter.not.you"))),
                wanted.at()));
    }
}
