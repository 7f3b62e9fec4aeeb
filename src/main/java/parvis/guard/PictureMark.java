package parvis.guard;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * What a picture looks like, small enough to keep by the hundred thousand: difference hashes (64 bits across and 64 down) of the
 * whole and of nine windows that leave a tenth away, so that a cropped twin meets one of them.
 */
public final class PictureMark {
    /** Of 128 bits, how many may differ; strangers seldom differ in less than thirty. */
    static final int NEAR = 15;

    private static final long MOST_PIXELS = 60_000_000;
    private static final int SIDE = 72;
    private static final int GRID = 8;
    private static final double CUT = 0.1;
    private static final int WINDOWS = 10;

    private final long[] hashes;
    private final long[] mirrored;

    private PictureMark(long[] hashes, long[] mirrored) {
        this.hashes = hashes;
        this.mirrored = mirrored;
    }

    /** Of a picture that can be read; empty for what is none, or too large to be one of a post. */
    public static Optional<PictureMark> of(byte[] picture) {
        return read(picture).map(PictureMark::of);
    }

    /** Drawn smaller where it is large: nothing here looks at single points. */
    static Optional<BufferedImage> read(byte[] picture) {
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            var readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                var width = reader.getWidth(0);
                var height = reader.getHeight(0);
                if ((long) width * height > MOST_PIXELS || width < GRID || height < GRID) {
                    return Optional.empty();
                }
                var parameters = reader.getDefaultReadParam();
                var every = Math.max(1, Math.min(width, height) / (4 * SIDE));
                parameters.setSourceSubsampling(every, every, 0, 0);
                return Optional.of(reader.read(0, parameters));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException notAPicture) {
            return Optional.empty();
        }
    }

    static PictureMark of(BufferedImage picture) {
        var grey = grey(picture);
        var ends = new double[][] {
            {0, 0, 1, 1},
            {CUT / 2, CUT / 2, 1 - CUT / 2, 1 - CUT / 2},
            {CUT, 0, 1, 1},
            {0, 0, 1 - CUT, 1},
            {0, CUT, 1, 1},
            {0, 0, 1, 1 - CUT},
            {CUT, CUT, 1, 1},
            {0, CUT, 1 - CUT, 1},
            {CUT, 0, 1, 1 - CUT},
            {0, 0, 1 - CUT, 1 - CUT},
        };
        var hashes = new long[WINDOWS * 2];
        for (int i = 0; i < WINDOWS; i++) {
            hash(grey, ends[i], false, hashes, i);
        }
        var mirrored = new long[2];
        hash(grey, ends[0], true, mirrored, 0);
        return new PictureMark(hashes, mirrored);
    }

    /** As it is kept. */
    byte[] kept() {
        var bytes = ByteBuffer.allocate((hashes.length + mirrored.length) * Long.BYTES);
        for (var hash : hashes) {
            bytes.putLong(hash);
        }
        for (var hash : mirrored) {
            bytes.putLong(hash);
        }
        return bytes.array();
    }

    static PictureMark kept(byte[] bytes) {
        var read = ByteBuffer.wrap(bytes);
        var hashes = new long[WINDOWS * 2];
        var mirrored = new long[2];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = read.getLong();
        }
        mirrored[0] = read.getLong();
        mirrored[1] = read.getLong();
        return new PictureMark(hashes, mirrored);
    }

    /** Whether one was made from the other: resized, compressed, a little cropped, mirrored, noisy. */
    boolean isTwin(PictureMark other) {
        return distance(other) <= NEAR;
    }

    int distance(PictureMark other) {
        return Math.min(
                Math.min(least(hashes[0], hashes[1], other.hashes), least(mirrored[0], mirrored[1], other.hashes)),
                Math.min(
                        least(other.hashes[0], other.hashes[1], hashes),
                        least(other.mirrored[0], other.mirrored[1], hashes)));
    }

    private static int least(long across, long down, long[] windows) {
        var least = 128;
        for (int i = 0; i < windows.length; i += 2) {
            least = Math.min(least, Long.bitCount(across ^ windows[i]) + Long.bitCount(down ^ windows[i + 1]));
        }
        return least;
    }

    /** Brightness from 0 to 255, averaged into a square. */
    private static double[][] grey(BufferedImage picture) {
        var sums = new double[SIDE][SIDE];
        var counts = new int[SIDE][SIDE];
        var width = picture.getWidth();
        var height = picture.getHeight();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var rgb = picture.getRGB(x, y);
                var light = 0.299 * ((rgb >> 16) & 0xFF) + 0.587 * ((rgb >> 8) & 0xFF) + 0.114 * (rgb & 0xFF);
                sums[y * SIDE / height][x * SIDE / width] += light;
                counts[y * SIDE / height][x * SIDE / width]++;
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sums[y][x] = counts[y][x] == 0
                        ? (x > 0 ? sums[y][x - 1] : y > 0 ? sums[y - 1][x] : 0)
                        : sums[y][x] / counts[y][x];
            }
        }
        return sums;
    }

    private static void hash(double[][] grey, double[] window, boolean mirror, long[] into, int at) {
        var cells = new double[GRID + 1][GRID + 1];
        long across = 0;
        long down = 0;
        fill(cells, grey, window, mirror, GRID + 1, GRID);
        for (int y = 0; y < GRID; y++) {
            for (int x = 0; x < GRID; x++) {
                across = across << 1 | (cells[y][x] < cells[y][x + 1] ? 1 : 0);
            }
        }
        fill(cells, grey, window, mirror, GRID, GRID + 1);
        for (int y = 0; y < GRID; y++) {
            for (int x = 0; x < GRID; x++) {
                down = down << 1 | (cells[y][x] < cells[y + 1][x] ? 1 : 0);
            }
        }
        into[at * 2] = across;
        into[at * 2 + 1] = down;
    }

    private static void fill(
            double[][] cells, double[][] grey, double[] window, boolean mirror, int columns, int rows) {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                var left = window[0] + (window[2] - window[0]) * x / columns;
                var right = window[0] + (window[2] - window[0]) * (x + 1) / columns;
                var top = window[1] + (window[3] - window[1]) * y / rows;
                var bottom = window[1] + (window[3] - window[1]) * (y + 1) / rows;
                cells[y][mirror ? columns - 1 - x : x] = average(grey, left, top, right, bottom);
            }
        }
    }

    private static double average(double[][] grey, double left, double top, double right, double bottom) {
        double sum = 0;
        int count = 0;
        for (int y = (int) (top * SIDE);
                y < Math.max((int) (top * SIDE) + 1, Math.min(SIDE, Math.ceil(bottom * SIDE)));
                y++) {
            for (int x = (int) (left * SIDE);
                    x < Math.max((int) (left * SIDE) + 1, Math.min(SIDE, Math.ceil(right * SIDE)));
                    x++) {
                sum += grey[y][x];
                count++;
            }
        }
        return sum / count;
    }
}
