package parvis.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import parvis.importer.DumpRefused.Reason;
import parvis.text.Clean;

/**
 * A table in a file (RFC 4180 and its cousins), of whatever program: what parts its fields and how its letters are written is
 * found by looking at it.
 *
 * @param columns what its first line calls them
 * @param samples some of its lines, short
 */
public record Table(Path file, Charset charset, char separator, List<String> columns, List<List<String>> samples) {
    /** @param number of the line in the file on which it begins, from 1 */
    record Line(long number, List<String> fields) {}

    private static final int LOOKED_AT = 1 << 20;
    private static final int SAMPLES = 3;
    private static final int LONGEST_SAMPLE = 60;
    private static final int LONGEST_COLUMN = 80;
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST_FIELD = 16 * 1024 * 1024;
    private static final String SEPARATORS = ",;\t|";

    /** @throws DumpRefused when it is not there, or is no table */
    public static Table of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DumpRefused(Reason.NOT_THERE, file.toString(), "");
        }
        try {
            var charset = charset(file);
            var separator = separator(file, charset);
            var empty = new Table(file, charset, separator, List.of(), List.of());
            var head = new ArrayList<List<String>>();
            empty.first(SAMPLES + 1, line -> head.add(line.fields()));
            if (head.isEmpty()
                    || head.getFirst().size() > MOST_COLUMNS
                    || head.getFirst().stream().allMatch(String::isBlank)) {
                throw new DumpRefused(Reason.NO_TABLE, file.getFileName().toString(), "");
            }
            return new Table(
                    file,
                    charset,
                    separator,
                    head.getFirst().stream()
                            .map(column -> Clean.line(column, LONGEST_COLUMN).text())
                            .toList(),
                    head.subList(1, head.size()).stream()
                            .map(line -> line.stream()
                                    .map(field ->
                                            Clean.line(field, LONGEST_SAMPLE).text())
                                    .toList())
                            .toList());
        } catch (IOException e) {
            throw new DumpRefused(Reason.UNREADABLE, file.toString(), String.valueOf(e.getMessage()));
        }
    }

    /** Every line but the first, as a stream. */
    void read(Consumer<Line> take) {
        try (var reader = open()) {
            var first = true;
            for (var row : reader) {
                if (!first) {
                    take.accept(line(row));
                }
                first = false;
            }
        } catch (CsvParseException damaged) {
            throw new DumpRefused(Reason.DAMAGED, file.getFileName().toString(), String.valueOf(damaged.getMessage()));
        } catch (UncheckedIOException | IOException e) {
            throw new DumpRefused(Reason.UNREADABLE, file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private void first(int many, Consumer<Line> take) throws IOException {
        try (var reader = open()) {
            var left = many;
            for (var row : reader) {
                take.accept(line(row));
                if (--left == 0) {
                    return;
                }
            }
        } catch (CsvParseException damaged) {
            throw new DumpRefused(Reason.DAMAGED, file.getFileName().toString(), String.valueOf(damaged.getMessage()));
        }
    }

    private static Line line(CsvRecord row) {
        return new Line(row.getStartingLineNumber(), row.getFields());
    }

    private CsvReader<CsvRecord> open() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        if (saysSeparator(reader)) {
            reader.readLine();
        }
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .skipEmptyLines(true)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(reader);
    }

    /** Excel's own way: a line before the table. */
    private static boolean saysSeparator(BufferedReader reader) throws IOException {
        reader.mark(8);
        var head = new char[6];
        var read = reader.read(head);
        reader.reset();
        return read >= 5 && new String(head, 0, read).matches("(?s)sep=.[\\r\\n]?");
    }

    private static char separator(Path file, Charset charset) throws IOException {
        var head = new String(head(file), charset).replace("\uFEFF", "");
        if (head.matches("(?s)sep=.[\\r\\n].*")) {
            return head.charAt(4);
        }
        var many = new int[SEPARATORS.length()];
        var quoted = false;
        for (var c : head.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                many[SEPARATORS.indexOf(c)]++;
            }
        }
        var best = 0;
        for (var i = 1; i < many.length; i++) {
            best = many[i] > many[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    private static Charset charset(Path file) throws IOException {
        var head = head(file);
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        var zeros = new int[2];
        for (var i = 0; i < head.length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        if (zeros[0] + zeros[1] > head.length / 5) {
            return zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }

    private static byte[] head(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(LOOKED_AT);
        }
    }

    /** To its end: one letter near it may be the first that tells. */
    private static boolean isUtf8(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(1 << 16);
        var letters = CharBuffer.allocate(1 << 16);
        try (var channel = Files.newByteChannel(file)) {
            while (channel.read(bytes) >= 0) {
                bytes.flip();
                if (decoder.decode(bytes, letters.clear(), false).isError()) {
                    return false;
                }
                bytes.compact();
            }
            return !decoder.decode(bytes.flip(), letters.clear(), true).isError();
        }
    }
}
