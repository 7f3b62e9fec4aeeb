package parvis.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that only looks like a backup is refused before anything of it goes anywhere. */
class HostileBackupTest {
    @TempDir
    Path home;

    private interface Filling {
        void fill(ZipOutputStream zip) throws IOException;
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws Exception {
        for (var name : List.of(
                "../dehors",
                "files/../../dehors",
                "/etc/dehors",
                "files/aa/bb/../../../dehors",
                "files\\..\\..\\dehors",
                "database/../../dehors",
                "files/aa/aa/" + "a".repeat(64),
                "\u0000")) {
            refused(zip(zip -> {
                entry(zip, name, "dehors");
                entry(
                        zip,
                        "MANIFEST.json",
                        "{\"format\": 1, \"tables\": [], \"files\": {\"count\": 0, \"bytes\": 0, \"sha256\": \"\"}}");
            }));
        }
        try (var files = Files.list(home)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatUnfoldsWithoutEndIsReadInPiecesAndRefused() throws Exception {
        refused(zip(zip -> {
            zip.putNextEntry(new ZipEntry("database/conversation.message"));
            zeros(zip, 1_500);
            entry(zip, "MANIFEST.json", "{}");
        }));
        refused(zip(zip -> {
            zip.putNextEntry(new ZipEntry("MANIFEST.json"));
            zip.write("{\"format\": 1, \"x\": \"".getBytes(StandardCharsets.US_ASCII));
            zeros(zip, 1_500);
        }));
        refused(zip(zip -> {
            zip.putNextEntry(new ZipEntry("MANIFEST.json"));
            zip.write("[".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII));
        }));
    }

    @Test
    void whatIsSomethingElseIsRefused() throws Exception {
        for (var content : List.of(
                "",
                "PK",
                "%PDF-1.7",
                "7z\u00BC\u00AF'\u001C",
                "<html><script>alert(1)</script>",
                "age-encryption.org/v1\n-> X25519 x\n")) {
            refused(Files.write(home.resolve("file"), content.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static void refused(Path file) {
        var began = System.nanoTime();
        assertThatThrownBy(() -> new Reading(file, null).check()).isInstanceOf(KeepRefused.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(3));
    }

    private Path zip(Filling filling) throws IOException {
        var file = home.resolve("file");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            filling.fill(zip);
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void zeros(ZipOutputStream zip, int megabytes) throws IOException {
        var megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (var n = 0; n < megabytes; n++) {
            zip.write(megabyte);
        }
    }
}
