package parvis.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.TrialLetterWanted;
import parvis.database.Transactions;
import parvis.person.Visitor;
import parvis.web.RateLimits;

/** Sends a letter to whoever looks after the mail, to their own address and no other, so that they see what arrives. */
@Component
class MailTrial {
    enum Outcome {
        SENT,
        LATER,
        NOT_ALLOWED
    }

    private static final int MOST = 5;
    private static final Duration PER = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final RateLimits limits;

    MailTrial(Transactions transactions, ApplicationEventPublisher events, Audit audit, RateLimits limits) {
        this.transactions = transactions;
        this.events = events;
        this.audit = audit;
        this.limits = limits;
    }

    Outcome send(Brand brand, Visitor by, String language, Instant at) {
        var account = by.account();
        if (account == null || !by.may(Permission.KEEP_MAIL)) {
            return Outcome.NOT_ALLOWED;
        }
        if (!limits.take("trial", by.source(), MOST, PER).isZero()) {
            return Outcome.LATER;
        }
        transactions.run(brand.id(), () -> {
            events.publishEvent(new TrialLetterWanted(brand.id(), account.email(), language, at));
            audit.write(brand.id(), at, by.actor(), "mail.tried", "account", account.id(), by.address(), Map.of());
        });
        return Outcome.SENT;
    }
}
