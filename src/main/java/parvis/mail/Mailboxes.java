package parvis.mail;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.mail.MailboxReader.Pace;

/**
 * The mailboxes that are read by IMAP, each on a thread of its own. That one is out of reach is told in the log and by its
 * state; everything else goes on.
 */
@Component
@ConditionalOnProperty(name = "parvis.workers", havingValue = "true", matchIfMissing = true) // a command reads none
class Mailboxes implements SmartLifecycle {
    private final MailboxReader.House house;
    private final Keeping keeping;
    private final List<MailboxReader> readers;
    private volatile boolean running;

    /** @param urls as {@link MailboxUrl#all} takes them; empty for none */
    Mailboxes(
            Brands brands,
            Recipients recipients,
            MailboxLook look,
            MailboxRows rows,
            MailboxLocks locks,
            Keeping keeping,
            Transactions transactions,
            Clock clock,
            @Value("${parvis.imap-url:}") String urls) {
        this.house = new MailboxReader.House(brands, recipients, look, rows, locks, transactions, clock, alarm());
        this.keeping = keeping;
        this.readers = urls.isBlank()
                ? List.of()
                : MailboxUrl.all(urls).stream()
                        .map(url -> reader(url, Pace.USUAL))
                        .toList();
    }

    MailboxReader reader(MailboxUrl url, Pace pace) {
        return new MailboxReader(url, house, pace);
    }

    @Override
    public void start() {
        forgetOthers();
        if (readers.isEmpty()) {
            return;
        }
        keeping.start();
        readers.forEach(MailboxReader::start);
        running = true;
    }

    /** What is said no more of a mailbox: whoever names it again begins anew, and no mail comes twice. */
    private void forgetOthers() {
        var named = readers.stream().map(MailboxReader::name).toList();
        for (var brand : house.brands().all()) {
            house.transactions().run(brand, () -> house.rows().keepOnly(named));
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            for (var reader : readers) {
                reader.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        house.locks().leave();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static ScheduledExecutorService alarm() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("mailbox-alarm").daemon().factory());
    }
}
