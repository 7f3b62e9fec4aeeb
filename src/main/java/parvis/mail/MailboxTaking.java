package parvis.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Ids;
import parvis.file.Files;
import parvis.mail.Recipients.Recipient;

/** Keeps a mail that lies in a mailbox as it came, the way our own listener does. */
@Component
class MailboxTaking {
    /** A mail that lay there for longer counts from when it came: nobody saw it while we were away. */
    private static final Duration AWAY = Duration.ofMinutes(1);

    private final Recipients recipients;
    private final Keeping keeping;
    private final Files files;
    private final Clock clock;

    MailboxTaking(Recipients recipients, Keeping keeping, Files files, Clock clock) {
        this.recipients = recipients;
        this.keeping = keeping;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Done once it is on the disk. The same bytes are kept once, however often they are read.
     *
     * @param own the address whose mail the mailbox holds
     */
    CompletableFuture<@Nullable Void> keep(Brand brand, String own, Instant came, InputStream raw) throws IOException {
        var mail = Bytes.of(raw, files);
        if (mail.count() == 0) {
            throw new IOException("A mail without any bytes");
        }
        var envelope = Envelope.of(mail.head());
        return keeping.keep(new Arrived(
                brand.id(),
                Ids.next(),
                mail.hash(),
                envelope.sender(),
                recipient(brand, own, envelope.recipients()),
                mail.count(),
                mail.inline(),
                arrived(came)));
    }

    /** An address that speaks for a colleague says more than the brand's own. */
    private String recipient(Brand brand, String own, List<String> named) {
        var ofTheBrand = named.stream()
                .flatMap(address -> recipients.find(address).stream())
                .filter(found -> found.brand().id().equals(brand.id()))
                .toList();
        return ofTheBrand.stream()
                .filter(found -> found.token() != null)
                .findFirst()
                .or(() -> ofTheBrand.stream().findFirst())
                .map(Recipient::address)
                .orElse(own);
    }

    private Instant arrived(Instant came) {
        var now = clock.instant();
        return came.isBefore(now.minus(AWAY)) ? came : now;
    }
}
