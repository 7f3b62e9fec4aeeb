package parvis.mime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mails that nobody of this project wrote. */
final class Corpus {

    static final Path MAIL = Path.of("../shared/data/mail");
    static final Path SECURITY = Path.of("../shared/data/security");

    private Corpus() {}

    static Path here(Path folder) {
        assumeTrue(Files.isDirectory(folder), "The shared data is not here: " + folder);
        return folder;
    }

    static List<Path> files(Path folder) {
        try (var walk = Files.walk(here(folder))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReadMail read(byte[] raw) {
        try {
            return MailReader.read(new ByteArrayInputStream(raw), AttachmentSink.NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReadMail read(String raw) {
        return read(raw.getBytes(StandardCharsets.UTF_8));
    }

    static ReadMail read(Path file) {
        return read(bytes(file));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
