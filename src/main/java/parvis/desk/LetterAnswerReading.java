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

    LetterAnswerReading(Transactions transactions, Talks talks, LogReader logs, People people) {
        this.transactions = transactions;
        this.talks = talks;
        this.logs = logs;
        this.people = people;
    }

    /** @param unsent what was typed and refused, or null */
    Optional<AnswerPage> page(Brand brand, Shell shell, String token, Link link, @Nullable Unsent unsent, Instant now) {
        return transactions.reading(
                brand.id(),
                () -> talks.head(link.conversation()).map(head -> page(brand, shell, token, link, head, unsent, now)));
    }

    private AnswerPage page(
            Brand brand, Shell shell, String token, Link link, Talks.Head head, @Nullable Unsent unsent, Instant now) {
        var visit = new Visit(brand, link.teammate(), Map.of(), shell, false);
        var log = logs.read(visit, head, new Moments(shell, brand, now), null, unsent);
        var open = head.visibility().isShared();
        return new AnswerPage(
                token,
                head.subject(),
                head.language().equals(shell.language()) ? null : head.language(),
                link.teammate().name(),
                people.byId(new PersonId(head.person())).map(Person::name).orElse("?"),
                log.entries().stream()
                        .filter(MessageEntry.class::isInstance)
                        .map(MessageEntry.class::cast)
                        .toList(),
                log.earlier() != null,
                head.lastMessage() == null ? null : head.lastMessage().toString(),
                open,
                head.visibility() == Visibility.MEMBERS,
                unsent == null ? open ? "public" : "private" : unsent.to(),
                unsent == null ? "" : unsent.text(),
                ComposerReader.MOST,
                unsent == null ? null : refusal(shell, unsent.reason()));
    }

    private static String refusal(Shell shell, Unsent.Reason reason) {
        return reason == Unsent.Reason.NOT_ALLOWED
                ? shell.t("desk.not-yours")
                : shell.t("desk.refused." + reason.word(), ComposerReader.MOST);
    }
}
