package parvis.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Walks the tree of a mail while it streams by. Nothing is held but headers, and those within bounds. */
final class Walk {

    static final int DEEPEST = 20;
    static final int MOST_PARTS = 500;
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int HEADERS_OF_MAIL = 512 << 10;
    private static final int HEADERS_OF_PART = 32 << 10;
    private static final int PEEK = 8 << 10;

    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+:.*", Pattern.DOTALL);
    private static final Pattern MBOX = Pattern.compile(">?From .*", Pattern.DOTALL);
    private static final Pattern BOUNDARY =
            Pattern.compile("(?:^|\\n)--([^\\s\"][^\\r\\n\"]{0,69})\\r?\\nContent-", Pattern.CASE_INSENSITIVE);

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(LONGEST_FIELD)
            .setMaxContentLen(-1)
            .setMalformedHeaderStartsBody(false)
            .build();

    /** Takes the leaves of the tree in their order. */
    @FunctionalInterface
    interface Leaves {
        void leaf(Part part, InputStream decoded) throws IOException;
    }

    private final Leaves leaves;
    private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    private final Set<Part> rescued = new HashSet<>();
    private int parts;
    private int headerBytes;
    private final Map<Part, byte[]> preambles = new IdentityHashMap<>();

    Walk(Leaves leaves) {
        this.leaves = leaves;
    }

    Set<Trouble> troubles() {
        return troubles;
    }

    /** @throws IOException when the source cannot be read or the leaves cannot be taken, never because of what the mail holds */
    Part mail(InputStream raw) throws IOException {
        var root = new Part(null);
        var stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null, null);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(beginning(raw));
        walk(stream, root);
        if (root.headers.isEmpty()) {
            troubles.add(Trouble.NO_HEADERS);
        }
        return root;
    }

    private void walk(MimeTokenStream stream, Part root) throws IOException {
        var open = new ArrayDeque<Part>();
        var current = root;
        try {
            for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = next(stream)) {
                current = step(stream, state, current, open);
                if (parts > MOST_PARTS) {
                    troubles.add(Trouble.TOO_MANY_PARTS);
                    return;
                }
            }
        } catch (MimeException | MimeIOException e) {
            troubles.add(Trouble.BROKEN);
            current.endOfHeaders();
        }
    }

    /** The library refuses some fields with exceptions of its own making. */
    private static EntityState next(MimeTokenStream stream) throws IOException, MimeException {
        try {
            return stream.next();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new MimeException(e);
        }
    }

    private Part step(MimeTokenStream stream, EntityState state, Part current, Deque<Part> open)
            throws IOException, MimeException {
        switch (state) {
            case T_START_BODYPART -> {
                parts++;
                headerBytes = 0;
                var parent = open.peek();
                var part = new Part(parent);
                if (parent != null) {
                    parent.children.add(part);
                }
                return part;
            }
            case T_FIELD -> field(stream, current);
            case T_END_HEADER -> current.endOfHeaders();
            case T_START_MULTIPART -> {
                open.push(current);
                if (current.depth >= DEEPEST) {
                    troubles.add(Trouble.TOO_DEEP);
                    stream.setRecursionMode(RecursionMode.M_FLAT);
                }
            }
            case T_PREAMBLE, T_EPILOGUE -> aside(stream, state, open.peek());
            case T_BODY -> body(current, stream.getDecodedInputStream());
            case T_END_MULTIPART -> {
                var ended = open.pop();
                var preamble = preambles.remove(ended);
                if (preamble != null && ended.children.isEmpty()) {
                    troubles.add(Trouble.BOUNDARY_MISSING);
                    leaves.leaf(ended, new ByteArrayInputStream(preamble));
                }
                if (ended.depth >= DEEPEST) {
                    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
                }
            }
            default -> {}
        }
        return current;
    }

    private void field(MimeTokenStream stream, Part current) {
        var raw = stream.getField().getRaw();
        if (raw == null) {
            return;
        }
        headerBytes += raw.length();
        if (headerBytes > (current.depth == 0 ? HEADERS_OF_MAIL : HEADERS_OF_PART)) {
            troubles.add(Trouble.HEADERS_CUT);
        } else {
            current.add(raw.toByteArray());
        }
    }

    /** What stands around the parts is for programs that know no parts, unless there are none: then it is the mail. */
    private void aside(MimeTokenStream stream, EntityState state, @Nullable Part multipart) throws IOException {
        if (state != EntityState.T_PREAMBLE || multipart == null) {
            return;
        }
        var words = stream.getInputStream();
        var beginning = words.readNBytes(PEEK);
        boolean anotherBoundary = boundary(beginning) != null;
        // A preamble that is followed by parts is short: what is longer than a peek is words.
        if (anotherBoundary || beginning.length == PEEK) {
            troubles.add(Trouble.BOUNDARY_MISSING);
            body(multipart, new SequenceInputStream(new ByteArrayInputStream(beginning), words));
        } else if (beginning.length > 0) {
            preambles.put(multipart, beginning);
        }
    }

    private void body(Part part, InputStream decoded) throws IOException {
        if (!part.isMultipart() || part.depth > DEEPEST) {
            leaves.leaf(part, decoded);
            return;
        }
        troubles.add(Trouble.BOUNDARY_MISSING);
        var beginning = decoded.readNBytes(PEEK);
        var boundary = boundary(beginning);
        var whole = new SequenceInputStream(new ByteArrayInputStream(beginning), decoded);
        // Where the boundary that was found does not do either, the second try is the last.
        if (boundary == null || !rescued.add(part)) {
            leaves.leaf(part, whole);
            return;
        }
        var stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null, null);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parseHeadless(whole, part.type() + "; boundary=\"" + boundary + "\"");
        walk(stream, part);
    }

    private static @Nullable String boundary(byte[] beginning) {
        var found = BOUNDARY.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
        return found.find() ? found.group(1).stripTrailing() : null;
    }

    /** Takes off what mailboxes put before a mail, and gives a mail without headers an end of them. */
    private static InputStream beginning(InputStream raw) throws IOException {
        var peek = raw.readNBytes(PEEK);
        var text = new String(peek, StandardCharsets.ISO_8859_1);
        int skip = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
        while (skip < text.length() && (text.charAt(skip) == '\n' || text.charAt(skip) == '\r')) {
            skip++;
        }
        boolean oldMac = text.indexOf('\r') >= 0 && text.indexOf('\n') < 0;
        char end = oldMac ? '\r' : '\n';
        while (MBOX.matcher(line(text, skip, end)).matches() && text.indexOf(end, skip) >= 0) {
            skip = text.indexOf(end, skip) + 1;
        }
        var first = line(text, skip, end);
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(peek, skip, peek.length - skip), raw);
        if (!FIELD.matcher(first).matches()) {
            rest = new SequenceInputStream(new ByteArrayInputStream(new byte[] {'\n'}), rest);
        }
        return oldMac ? new LinesOfOldMac(rest) : rest;
    }

    private static String line(String text, int from, char end) {
        int to = text.indexOf(end, from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    /** CR alone ends the lines of some archives. */
    private static final class LinesOfOldMac extends InputStream {
        private final InputStream in;

        LinesOfOldMac(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            return one == '\r' ? '\n' : one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            for (int i = from; i < from + read; i++) {
                bytes[i] = bytes[i] == '\r' ? (byte) '\n' : bytes[i];
            }
            return read;
        }
    }
}
