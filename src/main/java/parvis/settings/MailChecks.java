package parvis.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.notice.Outgoing;
import parvis.outbound.PublicAddress;
import parvis.postal.Dns;
import parvis.postal.Domains;
import parvis.postal.Sealing;
import parvis.settings.Check.Subject;

/** Looks at everything that letters need in order to arrive, all at once, and says after five seconds what it knows. */
@Component
class MailChecks {
    private static final Logger LOG = LoggerFactory.getLogger(MailChecks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Outgoing outgoing;
    private final Sealing sealing;
    private final Dns dns;
    private final String own;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-", 0).factory());

    MailChecks(
            Outgoing outgoing,
            Sealing sealing,
            Dns dns,
            @Value("${parvis.base-url:http://localhost:8080}") String base) {
        this.outgoing = outgoing;
        this.sealing = sealing;
        this.dns = dns;
        this.own = String.valueOf(URI.create(base).getHost());
    }

    List<Check> of(Brand brand) {
        var address = outgoing.from(brand);
        var domain = Domains.of(address);
        var sending = Sending.by(outgoing.host(), dns);
        var looks = new EnumMap<Subject, Callable<Check>>(Subject.class);
        looks.put(Subject.LINE, () -> LineChecks.line(outgoing));
        looks.put(Subject.SPF, () -> RecordChecks.spf(dns, domain, sending));
        looks.put(Subject.DKIM, () -> RecordChecks.dkim(dns, domain, sealing));
        looks.put(Subject.DMARC, () -> RecordChecks.dmarc(dns, domain, address));
        looks.put(Subject.REVERSE, () -> RecordChecks.reverse(dns, sending));
        if (!brand.mails().isEmpty()) {
            var takes = Domains.of(brand.mails().getFirst());
            looks.put(
                    Subject.EXCHANGER, () -> LineChecks.exchanger(dns, takes, own, LineChecks.MAIL, PublicAddress::is));
        }
        return together(looks);
    }

    private List<Check> together(EnumMap<Subject, Callable<Check>> looks) {
        var checks = new ArrayList<Check>();
        try {
            var done = threads.invokeAll(looks.values(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var subjects = List.copyOf(looks.keySet());
            for (var i = 0; i < done.size(); i++) {
                var subject = subjects.get(i);
                try {
                    checks.add(
                            done.get(i).isCancelled()
                                    ? Check.unknown(subject, "settings.slow", PATIENCE.toSeconds())
                                    : done.get(i).get());
                } catch (ExecutionException e) {
                    LOG.warn("{} could not be checked", subject, e.getCause());
                    checks.add(Check.unknown(subject, "settings.failed"));
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return checks;
    }
}
