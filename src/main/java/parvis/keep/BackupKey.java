package parvis.keep;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key of the age format (age-encryption.org/v1, X25519): the public half is enough to write backups, so that whoever gets hold
 * of the server reads none; the whole reads them.
 */
public final class BackupKey {
    private static final String SECRET = "AGE-SECRET-KEY-1";
    private static final String PUBLIC = "age1";

    private final @Nullable String secret;
    private final String recipient;

    private BackupKey(@Nullable String secret, String recipient) {
        this.secret = secret;
        this.recipient = recipient;
    }

    /**
     * Reads either half, or a file as {@code age-keygen} writes it.
     *
     * @throws KeepRefused when it is neither
     */
    public static BackupKey parse(String text) {
        var word = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        try {
            if (word.startsWith(SECRET)) {
                return new BackupKey(word, publicOf(word));
            }
            if (word.startsWith(PUBLIC)) {
                X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(word);
                return new BackupKey(null, word);
            }
        } catch (GeneralSecurityException | RuntimeException damaged) {
            throw new KeepRefused(KeepRefused.Reason.NO_KEY, "");
        }
        throw new KeepRefused(KeepRefused.Reason.NO_KEY, "");
    }

    public static BackupKey make() {
        try {
            var pair = new X25519KeyPairGenerator().generateKeyPair();
            return new BackupKey(
                    new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII),
                    new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public half. */
    public String recipient() {
        return recipient;
    }

    /** As {@code age-keygen} writes it. */
    public String file() {
        return "# public key: " + recipient + "\n" + secret + "\n";
    }

    public boolean opens() {
        return secret != null;
    }

    RecipientStanzaWriter writer() {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A key that was read once is read again", impossible);
        }
    }

    RecipientStanzaReader reader() {
        if (secret == null) {
            throw new KeepRefused(KeepRefused.Reason.NO_KEY, "");
        }
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A key that was read once is read again", impossible);
        }
    }

    private static String publicOf(String secret) throws GeneralSecurityException {
        var key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "X25519");
        return new String(new X25519KeyFactory().translateKey(key).getEncoded(), StandardCharsets.US_ASCII);
    }
}
