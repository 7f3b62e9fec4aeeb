package parvis.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.conversation.Travelling.End;
import parvis.database.BrandId;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Delivery.Refusal;
import parvis.notice.Mails.Mail;

/** Records what became of letters, and tells the conversations whose answers they carried. Calls belong inside a transaction of the brand. */
@Component
class LetterEnds {
    // Why stands in the row of the mail: a server's words may name people, and nobody takes them out of a log.
    private static final Logger LOG = LoggerFactory.getLogger(LetterEnds.class);
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final Mails mails;
    private final Brands brands;
    private final Clock clock;
    private final Travelling travelling;
    private final LetterCopies copies;

    /** A letter and what became of it. */
    record Ended(Mail mail, Outcome outcome) {}

    LetterEnds(Mails mails, Brands brands, Clock clock, Travelling travelling, LetterCopies copies) {
        this.mails = mails;
        this.brands = brands;
        this.clock = clock;
        this.travelling = travelling;
        this.copies = copies;
    }

    void told(BrandId brand, List<Ended> letters) {
        var plainlySent = new ArrayList<UUID>();
        for (var letter : letters) {
            if (letter.mail().message() == null && letter.outcome() instanceof Outcome.Delivered) {
                plainlySent.add(letter.mail().id());
            } else {
                told(brand, letter.mail(), letter.outcome());
            }
        }
        if (!plainlySent.isEmpty()) {
            mails.sent(plainlySent, clock.instant());
        }
    }

    void told(BrandId brand, Mail mail, Outcome outcome) {
        var now = clock.instant();
        switch (LetterCopies.alone(mail, outcome)) {
            case Outcome.Partly(var refused) -> partly(brand, mail, refused, now);
            case Outcome.Delivered() -> {
                mails.sent(List.of(mail.id()), now);
                ended(brand, mail, End.SENT, now);
            }
            case Outcome.Unconfirmed(var why) -> {
                LOG.warn("Nobody knows whether mail {} arrived", mail.id());
                mails.unconfirmed(mail.id(), why, now);
                ended(brand, mail, End.UNCONFIRMED, now);
            }
            case Outcome.Never(var why) -> {
                LOG.warn("Mail {} will not arrive", mail.id());
                mails.failed(mail.id(), why, now);
                ended(brand, mail, End.FAILED, now);
            }
            case Outcome.Untouched() -> mails.untouched(mail.id(), now);
            case Outcome.Again(var why) -> {
                if (mail.attempts() >= MOST_ATTEMPTS) {
                    LOG.warn("Mail {} is given up after {} attempts", mail.id(), mail.attempts());
                    mails.failed(mail.id(), why, now);
                    ended(brand, mail, End.FAILED, now);
                } else {
                    mails.again(mail.id(), why, now.plus(pauseAfter(mail.attempts())));
                }
            }
        }
    }

    private void partly(BrandId brand, Mail mail, List<Refusal> refused, Instant now) {
        var later = mail.attempts() < MOST_ATTEMPTS
                ? refused.stream().filter(Refusal::forNow).map(Refusal::address).toList()
                : List.<String>of();
        copies.missed(brand, mail, refused, later, now);
        var main = refused.stream()
                .filter(one -> one.address().equalsIgnoreCase(mail.recipient()))
                .findFirst();
        if (mail.reaches(mail.recipient()) && !later.contains(mail.recipient())) {
            ended(brand, mail, main.isEmpty() ? End.SENT : End.FAILED, now);
        }
        var why = refused.getFirst().why();
        if (!later.isEmpty()) {
            mails.againTo(mail.id(), later, why, now.plus(pauseAfter(mail.attempts())));
        } else if (main.isEmpty()) {
            mails.sent(List.of(mail.id()), now);
        } else {
            mails.failed(mail.id(), why, now);
        }
    }

    private void ended(BrandId brand, Mail mail, End end, Instant now) {
        if (mail.message() != null) {
            travelling.ended(brands.require(brand), new MessageId(mail.message()), end, now);
        }
    }

    /** Half a minute after the first attempt, then twice as long each time: a day and a half in all. */
    static Duration pauseAfter(int attempts) {
        var pause = Duration.ofSeconds(30L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
