package parvis.notice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.ConversationEvent.AnswerSentAgain;
import parvis.conversation.ConversationEvent.ConversationAnswered;
import parvis.conversation.ConversationEvent.HelpRated;
import parvis.conversation.Help;
import parvis.conversation.RatingLinks;
import parvis.conversation.StoppingLetters;
import parvis.conversation.Travelling;
import parvis.conversation.Travelling.End;
import parvis.conversation.Visibility;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.notice.Part.Quote;
import parvis.person.People;
import parvis.text.PlainText;
import parvis.web.Times;
import parvis.web.Words;

/** Letters about an answer: to whoever asked when it is there, to whoever answered when it did not help. */
@Component
class ConversationLetters {
    private static final int EXCERPT = 300;
    private static final int EARLIER = 2_000;
    private static final int WIDEST = 560;

    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Team team;
    private final Absences absences;
    private final Addresses addresses;
    private final RatingLinks ratings;
    private final Travelling travelling;
    private final People people;
    private final StoppingLetters stopping;

    ConversationLetters(
            Writing writing,
            Facts facts,
            Brands brands,
            Team team,
            Absences absences,
            Addresses addresses,
            RatingLinks ratings,
            Travelling travelling,
            People people,
            StoppingLetters stopping) {
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.team = team;
        this.absences = absences;
        this.addresses = addresses;
        this.ratings = ratings;
        this.travelling = travelling;
        this.people = people;
        this.stopping = stopping;
    }

    /** It waits at the door for a moment, in which whoever wrote it can take it back. */
    @EventListener
    void answered(ConversationAnswered answered) {
        var leaves = answered.waited() ? answered.at() : answered.at().plus(Travelling.WAITS);
        if (write(answered, leaves)) {
            travelling.waits(answered.message(), leaves);
        }
    }

    /** Whoever decides so knows better than what a server once said about the address. */
    @EventListener
    void sentAgain(AnswerSentAgain again) {
        var asker = facts.about(again.conversation()).asker();
        facts.person(asker).ifPresent(reader -> people.deliverable(again.brand(), reader.email(), again.at()));
        var answer = new ConversationAnswered(
                again.brand(), again.conversation(), again.message(), again.visibility(), again.by(), true, again.at());
        if (!write(answer, again.at())) {
            travelling.ended(brands.require(again.brand()), again.message(), End.FAILED, again.at());
        }
    }

    private boolean write(ConversationAnswered answered, Instant leaves) {
        var about = facts.about(answered.conversation());
        var reader = facts.person(about.asker());
        if (reader.isEmpty() || writing.isOver(answered.at())) {
            return false;
        }
        var open = answered.visibility() == Visibility.PUBLIC;
        // They read it on its page and want no letters about it; what is said to them alone has no other way.
        if (open && stopping.isStopped(about.id(), about.asker())) {
            return false;
        }
        var brand = brands.require(answered.brand());
        var by = team.byId(brand.id(), answered.by().value()).orElseThrow();
        var words = Words.in(Facts.language(reader.get(), about.language()));
        var answer = new Answer(
                brand,
                about,
                by,
                answered,
                reader.get(),
                words,
                open ? List.of() : facts.copies(answered.message()),
                facts.asked(about.id(), about.asker(), answered.at()).orElse(null));
        // A public answer is read on its page, where others help too; a private one is whole in the letter, and so is
        // one to somebody who wrote by mail and expects their answer there.
        return writing.write(open && !about.byMail() ? told(answer) : whole(answer), leaves);
    }

    /**
     * @param copies who else reads it: nothing in it may speak for its reader then
     * @param asked what it answers, or null when the house writes first
     */
    private record Answer(
            Brand brand,
            Facts.About about,
            Teammate by,
            ConversationAnswered what,
            Facts.Reader reader,
            Words words,
            List<String> copies,
            Facts.@Nullable Asked asked) {
        boolean isPublic() {
            return what.visibility() == Visibility.PUBLIC;
        }

        Letter letter(List<Part> parts, Letter.More more) {
            return new Letter(
                            brand,
                            reader.email(),
                            words.language(),
                            Kind.ANSWER,
                            about.id().value(),
                            asked == null ? about.subject() : LetterThreads.subject(about.subject()),
                            parts,
                            what.at())
                    .carrying(what.message().value())
                    .with(more);
        }
    }

    /** Why it came, who else has it, and how its reader goes without; only what is public can be gone without. */
    private Letter.More more(Answer answer) {
        var words = answer.words();
        var about = answer.about();
        if (answer.isPublic()) {
            var token = stopping.token(answer.brand().id(), about.id(), about.asker());
            return new Letter.More(
                    List.of(),
                    addresses.of(answer.brand(), "/letters/stop/" + token),
                    words.t("letter.question.why", answer.brand().name()));
        }
        var why = answer.asked() == null
                ? words.t("letter.first.why", answer.by().name(), answer.brand().name())
                : answer.copies().isEmpty()
                        ? null
                        : words.t("letter.copied.why", facts.asker(about).name());
        return new Letter.More(answer.copies(), null, why);
    }

