package parvis.notice;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.conversation.ConversationEvent.MessageHidden;
import parvis.conversation.ConversationEvent.ReportDecided;
import parvis.conversation.ConversationEvent.ReportMade;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.person.Manner;
import parvis.text.PlainText;
import parvis.web.Times;
import parvis.web.Words;

/**
 * What the Digital Services Act owes people (Regulation (EU) 2022/2065): whoever reports is told that it arrived and what
 * was decided (article 16), whoever wrote what was hidden gets the reasons and how to contest them (article 17).
 */
@Component
class ModerationLetters {
    private static final int EXCERPT = 300;

    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Team team;
    private final Addresses addresses;

    ModerationLetters(Writing writing, Facts facts, Brands brands, Team team, Addresses addresses) {
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.team = team;
        this.addresses = addresses;
    }

    @EventListener
    void reported(ReportMade made) {
        var brand = brands.require(made.brand());
        var report = facts.report(made.report());
        var reader = report.reporter();
        if (reader == null) {
            return;
        }
        var about = facts.about(made.conversation());
        var words = Words.in(Facts.language(reader, about.language()));
        writing.write(new Letter(
                brand,
                reader.email(),
                words.language(),
                Kind.REPORT_MADE,
                about.id().value(),
                words.t("letter.report.subject"),
                List.of(
                        new Paragraph(words.t("letter.hello")),
                        new Paragraph(words.t("letter.report.arrived", about.subject())),
                        new Quote(PlainText.excerpt(
                                facts.message(report.message()).text(), EXCERPT)),
                        new Paragraph(words.t("letter.report.next"))),
                made.at()));
    }

    /** The house hears of the first report of a message; those that follow stand beside it at the desk. */
    @EventListener
    void toDecide(ReportMade made) {
        var report = facts.report(made.report());
        if (facts.reportsWaiting(report.message()) > 1) {
            return;
        }
        var brand = brands.require(made.brand());
        var about = facts.about(made.conversation());
        var excerpt =
                new Quote(PlainText.excerpt(facts.message(report.message()).text(), EXCERPT));
        team.of(brand.id()).stream()
                .filter(teammate -> teammate.may(Permission.MODERATE))
                .forEach(teammate -> facts.teammate(brand, teammate).ifPresent(reader -> {
                    var words = Words.in(Facts.language(reader, brand.language()));
                    writing.write(new Letter(
                            brand,
                            reader.email(),
                            words.language(),
                            Kind.REPORT_TO_DECIDE,
                            about.id().value(),
                            words.t("letter.to.decide.subject", about.subject()),
                            List.of(
                                    new Paragraph(words.t("letter.hello.name", teammate.firstName())),
                                    new Paragraph(words.t("letter.to.decide", about.subject())),
                                    excerpt,
                                    new Button(words.t("letter.to.decide.read"), addresses.of(brand, "/moderation"))),
                            made.at()));
                }));
    }

    @EventListener
    void decided(ReportDecided decided) {
        var brand = brands.require(decided.brand());
        var report = facts.report(decided.report());
        var reader = report.reporter();
        if (reader == null) {
            return;
        }
        var about = facts.about(decided.conversation());
        var words = Words.in(Facts.language(reader, about.language()));
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(words.t("letter.hello")));
        parts.add(new Paragraph(
                report.upheld()
                        ? words.t("letter.decided.upheld", about.subject())
                        : words.t("letter.decided.dismissed", about.subject())));
        var decision = report.decision();
        if (decision != null && !decision.isBlank()) {
            parts.add(new Paragraph(words.t("letter.decided.because")));
            parts.add(new Quote(decision));
        }
        contest(parts, brand, new Address(words, Manner.UNKNOWN, ""));
        writing.write(new Letter(
                brand,
                reader.email(),
                words.language(),
                Kind.REPORT_DECIDED,
                about.id().value(),
                words.t("letter.decided.subject"),
                parts,
                decided.at()));
    }

    @EventListener
    void hidden(MessageHidden hidden) {
        var brand = brands.require(hidden.brand());
        var message = facts.message(hidden.message());
        var person = message.person();
        if (person == null) {
            return;
        }
        var about = facts.about(hidden.conversation());
        facts.person(person).ifPresent(reader -> {
            var words = Words.in(Facts.language(reader, about.language()));
            var to = facts.addressed(words, person);
            var parts = new ArrayList<Part>();
            parts.add(new Paragraph(to.hello()));
            parts.add(new Paragraph(
                    to.t("letter.hidden.what", new Times(words, brand.zone()).day(message.at()), about.subject())));
            parts.add(new Quote(PlainText.excerpt(message.text(), EXCERPT)));
            parts.add(new Paragraph(words.t("letter.hidden.why")));
            parts.add(new Quote(hidden.reason()));
            parts.add(new Paragraph(words.t("letter.hidden.by.a.person")));
            contest(parts, brand, to);
            writing.write(new Letter(
                    brand,
                    reader.email(),
                    words.language(),
                    Kind.HIDDEN,
                    about.id().value(),
                    to.t("letter.hidden.subject"),
                    parts,
                    hidden.at()));
        });
    }

    private void contest(List<Part> parts, Brand brand, Address to) {
        parts.add(new Paragraph(
                brand.mails().isEmpty()
                        ? to.t("letter.contest")
                        : to.t("letter.contest.at", brand.mails().getFirst())));
        parts.add(new Button(to.t("letter.contest.read"), addresses.of(brand, "/legal")));
    }
}
