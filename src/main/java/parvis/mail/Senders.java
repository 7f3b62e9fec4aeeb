package parvis.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.mail.Received.Mail;
import parvis.postal.Judgement;
import parvis.postal.Judging;

/**
 * Finds out how far it is proved who sent the mails of a round, all at once and never for long: of what is not known by then,
 * nothing is known. Outside of any transaction.
 */
@Component
class Senders {
    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Unpacking unpacking;
    private final Judging judging;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sender-", 0).factory());

    Senders(Unpacking unpacking, Judging judging) {
        this.unpacking = unpacking;
        this.judging = judging;
    }

    Function<Mail, Judgement> judge(List<Mail> mails) {
        var known = new HashMap<UUID, Judgement>();
        try {
            var looks = threads.invokeAll(
                    mails.stream().map(this::look).toList(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            for (var i = 0; i < looks.size(); i++) {
                taken(known, mails.get(i), looks.get(i));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return mail -> known.getOrDefault(mail.id(), Judgement.NOTHING);
    }

    private Callable<Judgement> look(Mail mail) {
        return () -> {
            try (var raw = unpacking.open(mail)) {
                var peer = mail.peer() == null ? null : InetAddress.ofLiteral(mail.peer());
                return judging.judge(raw, peer, mail.sender(), mail.at());
            } catch (IOException unreadable) { // whoever unpacks it says so
                return Judgement.NOTHING;
            }
        };
    }

    private static void taken(Map<UUID, Judgement> known, Mail mail, Future<Judgement> look)
            throws InterruptedException {
        if (!look.isCancelled()) {
            try {
                known.put(mail.id(), look.get());
            } catch (ExecutionException e) {
                LOG.warn("Who sent mail {} cannot be judged", mail.id(), e.getCause());
            }
        }
    }
}