    private Letter told(Answer answer) {
        var words = answer.words();
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(words.t("letter.hello")));
        parts.add(new Paragraph(words.t(
                "letter.answer.public", answer.by().name(), answer.about().subject())));
        parts.add(new Quote(
                PlainText.excerpt(facts.message(answer.what().message()).text(), EXCERPT)));
        parts.add(new Button(
                words.t("letter.answer.read"),
                addresses.of(answer.brand(), answer.about().path())));
        parts.add(choices(answer));
        return answer.letter(parts, more(answer));
    }

    /** A letter from one person to another: their words, their name, and what they answer below. */
    private Letter whole(Answer answer) {
        var words = answer.words();
        var about = answer.about();
        var open = answer.isPublic();
        var alone = answer.copies().isEmpty();
        var takesMail = !answer.brand().mails().isEmpty();
        var parts = new ArrayList<Part>();
        parts.add(new Part.Words(facts.message(answer.what().message()).text()));
        var pictures = facts.pictures(answer.what().message(), WIDEST);
        if (!pictures.isEmpty()) {
            parts.add(new Part.Pictures(pictures, words.t("letter.picture")));
        }
        parts.add(new Part.Signature(answer.by().signs(words.language())));
        // Whoever opens one of these speaks for the person: never where others read the letter too.
        if (alone && answer.asked() != null) {
            parts.add(choices(answer));
        }
        if (takesMail) {
            parts.add(
                    new Paragraph(words.t("letter.answer.by.reply", answer.by().firstName())));
        }
        if (alone || !takesMail) {
            parts.add(new Button(
                    words.t(open ? "letter.answer.page" : "letter.answer.reply"),
                    addresses.of(answer.brand(), open ? about.path() : signedIn(about.path()))));
        }
        earlier(answer).ifPresent(parts::add);
        return answer.letter(parts, more(answer)).saidBy(answer.by().name());
    }

    /** What it answers, unless somebody reads the letter who did not read that. */
    private Optional<Part> earlier(Answer answer) {
        var asked = answer.asked();
        if (asked == null || !facts.known(asked, answer.copies())) {
            return Optional.empty();
        }
        var words = answer.words();
        var when = new Times(words, answer.brand().zone()).full(asked.at());
        var label = answer.copies().isEmpty()
                ? words.t("letter.earlier", when)
                : words.t("letter.earlier.by", facts.asker(answer.about()).name(), when);
        return Optional.of(new Part.Earlier(label, PlainText.cut(asked.text().strip(), EARLIER)));
    }

    /** Each leads to the same page with its choice made: nothing is said before its button is pressed. */
    private Part.Choices choices(Answer answer) {
        var words = answer.words();
        var secret = ratings.issue(
                answer.brand().id(),
                answer.what().message(),
                answer.about().asker(),
                answer.what().at());
        var path = "/ratings/" + secret + "?helped=";
        return new Part.Choices(
                words.t("letter.rate"),
                List.of(
                        new Button(words.t("letter.rate.yes"), addresses.of(answer.brand(), path + "yes")),
                        new Button(words.t("letter.rate.partly"), addresses.of(answer.brand(), path + "partly")),
                        new Button(words.t("letter.rate.no"), addresses.of(answer.brand(), path + "no"))));
    }

    /** Only whoever asked reopens a question, so only their "no" is news to whoever answered. */
    @EventListener
    void notHelped(HelpRated rated) {
        if (rated.help() != Help.NO || !rated.byAsker()) {
            return;
        }
        var brand = brands.require(rated.brand());
        var about = facts.about(rated.conversation());
        var holds = about.owner();
        var owner = holds == null ? null : reader(brand, holds, rated.at()).orElse(null);
        if (owner == null) {
            return;
        }
        facts.teammate(brand, owner).ifPresent(reader -> {
            var words = Words.in(Facts.language(reader, brand.language()));
            var parts = new ArrayList<Part>();
            parts.add(new Paragraph(words.t("letter.hello.name", owner.firstName())));
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

    /** Whoever stands in, while somebody is away. */
    private Optional<Teammate> reader(Brand brand, UUID owner, Instant at) {
        return absences.away(brand, at)
                .inCharge(owner)
                .or(() -> team.byId(brand.id(), owner).filter(Teammate::active));
    }

    /** A private conversation shows itself to its person only: the way leads through signing in. */
    private static String signedIn(String path) {
        return "/signin?back=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
