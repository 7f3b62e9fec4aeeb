package parvis.conversation;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;

/**
 * Names of the mails that we send (Message-Id, RFC 5322, 3.6.4): each holds its conversation under a keyed hash, so that an
 * answer finds its way back whatever became of its subject, and nobody names a mail into a conversation that is not theirs.
 */
@Component
public class MailNames {
    private static final int SEAL = 10;
    private static final int LENGTH = 16 + 16 + SEAL;
    /** 42 bytes are 68 letters of five bits. */
    private static final int LETTERS = (LENGTH * 8 + 4) / 5;

    private static final Pattern NAME = Pattern.compile("p\\.([0-9a-v]{" + LETTERS + "})@");

    private final JdbcClient db;
    private volatile @Nullable SecretKeySpec key;

    MailNames(JdbcClient db) {
        this.db = db;
    }

    /** In angle brackets, as the header wants it. */
    public String of(BrandId brand, ConversationId conversation, UUID mail, String domain) {
        var name = ByteBuffer.allocate(LENGTH);
        put(name, conversation.value());
        put(name, mail);
        name.put(seal(brand, Arrays.copyOf(name.array(), 32), SEAL));
        var letters = new BigInteger(1, name.array()).toString(32);
        return "<p." + "0".repeat(LETTERS - letters.length()) + letters + "@" + domain + ">";
    }

    /** The conversation of a mail that we sent for this brand; empty for every other name. */
    public Optional<ConversationId> conversationOf(BrandId brand, String messageId) {
        var found = NAME.matcher(messageId.toLowerCase(Locale.ROOT));
        if (!found.find()) {
            return Optional.empty();
        }
        var bytes = new BigInteger(found.group(1), 32).toByteArray();
        var from = Math.max(0, bytes.length - LENGTH);
        var name = new byte[LENGTH];
        System.arraycopy(bytes, from, name, LENGTH - (bytes.length - from), bytes.length - from);
        var sealed = Arrays.copyOf(name, 32);
        if (!MessageDigest.isEqual(seal(brand, sealed, SEAL), Arrays.copyOfRange(name, 32, LENGTH))) {
            return Optional.empty();
        }
        var read = ByteBuffer.wrap(name);
        return Optional.of(new ConversationId(new UUID(read.getLong(), read.getLong())));
    }

    /** A keyed hash; what is said for one purpose has another length than what is said for any other. */
    byte[] seal(BrandId brand, byte[] said, int length) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            var id = ByteBuffer.allocate(16);
            put(id, brand.value());
            mac.update(id.array());
            return Arrays.copyOf(mac.doFinal(said), length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretKeySpec key() {
        var known = key;
        if (known == null) {
            var bytes = db.sql("select key from conversation.thread_key")
                    .query((row, n) -> row.getBytes("key"))
                    .single();
            known = new SecretKeySpec(bytes, "HmacSHA256");
            key = known;
        }
        return known;
    }

    private static void put(ByteBuffer to, UUID id) {
        to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
}
