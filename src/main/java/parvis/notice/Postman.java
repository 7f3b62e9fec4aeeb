package parvis.notice;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.jobs.Worker;
import parvis.jobs.Workers;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Mails.Mail;

/**
 * Sends mails: each is claimed in a transaction of its own, handed over outside of any, then recorded. It may die at any
 * instant: a mail that was on its way then is looked up or stays unconfirmed, and is never blindly repeated.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    /** So that one slow server keeps nobody waiting before their screen. */
    private static final int AT_ONCE = 4;

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final Mails mails;
    private final Transactions transactions;
    private final Brands brands;
    private final Clock clock;
    private final Delivery delivery;
    private final String mailFrom;
    private final String host;
    private final Worker worker;

    Postman(
            Mails mails,
            Transactions transactions,
            Brands brands,
            Clock clock,
            @Value("${parvis.data:data}") Path data,
            @Value("${parvis.smtp-url:}") String smtp,
            @Value("${parvis.mail-from:}") String mailFrom,
            @Value("${parvis.base-url:http://localhost:8080}") String base,
            Workers workers) {
        this.mails = mails;
        this.transactions = transactions;
        this.brands = brands;
        this.clock = clock;
        this.delivery = smtp.isEmpty() ? new Outbox(data.resolve("outbox")) : new Smtp(smtp);
        this.mailFrom = mailFrom;
        this.host = String.valueOf(URI.create(base).getHost());
        this.worker = workers.employ("postman", AT_ONCE, this::workOnce);
    }

    void wake() {
        worker.wake();
    }

    /** One mail of each brand that has any; tells whether there was one. */
    private boolean workOnce() {
        var any = false;
        for (var brand : mails.brandsWithMail(clock.instant())) {
            findLost(brand);
            var mail = transactions.in(brand, () -> mails.claim(clock.instant()));
            if (mail.isPresent()) {
                any = true;
                record(brand, mail.get(), send(brands.require(brand), mail.get()));
            }
        }
        return any;
    }

    private void findLost(BrandId brand) {
        transactions.run(
                brand, () -> mails.lost(clock.instant()).forEach(mail -> told(mail, delivery.lookUp(mail.id()))));
    }

    private Outcome send(Brand brand, Mail mail) {
        try {
            var own =
                    brand.mails().isEmpty() ? "bonjour@" + host : brand.mails().getFirst();
            var from = mailFrom.isEmpty() ? own : mailFrom;
            var replyTo = from.equals(own) || brand.mails().isEmpty() ? null : own;
            return delivery.deliver(mail.id(), new Composed(mail, brand.name(), from, replyTo));
        } catch (MessagingException | IllegalArgumentException e) {
            return new Outcome.Never("This address cannot be written to");
        }
    }

    private void record(BrandId brand, Mail mail, Outcome outcome) {
        transactions.run(brand, () -> told(mail, outcome));
    }

    private void told(Mail mail, Outcome outcome) {
        var now = clock.instant();
        switch (outcome) {
            case Outcome.Delivered() -> mails.sent(mail.id(), now);
            case Outcome.Unconfirmed(var why) -> {
                LOG.warn("Nobody knows whether mail {} arrived: {}", mail.id(), why);
                mails.unconfirmed(mail.id(), why, now);
            }
            case Outcome.Never(var why) -> {
                LOG.warn("Mail {} will not arrive: {}", mail.id(), why);
                mails.failed(mail.id(), why, now);
            }
            case Outcome.Again(var why) -> {
                if (mail.attempts() >= MOST_ATTEMPTS) {
                    LOG.warn("Mail {} is given up after {} attempts: {}", mail.id(), mail.attempts(), why);
                    mails.failed(mail.id(), why, now);
                } else {
                    mails.again(mail.id(), why, now.plus(pauseAfter(mail.attempts())));
                }
            }
        }
    }

    /** Half a minute after the first attempt, then twice as long each time: a day and a half in all. */
    static Duration pauseAfter(int attempts) {
        var pause = Duration.ofSeconds(30L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
