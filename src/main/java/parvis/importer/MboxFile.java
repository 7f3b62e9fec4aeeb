package parvis.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mails in one file, one after the other (RFC 4155 and the formats before it: mboxo, mboxrd, mboxcl, mboxcl2), read as a
 * stream. A line that begins with "From " parts two mails when it looks like what a program writes there and a header
 * follows; where a mail says how long it is, and is, nothing inside it parts anything.
 */
final class MboxFile implements AutoCloseable {
    /** What is larger is passed over. */
    static final int LARGEST = 40 * 1024 * 1024;

    private static final int PIECE = 64 * 1024;
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern PARTS =
            Pattern.compile("From (?:-|\\d{6,}@\\S+|\\S+@\\S+|.*\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b.*\\d{4}.*)\\s*");
    private static final Pattern HEADER = Pattern.compile("(?s)(?:[!-9;-~]{1,200}:|>From ).*");
    private static final Pattern QUOTED = Pattern.compile("(?s)>+From .*");

    /**
     * @param at where its first line begins
     * @param from the line before it
     * @param bytes without that line and without the marks that kept lines from parting; null when it is larger than {@link #LARGEST}
     */
    record Mail(long at, String from, byte @Nullable [] bytes) {}

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(PIECE).flip();
    private long bufferAt;
    private @Nullable Line next;

    /** @param begins whether a line begins here, or goes on that was too long for one piece */
    private record Line(long at, byte[] bytes, boolean begins) {
        boolean isBlank() {
            return begins && (bytes.length == 1 && bytes[0] == '\n' || bytes.length == 2 && bytes[0] == '\r');
        }

        boolean isFrom() {
            return begins && bytes.length > FROM.length && Arrays.equals(FROM, 0, 5, bytes, 0, 5);
        }

        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    MboxFile(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        skipMark();
        next = line(true);
        while (next != null && next.isBlank()) {
            next = line(true);
        }
    }

    /** Whether it begins as such a file does. */
    boolean isMbox() {
        return next == null || next.isFrom();
    }

    long size() throws IOException {
        return file.size();
    }

    /** The next one, or null after the last. */
    @Nullable
    Mail read() throws IOException {
        var from = next;
        if (from == null) {
            return null;
        }
        var content = new Content();
        var length = headers(content);
        var end = length < 0 ? -1 : endOf(length);
        if (end >= 0) {
            exactly(end, content);
        } else {
            upToTheNext(content);
        }
        return new Mail(from.at(), from.text().strip(), content.bytes());
    }

    /** @return what Content-Length says, or -1; {@link #next} is the first line of the body then */
    private long headers(Content content) throws IOException {
        long length = -1;
        next = line(true);
        while (next != null && !parts()) {
            var line = next;
            content.add(line.bytes());
            var begins = endsLine(line);
            next = line(begins);
            if (line.isBlank()) {
                return length;
            }
            if (line.begins() && line.bytes().length < 60) {
                var text = line.text().toLowerCase(Locale.ROOT);
                if (text.startsWith("content-length:")) {
                    length = number(text.substring(15).strip());
                }
            }
        }
        return -1;
    }

    /** Where the body ends when it is as long as it says: there the file ends, or the next mail begins. */
    private long endOf(long length) throws IOException {
        var begin = next == null ? file.size() : next.at();
        var end = begin + length;
        if (end < begin || end > file.size()) {
            return -1;
        }
        var after = ByteBuffer.allocate(12);
        file.read(after, end);
        var text = new String(after.array(), 0, after.position(), StandardCharsets.ISO_8859_1);
        var bare = text.replaceFirst("^[\\r\\n]{0,4}", "");
        return bare.startsWith("From ") && (bare.length() < text.length() || endsLineAt(end))
                        || bare.isEmpty() && text.length() < 12
                ? end
                : -1;
    }

