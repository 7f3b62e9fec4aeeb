package parvis.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small pictures for tests, drawn here. */
final class Drawn {

    private Drawn() {}

    /** A soft gradient with a little noise: many colours, like a photograph. */
    static BufferedImage photograph(int width, int height) {
        var random = new Random(1);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = random.nextInt(4);
                image.setRGB(x, y, 255 * x / width << 16 | 255 * y / height << 8 | 60 + noise);
            }
        }
        return image;
    }

    /** Four fields: red, green above blue, yellow. */
    static BufferedImage fields(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, field(x < width / 2, y < height / 2));
            }
        }
        return image;
    }

    static int field(boolean left, boolean top) {
        return left ? (top ? 0xFFFF0000 : 0xFF0000FF) : (top ? 0xFF00FF00 : 0xFFFFFF00);
    }

    static byte[] file(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("No writer for " + format);
        }
        return bytes.toByteArray();
    }

    static BufferedImage image(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The JPEG with one more segment right after its beginning. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var head = ByteBuffer.allocate(6)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2));
        return join(head.array(), content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** An EXIF block that holds an orientation and a description. */
    static byte[] exif(int orientation, String description) {
        var words = (description + "\0").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + words.length)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8})
                .putShort((short) 2)
                .putShort((short) 0x010E)
                .putShort((short) 2)
                .putInt(words.length)
                .putInt(38)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(words)
                .array();
    }

    /** The PNG with one more chunk after its header. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        int headEnd = 8 + 25;
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(content);
        var chunk = ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) check.getValue());
        return join(Arrays.copyOf(png, headEnd), chunk.array(), Arrays.copyOfRange(png, headEnd, png.length));
    }
}
