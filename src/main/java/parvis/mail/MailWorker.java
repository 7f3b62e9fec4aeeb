package parvis.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.jobs.Worker;
import parvis.jobs.Workers;
import parvis.mail.Received.Mail;
import parvis.postal.Judgement;

/**
 * Makes kept mails messages of conversations. Each is read first, which takes time and holds nothing; then claimed, sorted and
 * marked in one transaction, together with others. It may die at any instant: what it had not committed still waits.
 */
@Component
class MailWorker {
    private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);
    private static final int TOGETHER = 25;
    private static final int MOST_ATTEMPTS = 8;

    private final Received received;
    private final Unpacking unpacking;
    private final Senders senders;
    private final Sorting sorting;
    private final Transactions transactions;
    private final Brands brands;
    private final Clock clock;
    private final Worker worker;

    MailWorker(
            Received received,
            Unpacking unpacking,
            Senders senders,
            Sorting sorting,
            Transactions transactions,
            Brands brands,
            Clock clock,
            Workers workers) {
        this.received = received;
        this.unpacking = unpacking;
        this.senders = senders;
        this.sorting = sorting;
        this.transactions = transactions;
        this.brands = brands;
        this.clock = clock;
        this.worker = workers.employ("mail-reader", 1, this::workOnce);
    }

    void wake() {
        worker.wake();
    }

    /** One round over the brands that have mail; tells whether there was any. */
    boolean workOnce() {
        var any = false;
        for (var brand : received.brandsWithMail(clock.instant())) {
            any |= workFor(brands.require(brand));
        }
        return any;
    }

    private record Read(Mail mail, Unpacked unpacked, Judgement judgement) {}

    private boolean workFor(Brand brand) {
        var waiting = transactions.reading(brand.id(), () -> received.waiting(clock.instant(), TOGETHER));
        var judged = senders.judge(waiting);
        var read = new ArrayList<Read>();
        for (var mail : waiting) {
            try {
                read.add(new Read(mail, unpacking.unpack(brand, mail), judged.apply(mail)));
            } catch (IOException e) {
                if (mail.attempts() + 1 >= MOST_ATTEMPTS) {
                    LOG.error("Mail {} cannot be read and is kept as it came", mail.id(), e);
                    read.add(new Read(mail, Unpacked.unreadable(), Judgement.NOTHING));
                    continue;
                }
                LOG.warn("A mail cannot be read now: {}", mail.id(), e);
                postpone(brand.id(), mail, e.getClass().getSimpleName(), true);
            }
        }
        try {
            transactions.run(brand.id(), () -> read.forEach(one -> sort(brand, one)));
        } catch (RuntimeException oneOfThem) {
            read.forEach(one -> tryOne(brand, one));
        }
        return !waiting.isEmpty();
    }

    private void sort(Brand brand, Read one) {
        if (received.claim(one.mail().id())) {
            sorting.sort(brand, one.mail(), one.unpacked(), one.judgement());
            if (!one.judgement().told().isEmpty()) {
                received.judged(one.mail().id(), one.judgement());
            }
        }
    }

    private void tryOne(Brand brand, Read one) {
        try {
            transactions.run(brand.id(), () -> sort(brand, one));
        } catch (TransientDataAccessException e) {
            postpone(brand.id(), one.mail(), "again later", true);
        } catch (RuntimeException e) {
            LOG.error("A mail could not be made a message: {}", one.mail().id(), e);
            postpone(brand.id(), one.mail(), e.getClass().getSimpleName(), false);
        }
    }

    /** Tried again with growing pauses; what fails for good stays as it came, and says why. */
    private void postpone(BrandId brand, Mail mail, String reason, boolean mayPass) {
        transactions.run(brand, () -> {
            if (!received.claim(mail.id())) {
                return;
            }
            if (!mayPass && mail.attempts() + 1 >= MOST_ATTEMPTS) {
                received.rejected(mail.id(), reason);
            } else {
                received.postponed(mail.id(), later(mail.attempts()), reason);
            }
        });
    }

    private Instant later(int attempts) {
        return clock.instant().plusSeconds(1L << Math.min(attempts, 8));
    }
}
