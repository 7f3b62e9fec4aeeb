package parvis.square;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name under which a form is taken once, however often it is sent. */
final class Submission {
    private static final int MOST = 100;

    private Submission() {}

    /**
     * @param who whose form it is: nobody can take another's name
     * @param submission a value that the page made for this form; without one, the words themselves tell
     */
    static String of(String what, String who, String submission, String... words) {
        var byPage = !submission.isBlank() && submission.length() <= MOST;
        return what + ":" + sha256(who + "\n" + (byPage ? submission : String.join("\n", words)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
