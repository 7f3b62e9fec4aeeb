package parvis.notice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.ConversationEvent.ConversationAnswered;
import parvis.conversation.ConversationEvent.HandedOver;
import parvis.conversation.ConversationEvent.HelpRated;
import parvis.conversation.Help;
import parvis.conversation.Visibility;
import parvis.notice.Part.Aside;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.text.PlainText;
import parvis.web.Words;

/** Letters about an answer: to whoever asked when it is there, to the house when it falls to somebody or did not help. */
@Component
class ConversationLetters {
    private static final int EXCERPT = 300;

    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Team team;
    private final Addresses addresses;

    ConversationLetters(Writing writing, Facts facts, Brands brands, Team team, Addresses addresses) {
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.team = team;
        this.addresses = addresses;
    }

    /** A public answer is read on its page, where others help too; a private one is whole in the letter. */
    @EventListener
    void answered(ConversationAnswered answered) {
        var brand = brands.require(answered.brand());
        var about = facts.about(answered.conversation());
        var reader = facts.person(about.asker());
        if (reader.isEmpty()) {
            return;
        }
        var words = Words.in(Facts.language(reader.get(), about.language()));
        var by = team.byId(brand.id(), answered.by().value()).orElseThrow();
        var text = facts.message(answered.message()).text();
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(words.t("letter.hello")));
        if (answered.visibility() == Visibility.PUBLIC) {
            parts.add(new Paragraph(words.t("letter.answer.public", by.name(), about.subject())));
            parts.add(new Quote(PlainText.excerpt(text, EXCERPT)));
            parts.add(new Button(words.t("letter.answer.read"), addresses.of(brand, about.path())));
        } else {
            parts.add(new Paragraph(words.t("letter.answer.private", by.name(), about.subject())));
            parts.add(new Part.Words(text));
            parts.add(new Paragraph(by.signature()));
            parts.add(new Button(words.t("letter.answer.reply"), addresses.of(brand, signedIn(about.path()))));
        }
        parts.add(new Aside(words.t("letter.answer.why", brand.name())));
        writing.write(new Letter(
                brand,
                reader.get().email(),
                words.language(),
                Kind.ANSWER,
                about.id().value(),
                words.t("letter.answer.subject", by.firstName(), about.subject()),
                parts,
                answered.at()));
    }

    @EventListener
    void handedOver(HandedOver handed) {
        var brand = brands.require(handed.brand());
        var from = team.byId(brand.id(), handed.from().value()).orElseThrow();
        var to = team.byId(brand.id(), handed.to().value()).orElseThrow();
        var about = facts.about(handed.conversation());
        facts.teammate(brand, to).ifPresent(reader -> {
            var words = Words.in(Facts.language(reader, brand.language()));
            var parts = greeting(words, to);
            parts.add(new Paragraph(words.t("letter.handed", from.name())));
            parts.add(new Quote(about.subject()));
            if (handed.words() != null && !handed.words().isBlank()) {
                parts.add(new Paragraph(words.t("letter.handed.says", from.firstName())));
                parts.add(new Part.Words(handed.words()));
            }
            parts.add(new Button(words.t("letter.desk"), addresses.of(brand, about.deskPath())));
            writing.write(new Letter(
                    brand,
                    reader.email(),
                    words.language(),
                    Kind.HANDED_OVER,
                    about.id().value(),
                    words.t("letter.handed.subject", from.firstName(), about.subject()),
                    parts,
                    handed.at()));
        });
    }

    /** Only whoever asked reopens a question, so only their "no" is news to whoever answered. */
    @EventListener
    void notHelped(HelpRated rated) {
        if (rated.help() != Help.NO || !rated.byAsker()) {
            return;
        }
        var brand = brands.require(rated.brand());
        var about = facts.about(rated.conversation());
        var owner = about.owner() == null
                ? null
                : team.byId(brand.id(), about.owner()).filter(Teammate::active).orElse(null);
        if (owner == null) {
            return;
        }
        facts.teammate(brand, owner).ifPresent(reader -> {
            var words = Words.in(Facts.language(reader, brand.language()));
            var parts = greeting(words, owner);
            parts.add(new Paragraph(words.t("letter.not.helped")));
            parts.add(new Quote(about.subject()));
            facts.missing(rated.message(), about.asker()).ifPresent(missing -> {
                parts.add(new Paragraph(words.t("letter.not.helped.missing")));
                parts.add(new Quote(missing));
            });
            parts.add(new Button(words.t("letter.desk"), addresses.of(brand, about.deskPath())));
            writing.write(new Letter(
                    brand,
                    reader.email(),
                    words.language(),
                    Kind.NOT_HELPED,
                    about.id().value(),
                    words.t("letter.not.helped.subject", about.subject()),
                    parts,
                    rated.at()));
        });
    }

    private static List<Part> greeting(Words words, Teammate to) {
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(words.t("letter.hello.name", to.firstName())));
        return parts;
    }

    /** A private conversation shows itself to its person only: the way leads through signing in. */
    private static String signedIn(String path) {
        return "/signin?back=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
