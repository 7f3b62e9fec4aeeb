package parvis.notice;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.jobs.Worker;
import parvis.jobs.Workers;
import parvis.notice.Delivery.Outcome;
import parvis.notice.LetterEnds.Ended;
import parvis.notice.Mails.Mail;
import parvis.person.People;
import parvis.person.Silence;
import parvis.postal.Sealing;

/**
 * Sends mails: claimed in a transaction, handed over outside of any, then recorded. It may die at any
 * instant: a mail that was on its way then is looked up or stays unconfirmed, and is never blindly repeated.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    /** So that one slow server keeps nobody waiting before their screen. */
    private static final int AT_ONCE = Smtp.LINES;

    /** After so many the other brands have their turn. */
    private static final int IN_A_ROW = 50;

    /** Letters of which each is one of many are taken so many at a time… */
    private static final int HANDFUL = 8;

    /** …and given back when those before them took longer than this. */
    private static final Duration LONGEST_HANDFUL = Duration.ofSeconds(20);

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
    private final LetterEnds ends;
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
            LetterEnds ends,
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
        this.ends = ends;
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
        for (var sent = claimed.mails().size();
                !claimed.mails().isEmpty();
                sent += claimed.mails().size()) {
            var handed = handed(brand, claimed.mails());
            claimed = tellAndTakeNext(brand.id(), handed, sent < IN_A_ROW);
        }
        return any;
    }

    /** What became of each. */
    private List<Ended> handed(Brand brand, List<Mail> mails) {
        var begun = System.nanoTime();
        return mails.stream()
                .map(mail -> new Ended(
                        mail,
                        System.nanoTime() - begun > LONGEST_HANDFUL.toNanos()
                                ? new Outcome.Untouched()
                                : send(brand, mail)))
                .toList();
    }

    /** One commit says what became of letters and takes the next. */
    Claimed tellAndTakeNext(BrandId brand, List<Ended> handed, boolean another) {
        try {
            return transactions.in(brand, () -> {
                ends.told(brand, handed);
                return another ? claim(brand) : Claimed.NOTHING;
            });
        } catch (RuntimeException theNext) {
            LOG.warn("The next letter could not be taken: {}", theNext.getMessage());
            // What is known of those that left is not lost with what went wrong in taking others.
            transactions.run(brand, () -> ends.told(brand, handed));
            return Claimed.NOTHING;
        }
    }

    /** @param mails to be sent now; none when what was claimed is not to be sent */
    record Claimed(boolean any, List<Mail> mails) {
        static final Claimed NOTHING = new Claimed(false, List.of());
    }

    /**
     * In the transaction that claims them: an answer that was taken back does not leave, nor does anything to a dead address.
     * What somebody waits for and what carries an answer is taken alone, so that a sudden end leaves as little as can be of
     * which nobody knows whether it left; the rest a handful at a time.
     */
    private Claimed claim(BrandId brand) {
        var now = clock.instant();
        var first = mails.claim(now, now.plus(lost));
        if (first.isEmpty()) {
            return Claimed.NOTHING;
        }
        var taken = new ArrayList<Mail>(first.stream().toList());
        if (first.get().isOneOfMany()) {
            taken.addAll(mails.claimOfMany(now, now.plus(lost), HANDFUL - 1));
        }
        var silences = people.silences(taken.stream()
                .flatMap(mail -> mail.envelope().stream())
                .distinct()
                .toList());
        return new Claimed(
                true,
                taken.stream()
                        .flatMap(mail -> leaving(brand, mail, silences, now).stream())
                        .toList());
    }

    private Optional<Mail> leaving(BrandId brand, Mail mail, Map<String, Silence> silences, Instant now) {
        if (mail.message() != null && !travelling.leaves(brand, new MessageId(mail.message()))) {
            mails.drop(mail.id());
            return Optional.empty();
        }
        var silence =
                mail.reaches(mail.recipient()) ? silences.get(mail.recipient().toLowerCase(Locale.ROOT)) : null;
        if (silence != null && !isWanted(mail, silence)) {
            ends.told(
                    brand,
                    mail,
                    new Outcome.Never(
                            "This address is silent: " + silence.kind().word() + " " + silence.why()));
            return Optional.empty();
        }
        var living = copies.living(brand, mail, silences, now);
        if (living.envelope().isEmpty()) {
            mails.sent(List.of(mail.id()), now);
            return Optional.empty();
        }
        return Optional.of(living);
    }

    /** Who called a letter spam still gets what they ask for before their screen. */
    private static boolean isWanted(Mail mail, Silence silence) {
        return silence.kind() == Silence.Kind.COMPLAINT
                && Kind.valueOf(mail.kind().toUpperCase(Locale.ROOT)).isAwaited();
    }

    private void findLost(BrandId brand) {
        mails.lost(clock.instant()).forEach(mail -> ends.told(brand, mail, delivery.lookUp(mail.id())));
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
        } catch (RuntimeException e) {
            LOG.error("Mail {} broke while it was being sent", mail.id(), e);
            return new Outcome.Unconfirmed("The program failed while it was being sent");
        }
    }
}
