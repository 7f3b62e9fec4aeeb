package parvis.notice;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.conversation.Travelling.End;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.jobs.Worker;
import parvis.jobs.Workers;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Delivery.Refusal;
import parvis.notice.Mails.Mail;
import parvis.person.People;
import parvis.person.Silence;
import parvis.postal.Sealing;

/**
 * Sends mails: each is claimed in a transaction of its own, handed over outside of any, then recorded. It may die at any
 * instant: a mail that was on its way then is looked up or stays unconfirmed, and is never blindly repeated.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    /** So that one slow server keeps nobody waiting before their screen. */
    private static final int AT_ONCE = Smtp.LINES;

    /** After so many the other brands have their turn. */
    private static final int IN_A_ROW = 50;

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final Mails mails;
    private final Transactions transactions;
    private final Brands brands;
    private final Clock clock;
    private final Delivery delivery;
    private final Duration lost;
    private final Letterhead letterhead;
    private final Enclosing enclosing;
    private final Sealing sealing;
    private final Travelling travelling;
    private final People people;
    private final LetterCopies copies;
    private final Worker worker;

    /** @param lost how long a mail may be on its way before nobody knows what became of it */
    Postman(
            Mails mails,
            Transactions transactions,
            Brands brands,
            Clock clock,
            @Value("${parvis.data:data}") Path data,
            @Value("${parvis.smtp-url:}") String smtp,
            @Value("${parvis.letters.lost:PT5M}") Duration lost,
            Letterhead letterhead,
            Enclosing enclosing,
            Sealing sealing,
            Travelling travelling,
            People people,
            LetterCopies copies,
            Workers workers) {
        this.mails = mails;
        this.transactions = transactions;
        this.brands = brands;
        this.clock = clock;
        this.delivery = smtp.isEmpty() ? new Outbox(data.resolve("outbox")) : new Smtp(smtp);
        this.lost = lost;
        this.letterhead = letterhead;
        this.enclosing = enclosing;
        this.sealing = sealing;
        this.travelling = travelling;
        this.people = people;
        this.copies = copies;
        this.worker = workers.employ("postman", AT_ONCE, this::workOnce);
    }

    void wake() {
        worker.wake();
    }

    @PreDestroy
    void shut() {
        delivery.shut();
    }

    /** Some mails of each brand that has any; tells whether there was one. */
    private boolean workOnce() {
        var any = false;
        delivery.rest();
        for (var brand : mails.brandsWithMail(clock.instant())) {
            any |= workFor(brands.require(brand));
        }
        return any;
    }

    private boolean workFor(Brand brand) {
        var claimed = transactions.in(brand.id(), () -> {
            findLost(brand.id());
            return claim(brand.id());
        });
        var any = claimed.any();
        for (var sent = 1; claimed.mail() != null; sent++) {
            var mail = claimed.mail();
            var outcome = send(brand, mail);
            claimed = tellAndTakeNext(brand.id(), mail, outcome, sent < IN_A_ROW);
        }
        return any;
    }

    /** One commit says what became of a letter and takes the next. */
    Claimed tellAndTakeNext(BrandId brand, Mail mail, Outcome outcome, boolean another) {
        try {
            return transactions.in(brand, () -> {
                told(brand, mail, outcome);
                return another ? claim(brand) : Claimed.NOTHING;
            });
        } catch (RuntimeException theNext) {
            LOG.warn("The next letter could not be taken: {}", theNext.getMessage());
            // What is known of the one that left is not lost with what went wrong in taking another.
            transactions.run(brand, () -> told(brand, mail, outcome));
            return Claimed.NOTHING;
        }
    }

    /** @param mail to be sent now, or null when what was claimed is not to be sent */
    record Claimed(boolean any, @Nullable Mail mail) {
        static final Claimed NOTHING = new Claimed(false, null);
    }

    /** In the transaction that claims it: an answer that was taken back does not leave, nor does anything to a dead address. */
    private Claimed claim(BrandId brand) {
        var found = mails.claim(clock.instant(), clock.instant().plus(lost));
        if (found.isEmpty()) {
            return Claimed.NOTHING;
        }
        var mail = found.get();
        if (mail.message() != null && !travelling.leaves(brand, new MessageId(mail.message()))) {
            mails.drop(mail.id());
            return new Claimed(true, null);
        }
        var silence = mail.reaches(mail.recipient()) ? people.silence(mail.recipient()) : Optional.<Silence>empty();
        if (silence.isPresent() && !isWanted(mail, silence.get())) {
            told(
                    brand,
                    mail,
                    new Outcome.Never("This address is silent: "
                            + silence.get().kind().word() + " " + silence.get().why()));
            return new Claimed(true, null);
        }
        var living = copies.living(brand, mail, clock.instant());
        if (living.envelope().isEmpty()) {
            mails.sent(mail.id(), clock.instant());
            return new Claimed(true, null);
        }
        return new Claimed(true, living);
    }

    /** Who called a letter spam still gets what they ask for before their screen. */
    private static boolean isWanted(Mail mail, Silence silence) {
        return silence.kind() == Silence.Kind.COMPLAINT
                && Kind.valueOf(mail.kind().toUpperCase(Locale.ROOT)).isAwaited();
    }

    private void findLost(BrandId brand) {
        mails.lost(clock.instant()).forEach(mail -> told(brand, mail, delivery.lookUp(mail.id())));
    }

    private Outcome send(Brand brand, Mail mail) {
        try {
            var from = new Composed.From(
                    brand.name(), letterhead.from(brand), letterhead.replyTo(brand), letterhead.bounces(brand));
            var composed = new Composed(mail, from, enclosing.with(brand.id(), mail));
            composed.seal(sealing, clock.instant());
            return delivery.deliver(mail.id(), composed);
        } catch (IOException e) {
            return new Outcome.Again("A picture cannot be read: " + e.getMessage());
        } catch (MessagingException | IllegalArgumentException e) {
            return new Outcome.Never("This address cannot be written to");
        }
    }

    void told(BrandId brand, Mail mail, Outcome outcome) {
        var now = clock.instant();
        switch (LetterCopies.alone(mail, outcome)) {
            case Outcome.Partly(var refused) -> partly(brand, mail, refused, now);
            case Outcome.Delivered() -> {
                mails.sent(mail.id(), now);
                ended(brand, mail, End.SENT, now);
            }
            case Outcome.Unconfirmed(var why) -> {
                LOG.warn("Nobody knows whether mail {} arrived: {}", mail.id(), why);
                mails.unconfirmed(mail.id(), why, now);
                ended(brand, mail, End.UNCONFIRMED, now);
            }
            case Outcome.Never(var why) -> {
                LOG.warn("Mail {} will not arrive: {}", mail.id(), why);
                mails.failed(mail.id(), why, now);
                ended(brand, mail, End.FAILED, now);
            }
            case Outcome.Again(var why) -> {
                if (mail.attempts() >= MOST_ATTEMPTS) {
                    LOG.warn("Mail {} is given up after {} attempts: {}", mail.id(), mail.attempts(), why);
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
            mails.sent(mail.id(), now);
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
