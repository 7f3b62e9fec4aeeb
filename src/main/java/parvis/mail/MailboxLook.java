package parvis.mail;

import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.file.DiskFull;
import parvis.file.TooLarge;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.mail.MailboxRows.Reached;

/**
 * One look into a mailbox: what is new is kept, and only then the mark moves. Whoever dies in between reads some mails again,
 * which are the same mails.
 */
@Component
class MailboxLook {
    /**
     * Of a mailbox that is read for the first time, and before the last look into one whose numbers no longer hold: what came
     * within this time is taken. The first is a house that moves in; its past is another matter.
     */
    static final Duration BACK = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(MailboxLook.class);
    /** With a quarter of a megabyte each at most. */
    private static final int TOGETHER = 25;

    private static final int MOST_ATTEMPTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailboxTaking taking;
    private final MailboxRows rows;
    private final MailWorker worker;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Clock clock;

    MailboxLook(
            MailboxTaking taking,
            MailboxRows rows,
            MailWorker worker,
            Transactions transactions,
            Ledger ledger,
            Clock clock) {
        this.taking = taking;
        this.rows = rows;
        this.worker = worker;
        this.transactions = transactions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A mailbox.
     *
     * @param own the address whose mail it holds
     * @param attempts at mails that could not be fetched so far, by their numbers
     */
    record Box(Brand brand, String name, String own, Map<Long, Integer> attempts) {}

    void take(Imap imap, Box box)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        var validity = imap.validity();
        var now = clock.instant();
        var known = transactions.reading(box.brand().id(), () -> rows.reached(box.name()));
        if (known.isPresent() && known.get().validity() == validity) {
            var last = known.get().lastUid();
            for (var together : batches(imap.after(last))) {
                takeAll(box, validity, together);
                last = together.getLast().uid();
                reach(box, new Reached(validity, last, now), now);
            }
            reach(box, new Reached(validity, last, now), null);
            return;
        }
        known.ifPresent(before -> LOG.info("The numbers of mailbox {} no longer hold; it is read anew", box.name()));
        var last = imap.lastUid();
        var lying = imap.since(known.map(Reached::lookedAt).orElse(now).minus(BACK));
        for (var together : batches(lying)) {
            takeAll(box, validity, together);
        }
        var newest = lying.isEmpty() ? 0 : lying.getLast().uid();
        reach(box, new Reached(validity, Math.max(last, newest), now), lying.isEmpty() ? null : now);
    }

    private void takeAll(Box box, long validity, List<Imap.Lying> mails)
            throws MessagingException, IOException, ExecutionException, TimeoutException, InterruptedException {
        var waiting = new ArrayList<CompletableFuture<@Nullable Void>>();
        for (var mail : mails) {
            if (mail.bytes() > Bytes.LARGEST) {
                leave(box, validity, mail, "too-large");
            } else if (!mail.dropped() && !mail.isGone()) {
                fetch(box, validity, mail, waiting);
            }
        }
        for (var kept : waiting) {
            kept.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        worker.wake();
    }

    private void fetch(Box box, long validity, Imap.Lying mail, List<CompletableFuture<@Nullable Void>> waiting)
            throws MessagingException, IOException {
        try (var raw = mail.raw()) {
            waiting.add(taking.keep(box.brand(), box.own(), mail.at(), raw));
            box.attempts().remove(mail.uid());
        } catch (TooLarge e) {
            leave(box, validity, mail, "too-large");
        } catch (DiskFull e) {
            throw e;
        } catch (MessagingException | IOException e) {
            if (e instanceof MessageRemovedException || mail.isGone()) {
                return;
            }
            // One that cannot be fetched must not stand before all others for ever.
            if (box.attempts().merge(mail.uid(), 1, Integer::sum) < MOST_ATTEMPTS) {
                throw e;
            }
            leave(box, validity, mail, "unreadable");
        }
    }

    private void leave(Box box, long validity, Imap.Lying mail, String reason) {
        var now = clock.instant();
        var first = transactions.in(box.brand().id(), () -> {
            var told = rows.leftBehind(box.brand().id(), box.name(), validity, mail, reason, now);
            if (told) {
                ledger.write(new LedgerEvent(
                        box.brand().id(),
                        now,
                        "mail.left-behind",
                        Actor.SYSTEM,
                        "mail",
                        Ids.next(),
                        null,
                        How.MAIL,
                        Map.of("reason", reason, "bytes", mail.bytes())));
            }
            return told;
        });
        if (first) {
            LOG.warn("Mail {} of mailbox {} stays there: {}, {} bytes", mail.uid(), box.name(), reason, mail.bytes());
        }
    }

    private void reach(Box box, Reached now, @Nullable Instant lastMailAt) {
        transactions.run(box.brand().id(), () -> rows.reach(box.name(), now, lastMailAt));
    }

    private static List<List<Imap.Lying>> batches(List<Imap.Lying> mails) {
        var batches = new ArrayList<List<Imap.Lying>>();
        for (var from = 0; from < mails.size(); from += TOGETHER) {
            batches.add(mails.subList(from, Math.min(from + TOGETHER, mails.size())));
        }
        return batches;
    }
}
