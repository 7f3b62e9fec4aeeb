package parvis.notice;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.database.BrandId;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Delivery.Refusal;
import parvis.notice.Mails.Mail;
import parvis.person.People;

/**
 * Those whom a letter reaches beside the one it is for: what becomes of theirs is told at the desk, and takes nothing from the
 * letter itself. Calls belong inside a transaction of the brand.
 */
@Component
class LetterCopies {
    private final People people;
    private final Travelling travelling;

    LetterCopies(People people, Travelling travelling) {
        this.people = people;
        this.travelling = travelling;
    }

    /** Without those at whose address nothing arrives. */
    Mail living(BrandId brand, Mail mail, Instant now) {
        if (mail.copies().isEmpty()) {
            return mail;
        }
        var dead = mail.envelope().stream()
                .filter(address -> people.undeliverable(address).isPresent())
                .toList();
        dead.forEach(address -> missed(brand, mail, address, "Nothing arrives at this address", now));
        return dead.isEmpty()
                ? mail
                : mail.reaching(mail.envelope().stream()
                        .filter(address -> !dead.contains(address))
                        .toList());
    }

    /** @param later those that are tried once more */
    void missed(BrandId brand, Mail mail, List<Refusal> refused, List<String> later, Instant now) {
        for (var one : refused) {
            if (!later.contains(one.address())) {
                missed(brand, mail, one.address(), one.why(), now);
            }
        }
    }

    private void missed(BrandId brand, Mail mail, String address, String why, Instant now) {
        if (mail.message() != null && !address.equalsIgnoreCase(mail.recipient())) {
            travelling.missed(brand, new MessageId(mail.message()), address, why, now);
        }
    }

    /** Once the letter itself has arrived, whatever becomes of what remains is said of those it was to reach. */
    static Outcome alone(Mail mail, Outcome outcome) {
        if (mail.reaches(mail.recipient()) || mail.envelope().isEmpty()) {
            return outcome;
        }
        return switch (outcome) {
            case Outcome.Never(var why) -> allRefused(mail, false, why);
            case Outcome.Unconfirmed(var why) -> allRefused(mail, false, why);
            case Outcome.Again(var why) -> allRefused(mail, true, why);
            case Outcome.Delivered delivered -> delivered;
            case Outcome.Partly partly -> partly;
        };
    }

    private static Outcome allRefused(Mail mail, boolean forNow, String why) {
        return new Outcome.Partly(mail.envelope().stream()
                .map(address -> new Refusal(address, forNow, why))
                .toList());
    }
}
