package parvis.rights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import parvis.file.Files;
import parvis.privacy.Telling;

/** A ZIP of what is told: a JSON array for each kind, the files beside, and a text that explains it. Nothing is gathered in memory. */
final class Archive implements Telling, AutoCloseable {
    private static final int ROWS = 200;
    private static final int LONGEST_NAME = 100;

    private final ZipOutputStream zip;
    private final Files files;
    private final Set<String> kinds = new LinkedHashSet<>();
    private String folder = "";
    private int numbered;
    private @Nullable String open;

    Archive(OutputStream out, Files files) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out), StandardCharsets.UTF_8);
        this.files = files;
    }

    /** What is told from now on lies in a folder of this name. */
    void into(String name) {
        folder = name + "/";
    }

    /** Of which something was told so far. */
    Set<String> kinds() {
        return kinds;
    }

    @Override
    public void rows(String kind, StatementSpec rows) {
        rows.withFetchSize(ROWS).query(row -> {
            try {
                if (!kind.equals(open)) {
                    begin(folder + kind + ".json");
                    open = kind;
                    kinds.add(kind);
                    write("[\n");
                } else {
                    write(",\n");
                }
                write(row.getString(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            if (open != null) {
                write("\n]\n");
                end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open = null;
    }

    @Override
    public void files(String kind, StatementSpec names) {
        names.withFetchSize(ROWS).query(row -> {
            try (var content = files.open(row.getString(2)).orElse(null)) {
                if (content != null) {
                    begin(folder + kind + "/" + name(row.getString(1)));
                    content.transferTo(zip);
                    end();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void contents(String kind, StatementSpec contents) {
        contents.withFetchSize(1).query(row -> {
            try {
                begin(folder + kind + "/" + name(row.getString(1)));
                zip.write(row.getBytes(2));
                end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void text(String name, String text) throws IOException {
        begin(name);
        write(text);
        end();
    }

    /** Names come from outside: they name no folder, and none is there twice. */
    private String name(String written) {
        var safe = written.replaceAll("[^\\p{L}\\p{N}._ -]", "_").strip();
        var end = safe.substring(Math.max(0, safe.length() - LONGEST_NAME));
        return "%04d-%s".formatted(++numbered, end.startsWith(".") ? "_" + end : end);
    }

    private void begin(String entry) throws IOException {
        zip.putNextEntry(new ZipEntry(entry));
    }

    private void write(String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void end() throws IOException {
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
