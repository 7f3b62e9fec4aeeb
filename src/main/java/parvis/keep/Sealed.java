package parvis.keep;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outside of a backup: a ZIP file as it is, or in the age format. */
final class Sealed {
    private static final byte[] AGE = "age-encryption.org/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int BUFFER = 128 * 1024;

    private Sealed() {}

    static boolean isEncrypted(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var begins = in.readNBytes(AGE.length);
            if (Arrays.equals(begins, AGE)) {
                return true;
            }
            if (begins.length < ZIP.length || !Arrays.equals(Arrays.copyOf(begins, ZIP.length), ZIP)) {
                throw new KeepRefused(KeepRefused.Reason.NOT_A_BACKUP, file.toString());
            }
            return false;
        } catch (NoSuchFileException none) {
            throw new KeepRefused(KeepRefused.Reason.NO_SUCH_FILE, file.toString());
        }
    }

    static OutputStream writing(OutputStream to, @Nullable BackupKey key) throws IOException {
        if (key == null) {
            return new BufferedOutputStream(to, BUFFER);
        }
        try {
            var channel = new StandardEncryptingChannelFactory()
                    .newEncryptingChannel(Channels.newChannel(to), List.of(key.writer()));
            return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws KeepRefused when it is encrypted and this key does not open it */
    static InputStream reading(Path file, @Nullable BackupKey key) throws IOException {
        if (!isEncrypted(file)) {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        }
        if (key == null) {
            throw new KeepRefused(KeepRefused.Reason.KEY_MISSING, file.toString());
        }
        var raw = Files.newByteChannel(file);
        try {
            var channel = new StandardDecryptingChannelFactory().newDecryptingChannel(raw, List.of(key.reader()));
            return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        } catch (GeneralSecurityException e) {
            raw.close();
            throw new KeepRefused(KeepRefused.Reason.KEY_WRONG, file.toString());
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }
}
