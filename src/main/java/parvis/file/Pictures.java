package parvis.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import parvis.file.Judged.Accepted;
import parvis.file.Judged.Reason;
import parvis.file.Judged.Refused;
import parvis.file.Judged.Type;

/**
 * Judges pictures by what they hold, never by their name or declared type, and draws them anew: JPEG, PNG, WebP and the
 * first frame of a GIF come out as a clean PNG (transparency or few colours) or JPEG.
 *
 * <p>One picture takes at most about eight bytes per pixel of {@link #MOST_PIXELS}; only {@code atOnce} are open at a time.
 */
public final class Pictures {

    public static final long MOST_PIXELS = 40_000_000;
    public static final int LONGEST_SIDE = 2048;
    public static final int LONGEST_THUMB_SIDE = 640;

    private static final float QUALITY = 0.85f;

    private final Semaphore permits;
    private final Duration patience;

    /** @param patience how long a picture waits for its turn before it is refused as {@link Reason#BUSY} */
    public Pictures(int atOnce, Duration patience) {
        this.permits = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    public Judged judge(byte[] file) {
        var format = Format.of(file).orElse(null);
        if (format == null) {
            return new Refused(Reason.NOT_A_PICTURE);
        }
        var fault = format.fault(file);
        if (fault != null) {
            return new Refused(fault);
        }
        if (!waited()) {
            return new Refused(Reason.BUSY);
        }
        try {
            return drawnAnew(file, format);
        } catch (Decoding.TooManyPixels bomb) {
            return new Refused(Reason.TOO_MANY_PIXELS);
        } catch (IOException | RuntimeException undrawable) { // decoders answer nonsense with any exception
            return new Refused(Reason.BROKEN);
        } finally {
            permits.release();
        }
    }

    private static Judged drawnAnew(byte[] file, Format format) throws IOException {
        var pixels = Decoding.pixels(file, format, MOST_PIXELS, LONGEST_SIDE);
        boolean fewColours = pixels.hasFewColours();
        var picture = pixels.within(LONGEST_SIDE).upright(Orientation.of(file, format));
        boolean seeThrough = picture.isSeeThrough();
        var type = seeThrough || fewColours ? Type.PNG : Type.JPEG;
        return new Accepted(
                encoded(picture, type, seeThrough),
                encoded(picture.within(LONGEST_THUMB_SIDE), type, seeThrough),
                type,
                picture.width(),
                picture.height());
    }

    private static byte[] encoded(Pixels pixels, Type type, boolean seeThrough) throws IOException {
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(type.extension()).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            if (type == Type.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(pixels.image(seeThrough), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private boolean waited() {
        try {
            return permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
