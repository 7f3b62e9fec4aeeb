package parvis.notice;

import java.util.ArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brands;
import parvis.brand.HouseNumbers;
import parvis.brand.HouseWords;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.AnswerLinks;
import parvis.conversation.ConversationEvent.AnswerKeptBack;
import parvis.guard.Exposed;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.text.Masked;
import parvis.web.Words;

/**
 * The letter to a colleague whose answer by mail did not become public, because everybody would have read something of somebody in it: what it
 * was, and where they correct it or say that it is meant.
 */
@Component
class KeptBackLetters {
    private static final int MOST = 8;

    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Team team;
    private final Addresses addresses;
    private final AnswerLinks links;
    private final HouseWords house;
    private final HouseNumbers numbers;

    KeptBackLetters(
            Writing writing,
            Facts facts,
            Brands brands,
            Team team,
            Addresses addresses,
            AnswerLinks links,
            HouseWords house,
            HouseNumbers numbers) {
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.team = team;
        this.addresses = addresses;
        this.links = links;
        this.house = house;
        this.numbers = numbers;
    }

    @EventListener
    void keptBack(AnswerKeptBack kept) {
        var brand = brands.require(kept.brand());
        var author = team.byId(brand.id(), kept.author().value()).filter(Teammate::active);
        if (author.isEmpty() || writing.isOver(kept.at())) {
            return;
        }
        var about = facts.about(kept.conversation());
        var text = facts.message(kept.message()).text();
        var found = Exposed.read(text, HouseWords.homes(brand), house.of(brand), numbers.named(brand.id()));
        facts.teammate(brand, author.get()).ifPresent(reader -> {
            var words = Words.in(Facts.language(reader, brand.language()));
            var parts = new ArrayList<Part>();
            parts.add(new Paragraph(words.t("letter.hello.name", author.get().firstName())));
            parts.add(new Paragraph(words.t("letter.kept", about.subject())));
            found.stream()
                    .limit(MOST)
                    .map(one -> words.t("letter.kept." + one.kind(), Masked.of(text.substring(one.start(), one.end()))))
                    .distinct()
                    .forEach(line -> parts.add(new Quote(line)));
            parts.add(new Paragraph(words.t("letter.kept.next")));
            var link = links.issue(brand.id(), about.id(), author.get().id(), kept.message(), kept.at());
            parts.add(new Button(words.t("letter.kept.link"), addresses.of(brand, "/answer/" + link)));
            parts.add(new Button(words.t("letter.desk"), addresses.of(brand, about.deskPath())));
            writing.write(new Letter(
                    brand,
                    reader.email(),
                    words.language(),
                    Kind.ANSWER_KEPT_BACK,
                    about.id().value(),
                    words.t("letter.kept.subject", about.subject()),
                    parts,
                    kept.at()));
        });
    }
}
