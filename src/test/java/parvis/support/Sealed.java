package parvis.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import parvis.postal.DkimKey;
import parvis.postal.DkimSigner;

/** A domain that signs its mail, and publishes the key in a zone. */
public record Sealed(String domain, DkimKey key, String pem) {
    public static final String SELECTOR = "probe";

    /** @param kind RSA or Ed25519 */
    public static Sealed by(String domain, String kind) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("RSA")) {
                generator.initialize(2048);
            }
            return of(domain, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sealed of(String domain, KeyPair pair) {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new Sealed(domain, DkimKey.ofPem(pem), pem);
    }

    public Sealed publishedIn(Zone zone) {
        zone.text(SELECTOR + "._domainkey." + domain, key.record());
        return this;
    }

    /** The mail with a signature before it. */
    public String seal(String mail) {
        var value = new DkimSigner(key, SELECTOR).sign(mail.getBytes(StandardCharsets.UTF_8), domain, Instant.now());
        return "DKIM-Signature: " + value + "\r\n" + mail;
    }
}
