package parvis.notice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Catalogue;
import parvis.brand.Product;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.AnswerLinks;
import parvis.conversation.ConversationEvent.HandedOver;
import parvis.conversation.ReplyTokens;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.text.PlainText;
import parvis.web.Times;
import parvis.web.Words;

/**
 * The letter to the colleague to whom a question is handed over: all they need to answer it from their own mailbox, and an
 * address that speaks for them and opens this conversation only.
 */
@Component
class HandedOverLetters {
    private static final int MOST_MESSAGES = 12;
    private static final int MOST_WORDS = 2_000;

    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Catalogue catalogue;
    private final Team team;
    private final Addresses addresses;
    private final Letterhead letterhead;
    private final ReplyTokens replies;
    private final AnswerLinks links;

    HandedOverLetters(
            Writing writing,
            Facts facts,
            Brands brands,
            Catalogue catalogue,
            Team team,
            Addresses addresses,
            Letterhead letterhead,
            ReplyTokens replies,
            AnswerLinks links) {
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.catalogue = catalogue;
        this.team = team;
        this.addresses = addresses;
        this.letterhead = letterhead;
        this.replies = replies;
        this.links = links;
    }

    @EventListener
    void handedOver(HandedOver handed) {
        var brand = brands.require(handed.brand());
        var from = team.byId(brand.id(), handed.from().value()).orElseThrow();
        var to = team.byId(brand.id(), handed.to().value()).orElseThrow();
        var reader = facts.teammate(brand, to);
        if (reader.isEmpty() || writing.isOver(handed.at())) {
            return;
        }
        var about = facts.about(handed.conversation());
        var words = Words.in(Facts.language(reader.get(), brand.language()));
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(words.t("letter.hello.name", to.firstName())));
        parts.add(new Paragraph(words.t("letter.handed", from.name())));
        if (handed.absent() != null) {
            team.byId(brand.id(), handed.absent().value())
                    .ifPresent(absent -> parts.add(new Paragraph(words.t("letter.handed.for", absent.name()))));
        }
        parts.add(new Quote(about.subject()));
        if (handed.words() != null && !handed.words().isBlank()) {
            parts.add(new Paragraph(words.t("letter.handed.says", from.firstName())));
            parts.add(new Part.Words(handed.words()));
        }
        person(parts, brand, about, words);
        thread(parts, brand, about, words, handed.words());
        var address = ways(parts, brand, about, to, words, handed);
        writing.write(new Letter(
                        brand,
                        reader.get().email(),
                        words.language(),
                        Kind.HANDED_OVER,
                        about.id().value(),
                        words.t("letter.handed.subject", from.firstName(), about.subject()),
                        parts,
                        handed.at())
                .answeredAt(address));
    }

    /** Who asks, and about what. */
    private void person(List<Part> parts, Brand brand, Facts.About about, Words words) {
        var asker = facts.asker(about);
        parts.add(new Paragraph(words.t(
                "letter.handed.person",
                asker.name(),
                new Times(words, brand.zone()).day(asker.since()),
                facts.counts(about).others())));
        if (about.product() != null) {
            catalogue
                    .product(brand.id(), about.product())
                    .map(Product::name)
                    .ifPresent(name -> parts.add(new Paragraph(words.t("letter.handed.product", name))));
        }
    }

    private void thread(List<Part> parts, Brand brand, Facts.About about, Words words, @Nullable String said) {
        var times = new Times(words, brand.zone());
        var lines = facts.thread(about.id(), MOST_MESSAGES);
        var before = facts.counts(about).messages() - lines.size();
        if (before > 0) {
            parts.add(new Paragraph(words.t("letter.handed.before", before)));
        }
        for (var line : lines) {
            if (line.internal() && line.text().equals(said)) {
                continue; // it stands above already
            }
            var key = line.internal()
                    ? "letter.handed.note"
                    : line.privately() && about.isPublic() ? "letter.handed.privately" : "letter.handed.line";
            parts.add(new Part.Said(
                    words.t(key, line.name(), times.full(line.at())),
                    PlainText.cut(line.text().strip(), MOST_WORDS),
                    line.internal()));
        }
    }

    /** How to answer; gives the address that answers this letter, or null when the brand takes no mail. */
    private @Nullable String ways(
            List<Part> parts, Brand brand, Facts.About about, Teammate to, Words words, HandedOver handed) {
        var address = brand.mails().isEmpty()
                ? null
                : letterhead.tagged(brand, "r." + replies.issue(brand.id(), about.id(), to.id(), handed.at()));
        if (address != null) {
            parts.add(new Paragraph(
                    about.isPublic()
                            ? words.t("letter.handed.reply.public", to.name())
                            : words.t(
                                    "letter.handed.reply.private",
                                    facts.asker(about).name())));
        }
        var link = links.issue(brand.id(), about.id(), to.id(), handed.at());
        parts.add(new Button(words.t("letter.handed.link"), addresses.of(brand, "/answer/" + link)));
        parts.add(new Button(words.t("letter.desk"), addresses.of(brand, about.deskPath())));
        return address;
    }
}