    private boolean endsLineAt(long end) throws IOException {
        var last = ByteBuffer.allocate(1);
        return end == 0 || file.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    private void exactly(long end, Content content) throws IOException {
        var begin = next == null ? end : next.at();
        var quotes = !holdsBareFrom(begin, end);
        for (var line = next; line != null && line.at() < end; line = next) {
            var bytes = line.bytes().length > end - line.at()
                    ? Arrays.copyOf(line.bytes(), (int) (end - line.at()))
                    : line.bytes();
            content.add(quotes && line.begins() ? unquoted(bytes) : bytes);
            var begins = endsLine(line);
            next = line(begins);
        }
        while (next != null && next.isBlank()) {
            next = line(true);
        }
        if (next != null && !next.isFrom()) { // the last line had no break of its own
            seek(end);
            next = line(true);
            while (next != null && next.isBlank()) {
                next = line(true);
            }
        }
    }

    /** A file that counts its bytes need not mark its lines (mboxcl2); whether it does is seen by whether it had to. */
    private boolean holdsBareFrom(long begin, long end) throws IOException {
        var before = next;
        seek(begin);
        var found = false;
        var begins = true;
        for (var line = line(true); line != null && line.at() < end && !found; line = line(begins)) {
            found = line.isFrom();
            begins = endsLine(line);
        }
        seek(begin + (before == null ? 0 : before.bytes().length));
        next = before;
        return found;
    }

    private void upToTheNext(Content content) throws IOException {
        Line blank = null;
        while (next != null && !parts()) {
            var line = next;
            if (blank != null) {
                content.add(blank.bytes());
            }
            blank = line.isBlank() ? line : null; // the one before the next mail is not the mail's
            if (blank == null) {
                content.add(line.begins() ? unquoted(line.bytes()) : line.bytes());
            }
            next = line(endsLine(line));
        }
    }

    /** Whether {@link #next} begins another mail. */
    private boolean parts() throws IOException {
        var line = next;
        if (line == null || !line.isFrom() || !PARTS.matcher(line.text()).matches()) {
            return false;
        }
        var here = position();
        var following = line(true);
        seek(here);
        return following == null || HEADER.matcher(following.text()).matches();
    }

    private static byte[] unquoted(byte[] line) {
        return line.length > 6
                        && line[0] == '>'
                        && QUOTED.matcher(new String(line, StandardCharsets.ISO_8859_1))
                                .matches()
                ? Arrays.copyOfRange(line, 1, line.length)
                : line;
    }

    private static boolean endsLine(Line line) {
        return line.bytes()[line.bytes().length - 1] == '\n';
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    private void skipMark() throws IOException {
        var head = ByteBuffer.allocate(3);
        file.read(head, 0);
        if (Arrays.equals(head.array(), new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            seek(3);
        }
    }

    private long position() {
        return bufferAt + buffer.position();
    }

    private void seek(long at) throws IOException {
        if (at >= bufferAt && at <= bufferAt + buffer.limit()) {
            buffer.position((int) (at - bufferAt));
        } else {
            file.position(at);
            buffer.limit(0);
            bufferAt = at;
        }
    }

    /** A line with its break, or a piece of a very long one; null at the end. */
    private @Nullable Line line(boolean begins) throws IOException {
        var at = position();
        var line = new ByteArrayOutputStream(128);
        while (line.size() < PIECE) {
            if (!buffer.hasRemaining() && !filled()) {
                break;
            }
            var from = buffer.position();
            var to = Math.min(buffer.limit(), from + PIECE - line.size());
            var end = from;
            while (end < to && buffer.array()[end] != '\n') {
                end++;
            }
            var whole = end < to;
            line.write(buffer.array(), from, (whole ? end + 1 : end) - from);
            buffer.position(whole ? end + 1 : end);
            if (whole) {
                break;
            }
        }
        return line.size() == 0 ? null : new Line(at, line.toByteArray(), begins);
    }

    private boolean filled() throws IOException {
        bufferAt += buffer.limit();
        file.position(bufferAt);
        buffer.clear();
        var read = file.read(buffer);
        buffer.flip();
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Content {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * 1024);
        private boolean tooLarge;

        void add(byte[] more) {
            if (tooLarge || bytes.size() + more.length > LARGEST) {
                tooLarge = true;
                bytes.reset();
            } else {
                bytes.writeBytes(more);
            }
        }

        byte @Nullable [] bytes() {
            return tooLarge ? null : bytes.toByteArray();
        }
    }
}
