package parvis.desk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.AnswerLinks.Link;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.AnswerPage;
import parvis.desk.page.TalkPage.MessageEntry;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.web.Shell;

/** A conversation for the colleague who holds a link to it. */
@Component
class LetterAnswerReading {
    private final Transactions transactions;
    private final Talks talks;
    private final LogReader logs;
    private final People people;
    private final AnswerGuard guard;

    LetterAnswerReading(Transactions transactions, Talks talks, LogReader logs, People people, AnswerGuard guard) {
        this.guard = guard;
        this.transactions = transactions;
        this.talks = talks;
        this.logs = logs;
        this.people = people;
    }

    /**
     * @param unsent what was typed and refused, or null
     * @param reason why it should leave all the same, as it was typed
     */
    Optional<AnswerPage> page(
            Brand brand, Shell shell, String token, Link link, @Nullable Unsent unsent, String reason, Instant now) {
        return transactions.reading(
                brand.id(),
                () -> talks.head(link.conversation())
                        .map(head -> page(brand, shell, token, link, head, unsent, reason, now)));
    }

    private AnswerPage page(
            Brand brand,
            Shell shell,
            String token,
            Link link,
            Talks.Head head,
            @Nullable Unsent unsent,
            String reason,
            Instant now) {
        var visit = new Visit(brand, link.teammate(), Map.of(), shell, false);
        var log = logs.read(visit, head, new Moments(shell, brand, now), null, unsent);
        var open = head.visibility().isShared();
        var kept = link.keptBack();
        var to = unsent == null ? open ? "public" : "private" : unsent.to();
        var text = unsent != null ? unsent.text() : kept != null ? kept.text() : "";
        // what was kept back is asked about at once
        var asked = unsent == null ? kept != null : unsent.reason() == Unsent.Reason.GUARDED || !reason.isEmpty();
        return new AnswerPage(
                token,
                head.subject(),
                head.language().equals(shell.language()) ? null : head.language(),
                link.teammate().name(),
                people.byId(new PersonId(head.person())).map(Person::name).orElse("?"),
                log.entries().stream()
                        .filter(MessageEntry.class::isInstance)
                        .map(MessageEntry.class::cast)
                        .filter(said -> kept == null
                                || !said.id().equals(kept.message().value().toString()))
                        .toList(),
                log.earlier() != null,
                head.lastMessage() == null ? null : head.lastMessage().toString(),
                open,
                head.visibility() == Visibility.MEMBERS,
                to,
                text,
                ComposerReader.MOST,
                unsent == null ? null : refusal(shell, unsent.reason()),
                kept != null,
                asked ? findings(brand, shell, link, to, text, reason) : AnswerFindings.NONE);
    }

    private AnswerFindings findings(Brand brand, Shell shell, Link link, String to, String text, String reason) {
        return guard.shown(guard.read(brand, text, to, link.conversation()), text, true, reason, shell.words());
    }

    private static String refusal(Shell shell, Unsent.Reason reason) {
        return reason == Unsent.Reason.NOT_ALLOWED
                ? shell.t("desk.not-yours")
                : shell.t("desk.refused." + reason.word(), ComposerReader.MOST);
    }
}
