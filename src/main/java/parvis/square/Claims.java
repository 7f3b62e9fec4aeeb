package parvis.square;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import parvis.conversation.Picture;
import parvis.file.Files;
import parvis.person.Secrets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a form bring back a picture that it sent before: signed, so that knowing the name of a file makes it nobody's own.
 *
 * <p>The key lives as long as this process. A form that outlives it, or reaches another node, says that the pictures must
 * be chosen again; its words are kept all the same.
 */
@Component
class Claims {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key = new SecretKeySpec(Secrets.next().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    private final JsonMapper json;
    private final Files files;

    Claims(JsonMapper json, Files files) {
        this.json = json;
        this.files = files;
    }

    String of(Picture picture) {
        var said = json.writeValueAsBytes(picture);
        return encoded(said) + "." + encoded(signature(said));
    }

    /** Empty when it was not made here, or the file is gone. */
    Optional<Picture> picture(String claim) {
        var dot = claim.indexOf('.');
        if (dot < 0 || claim.length() > 4_000) {
            return Optional.empty();
        }
        try {
            var said = Base64.getUrlDecoder().decode(claim.substring(0, dot));
            var signed = Base64.getUrlDecoder().decode(claim.substring(dot + 1));
            if (!MessageDigest.isEqual(signed, signature(said))) {
                return Optional.empty();
            }
            return Optional.of(json.readValue(said, Picture.class)).filter(p -> isKept(p.file()) && isKept(p.thumb()));
        } catch (IllegalArgumentException | JacksonException notAClaim) {
            return Optional.empty();
        }
    }

    private boolean isKept(String sha256) {
        try (var content = files.open(sha256).orElse(null)) {
            return content != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] signature(byte[] said) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(said);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
