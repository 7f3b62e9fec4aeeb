package parvis.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;
import parvis.file.Files;
import parvis.file.Sha256;

/**
 * The bytes of a mail that is being kept: in its row when they are few, else in the file store.
 *
 * @param hash SHA-256, in hexadecimal
 * @param head the first of them, with the headers
 * @param inline all of them, or null when they lie in the file store under {@code hash}
 */
record Bytes(String hash, long count, byte[] head, byte @Nullable [] inline) {
    /** What is smaller is kept in its row. */
    static final int INLINE = 256 * 1024;

    static final long LARGEST = 25L * 1024 * 1024;

    /**
     * When this returns, what lies in the file store is on the disk.
     *
     * @throws parvis.file.TooLarge as soon as more than {@link #LARGEST} came
     */
    static Bytes of(InputStream data, Files files) throws IOException {
        var head = data.readNBytes(INLINE + 1);
        if (head.length <= INLINE) {
            return new Bytes(Sha256.of(head), head.length, head, head);
        }
        var stored = files.put(new SequenceInputStream(new ByteArrayInputStream(head), data), LARGEST);
        return new Bytes(stored.sha256(), stored.bytes(), head, null);
    }
}
