package parvis.postal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The house's own seal on what it sends, when it has a key. */
@Component
public class Sealing {
    private final @Nullable DkimKey key;
    private final String selector;

    /** @param pem a private key; empty when mail leaves without a seal of ours */
    Sealing(@Value("${parvis.dkim-pem:}") String pem, @Value("${parvis.dkim-selector:parvis}") String selector) {
        this.key = pem.isEmpty() ? null : DkimKey.ofPem(pem);
        this.selector = selector;
    }

    /** The seal of a house that is not this program's. */
    public static Sealing by(String pem, String selector) {
        return new Sealing(pem, selector);
    }

    public Optional<DkimKey> key() {
        return Optional.ofNullable(key);
    }

    /** The name under which a domain publishes the key. */
    public String published(String domain) {
        return selector + "._domainkey." + domain;
    }

    /** The value of {@code DKIM-Signature} for a mail as it leaves; null when there is no key. */
    public @Nullable String seal(byte[] mail, String domain, Instant at) {
        return key == null ? null : new DkimSigner(key, selector).sign(mail, domain, at);
    }
}
