package parvis.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.database.Durable;

/**
 * Seals what the database keeps and nobody is to read there (AES-256-GCM). The key is the file {@code secret.key} of the data
 * directory, made when it is first needed, or the setting {@code PARVIS_SECRET_KEY}; it stands in no backup.
 */
@Component
public class HouseKey {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final String given;
    private volatile @Nullable SecretKeySpec key;

    HouseKey(@Value("${parvis.data:data}") Path data, @Value("${parvis.secret-key:}") String given) {
        this.file = data.resolve("secret.key");
        this.given = given;
    }

    /** @param of what it belongs to: sealed for one, it opens for no other */
    public byte[] seal(byte[] open, String of) {
        var nonce = ByteBuffer.wrap(Secrets.bytes(), 0, NONCE).slice();
        var bytes = new byte[NONCE];
        nonce.get(bytes);
        var sealed = crypt(Cipher.ENCRYPT_MODE, bytes, open, of);
        if (sealed == null) {
            throw new IllegalStateException("Nothing can be sealed");
        }
        return ByteBuffer.allocate(NONCE + sealed.length).put(bytes).put(sealed).array();
    }

    /** Null when it was sealed with another key, or for something else. */
    public byte @Nullable [] open(byte[] sealed, String of) {
        if (sealed.length <= NONCE) {
            return null;
        }
        var nonce = new byte[NONCE];
        var rest = new byte[sealed.length - NONCE];
        ByteBuffer.wrap(sealed).get(nonce).get(rest);
        return crypt(Cipher.DECRYPT_MODE, nonce, rest, of);
    }

    private byte @Nullable [] crypt(int mode, byte[] nonce, byte[] text, String of) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(of.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (javax.crypto.AEADBadTagException another) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized SecretKeySpec key() {
        var known = key;
        if (known == null) {
            known = new SecretKeySpec(read(), "AES");
            key = known;
        }
        return known;
    }

    private byte[] read() {
        try {
            if (given.isEmpty() && !Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
                Durable.writePrivately(file, Base64.getEncoder().encodeToString(Secrets.bytes()) + "\n");
            }
            var text = given.isEmpty() ? Files.readString(file) : given;
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length != KEY) {
                throw new IllegalStateException("The house's key has " + bytes.length + " bytes instead of " + KEY);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
