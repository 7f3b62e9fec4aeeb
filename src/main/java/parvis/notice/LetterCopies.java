package parvis.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.database.BrandId;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Delivery.Refusal;
import parvis.notice.Mails.Mail;
import parvis.person.Silence;

/**
 * Those whom a letter reaches beside the one it is for: what becomes of theirs is told at the desk, and takes nothing from the
 * letter itself. Calls belong inside a transaction of the brand.
 */
@Component
class LetterCopies {
    private final Travelling travelling;

    LetterCopies(Travelling travelling) {
        this.travelling = travelling;
    }

    /**
     * Without those at whose address nothing arrives.
     *
     * @param silences of its readers, by address in lower case
     */
    Mail living(BrandId brand, Mail mail, Map<String, Silence> silences, Instant now) {
        if (mail.copies().isEmpty()) {
            return mail;
        }
        var dead = mail.envelope().stream()
                .filter(address -> silences.containsKey(address.toLowerCase(Locale.ROOT)))
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
            case Outcome.Untouched untouched -> untouched;
            case Outcome.Partly partly -> partly;
        };
    }

    private static Outcome allRefused(Mail mail, boolean forNow, String why) {
        return new Outcome.Partly(mail.envelope().stream()
                .map(address -> new Refusal(address, forNow, why))
                .toList());
    }
}
