package parvis.file;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** From a file's bytes to pixels, the size being asked first. */
final class Decoding {

    /** The file says that it holds more pixels than anybody may ask us to unfold. */
    static final class TooManyPixels extends IOException {}

    private Decoding() {}

    static Pixels pixels(byte[] file, Format format, long mostPixels, int enough) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format.reader()).next();
        try (var in = new Ending(file)) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > mostPixels) {
                throw new TooManyPixels();
            }
            return pixels(read(reader, Math.max(width, height), enough));
        } finally {
            reader.dispose();
        }
    }

    /** A picture far larger than needed is read with every second (third…) pixel: there is still twice what will be kept. */
    private static BufferedImage read(ImageReader reader, long longest, int enough) throws IOException {
        var how = reader.getDefaultReadParam();
        int step = (int) Math.max(1, longest / (2L * enough));
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        var argb = new int[width * height];
        var space = image.getColorModel().getColorSpace();
        if (space.getType() == ColorSpace.TYPE_GRAY && image.getRaster().getNumDataElements() <= 2) {
            grey(image, argb);
        } else if (space.isCS_sRGB()) {
            image.getRGB(0, 0, width, height, argb, 0, width);
        } else {
            var converted = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            new ColorConvertOp(null).filter(image, converted);
            converted.getRGB(0, 0, width, height, argb, 0, width);
        }
        return new Pixels(width, height, argb);
    }

    /** Taken as they are stored: Java holds its grey for linear light and would return a picture that is too bright. */
    private static void grey(BufferedImage image, int[] argb) {
        var raster = image.getRaster();
        var model = image.getColorModel();
        int width = image.getWidth();
        int down = Math.max(0, model.getComponentSize(0) - 8);
        int most = (1 << Math.min(8, model.getComponentSize(0))) - 1;
        boolean alpha = raster.getNumBands() == 2;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                int grey = (raster.getSample(x, y, 0) >> down) * 255 / most;
                int seen = alpha ? (raster.getSample(x, y, 1) >> down) * 255 / most : 255;
                argb[y * width + x] = seen << 24 | grey << 16 | grey << 8 | grey;
            }
        }
    }

    /** One of the decoders takes the end of a damaged file for zeros, and would go on for minutes. */
    private static final class Ending extends MemoryCacheImageInputStream {

        private static final int PATIENCE = 1_000;

        private int past;

        Ending(byte[] file) {
            super(new ByteArrayInputStream(file));
        }

        @Override
        public int read() throws IOException {
            return counted(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return counted(super.read(bytes, from, length));
        }

        private int counted(int read) throws IOException {
            if (read < 0 && ++past > PATIENCE) {
                throw new IOException("Read past its end again and again");
            }
            return read;
        }
    }
}
