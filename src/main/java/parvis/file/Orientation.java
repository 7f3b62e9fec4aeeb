package parvis.file;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a camera was held: the eight values of the EXIF tag 0x0112.
 *
 * @param swapped the rows of the file are the columns of the picture
 * @param fromRight the picture's left column lies on the right of what the file holds, once swapped
 * @param fromBottom its top row lies at the bottom, once swapped
 */
record Orientation(boolean swapped, boolean fromRight, boolean fromBottom) {

    private static final Orientation UPRIGHT = new Orientation(false, false, false);

    static Orientation of(byte[] file, Format format) {
        try {
            var metadata = metadata(file, format);
            var directory = metadata == null ? null : metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            var value = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return value == null ? UPRIGHT : of(value);
        } catch (IOException | ImageProcessingException | RuntimeException unreadable) {
            return UPRIGHT; // the picture may be good although its metadata is not
        }
    }

    private static Orientation of(int value) {
        return switch (value) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, true, false);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    private static @Nullable Metadata metadata(byte[] file, Format format)
            throws IOException, ImageProcessingException {
        var in = new ByteArrayInputStream(file);
        return switch (format) {
            case JPEG -> JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
            case WEBP -> WebpMetadataReader.readMetadata(in);
            case PNG, GIF -> null;
        };
    }
}
