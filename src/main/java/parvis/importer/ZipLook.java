package parvis.importer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * How long the list of a ZIP file's entries is, read from its end (APPNOTE.TXT 4.3.14 to 4.3.16) before any library takes the whole
 * of it into memory.
 */
final class ZipLook {
    /** Some hundreds of thousands of entries. */
    static final long LONGEST_LIST = 24L * 1024 * 1024;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LARGE_END = 0x06064b50;
    private static final int LARGE_END_LENGTH = 56;
    private static final long LARGE = 0xFFFFFFFFL;

    private ZipLook() {}

    /** @throws ZipException when it is no ZIP file */
    static long listLength(Path file) throws IOException {
        try (var zip = FileChannel.open(file)) {
            var tail = read(
                    zip,
                    Math.max(0, zip.size() - END_LENGTH - LONGEST_COMMENT - LOCATOR_LENGTH),
                    END_LENGTH + LONGEST_COMMENT + LOCATOR_LENGTH);
            for (var at = tail.limit() - END_LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    var length = tail.getInt(at + 12) & LARGE;
                    return length == LARGE ? largeLength(zip, tail, at) : length;
                }
            }
            throw new ZipException("no end of a ZIP file");
        }
    }

    private static long largeLength(FileChannel zip, ByteBuffer tail, int end) throws IOException {
        var at = end - LOCATOR_LENGTH;
        if (at < 0 || tail.getInt(at) != LOCATOR) {
            throw new ZipException("no end of a large ZIP file");
        }
        var large = read(zip, tail.getLong(at + 8), LARGE_END_LENGTH);
        if (large.limit() < LARGE_END_LENGTH || large.getInt(0) != LARGE_END || large.getLong(40) < 0) {
            throw new ZipException("no end of a large ZIP file");
        }
        return large.getLong(40);
    }

    private static ByteBuffer read(FileChannel zip, long from, int most) throws IOException {
        if (from < 0 || from > zip.size()) {
            throw new ZipException("its parts lie outside of it");
        }
        var bytes = ByteBuffer.allocate((int) Math.min(most, zip.size() - from)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && zip.read(bytes, from + bytes.position()) >= 0) {
            // until it is whole
        }
        return bytes.flip();
    }
}
