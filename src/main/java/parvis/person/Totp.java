package parvis.person;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Numbers that change every thirty seconds (RFC 6238 over RFC 4226), as every authenticator app counts them: SHA-1, six digits. */
final class Totp {
    static final int SECRET_BYTES = 20;
    private static final int PERIOD = 30;
    private static final int DIGITS = 1_000_000;
    /** Clocks differ: the number before and the number after are taken too. */
    private static final int AROUND = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static long step(Instant at) {
        return at.getEpochSecond() / PERIOD;
    }

    /** The step that a number belongs to; empty when it is wrong, or not after the last that was taken. */
    static OptionalLong fits(byte[] secret, String typed, long last, Instant at) {
        var digits = typed.replaceAll("\\s", "");
        for (var step = step(at) - AROUND; step <= step(at) + AROUND; step++) {
            if (step > last
                    && java.security.MessageDigest.isEqual(
                            digits.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            code(secret, step).getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** RFC 4648, without padding. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        long held = 0;
        var bits = 0;
        for (var b : bytes) {
            held = held << Byte.SIZE | (b & 0xff);
            bits += Byte.SIZE;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((int) (held >> bits & 31)));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt((int) (held << 5 - bits & 31))).toString();
    }
}
