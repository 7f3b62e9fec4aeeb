package parvis.notice;

import java.util.ArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Addresses;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.ConversationEvent.AnswerStopped;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.text.PlainText;
import parvis.web.Words;

/** The letter to a colleague whose answer, put off to a later hour, does not leave because somebody wrote meanwhile. */
@Component
class StoppedLetters {
    private static final int EXCERPT = 300;

    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Team team;
    private final Absences absences;
    private final Addresses addresses;

    StoppedLetters(Writing writing, Facts facts, Brands brands, Team team, Absences absences, Addresses addresses) {
        this.absences = absences;
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.team = team;
        this.addresses = addresses;
    }

    @EventListener
    void stopped(AnswerStopped stopped) {
        var brand = brands.require(stopped.brand());
        // whoever stands in looks at it, while its author is away
        var author = absences.away(brand, stopped.at())
                .inCharge(stopped.author().value())
                .or(() -> team.byId(brand.id(), stopped.author().value()).filter(Teammate::active));
        if (author.isEmpty() || writing.isOver(stopped.at())) {
            return;
        }
        var about = facts.about(stopped.conversation());
        facts.teammate(brand, author.get()).ifPresent(reader -> {
            var words = Words.in(Facts.language(reader, brand.language()));
            var parts = new ArrayList<Part>();
            parts.add(new Paragraph(words.t("letter.hello.name", author.get().firstName())));
            parts.add(new Paragraph(words.t("letter.stopped", about.subject())));
            parts.add(new Quote(PlainText.excerpt(facts.message(stopped.newer()).text(), EXCERPT)));
            parts.add(new Button(words.t("letter.desk"), addresses.of(brand, about.deskPath())));
            writing.write(new Letter(
                    brand,
                    reader.email(),
                    words.language(),
                    Kind.ANSWER_STOPPED,
                    about.id().value(),
                    words.t("letter.stopped.subject", about.subject()),
                    parts,
                    stopped.at()));
        });
    }
}
