package parvis.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4's example

    @TempDir
    Path directory;

    private static InputStream words(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private List<Path> kept() throws IOException {
        try (var all = java.nio.file.Files.walk(directory)) {
            return all.filter(java.nio.file.Files::isRegularFile)
                    .map(directory::relativize)
                    .toList();
        }
    }

    @Test
    void aFileIsKeptUnderItsContentAndReadBack() throws IOException {
        var files = new Files(directory);
        assertThat(files.put(words("abc"), 100)).isEqualTo(new Stored(ABC, 3));
        assertThat(kept()).containsExactly(Path.of("ba", "78", ABC));
        try (var content = files.open(ABC).orElseThrow()) {
            assertThat(content).hasBinaryContent("abc".getBytes(UTF_8));
        }
    }

    @Test
    void theSameContentIsKeptOnce() throws IOException {
        var files = new Files(directory);
        files.put(words("abc"), 100);
        assertThat(new Files(directory).put(words("abc"), 100)).isEqualTo(new Stored(ABC, 3));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void manyAtOnceAreOneToo() throws IOException {
        var files = new Files(directory);
        var stored = IntStream.range(0, 64).parallel().mapToObj(i -> {
            try {
                return files.put(words("abc"), 100);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        assertThat(stored.distinct()).containsExactly(new Stored(ABC, 3));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void whatACrashLeftHalfWrittenIsReplaced() throws IOException {
        var place = directory.resolve("ba/78").resolve(ABC);
        java.nio.file.Files.createDirectories(place.getParent());
        java.nio.file.Files.writeString(place, "a");
        new Files(directory).put(words("abc"), 100);
        assertThat(place).hasContent("abc");
    }

    @Test
    void anEmptyFileAndALargeOneAreFiles() throws IOException {
        var files = new Files(directory);
        assertThat(files.put(words(""), 0).bytes()).isZero();
        var large = new byte[3_000_001];
        var stored = files.put(new ByteArrayInputStream(large), large.length);
        assertThat(stored.bytes()).isEqualTo(large.length);
        try (var content = files.open(stored.sha256()).orElseThrow()) {
            assertThat(content.readAllBytes()).isEqualTo(large);
        }
    }

    @Test
    void oneByteTooManyIsTooLargeAndNothingIsKept() throws IOException {
        var files = new Files(directory);
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> files.put(words("abcd"), 3))
                .satisfies(refused -> assertThat(refused.limit()).isEqualTo(3));
        assertThat(kept()).isEmpty();
    }

    @Test
    void anEndlessStreamIsNotReadToItsEnd() throws IOException {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        var files = new Files(directory);
        assertThatExceptionOfType(TooLarge.class).isThrownBy(() -> files.put(endless, 1_000_000));
        assertThat(kept()).isEmpty();
    }

    @Test
    void aCutTransferKeepsNothing() throws IOException {
        var cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        };
        var files = new Files(directory);
        assertThatIOException()
                .isThrownBy(() -> files.put(new SequenceInputStream(words("abc"), cut), 100))
                .withMessage("Connection reset")
                .isNotInstanceOf(DiskFull.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aFullDiskIsSaidSo() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(java.nio.file.Files.exists(full), "only Linux has a device that is always full");
        var files = new Files(directory, file -> FileChannel.open(full, StandardOpenOption.WRITE));
        assertThatExceptionOfType(DiskFull.class).isThrownBy(() -> files.put(words("abc"), 100));
        assertThat(kept()).isEmpty();
    }

    @Test
    void onlyHashesAreLookedFor() throws IOException {
        var files = new Files(directory.resolve("store"));
        java.nio.file.Files.writeString(directory.resolve("secret"), "x");
        for (var name : List.of(
                "",
                "../secret",
                "../../etc/passwd",
                "/etc/passwd",
                ABC + "/..",
                ABC.toUpperCase(Locale.ROOT),
                ABC + "\n",
                "\u0000",
                ABC)) {
            assertThat(files.open(name)).as(name).isEmpty();
        }
    }

    @Test
    void aSymbolicLinkLeadsNowhere() throws IOException {
        var store = directory.resolve("store");
        var outside = java.nio.file.Files.createDirectory(directory.resolve("outside"));
        var files = new Files(store);
        java.nio.file.Files.createSymbolicLink(store.resolve("ba"), outside);
        assertThatIOException().isThrownBy(() -> files.put(words("abc"), 100));
        try (var there = java.nio.file.Files.walk(outside)) {
            assertThat(there.filter(java.nio.file.Files::isRegularFile)).isEmpty();
        }
        var secret = java.nio.file.Files.writeString(directory.resolve("secret"), "x");
        var hash = "f".repeat(64);
        java.nio.file.Files.createDirectories(store.resolve("ff/ff"));
        java.nio.file.Files.createSymbolicLink(store.resolve("ff/ff").resolve(hash), secret);
        assertThatIOException().isThrownBy(() -> files.open(hash));
    }

    @Test
    void halfWrittenFilesOfYesterdayAreCleared() throws IOException {
        new Files(directory);
        var old = java.nio.file.Files.writeString(directory.resolve("arriving/old"), "x");
        var fresh = java.nio.file.Files.writeString(directory.resolve("arriving/fresh"), "x");
        java.nio.file.Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        new Files(directory);
        assertThat(old).doesNotExist();
        assertThat(fresh).as("somebody may be writing it now").exists();
    }

    /** What one process sweeps, another one puts anew that very moment: it is there afterwards, each time. */
    @Test
    void whatIsPutWhileAnotherProcessRemovesItIsThere() throws Exception {
        var here = new Files(directory);
        var there = new Files(directory);
        var place = directory.resolve("ba/78").resolve(ABC);
        var both = new CyclicBarrier(2);
        try (var sweeper = Executors.newSingleThreadExecutor()) {
            for (var round = 0; round < 400; round++) {
                here.put(words("abc"), 100);
                java.nio.file.Files.setLastModifiedTime(
                        place, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
                var swept = sweeper.submit(() -> {
                    both.await();
                    return there.remove(ABC, Instant.now().minus(Duration.ofDays(1)));
                });
                both.await();
                here.put(words("abc"), 100);
                swept.get();
                assertThat(place).as("after round " + round).hasContent("abc");
            }
        }
        assertThat(kept()).hasSize(1);
        assertThat(here.remove(ABC, Instant.now().plus(Duration.ofDays(1)))).isTrue();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatWasBeingRemovedWhenTheProgramDiedIsJudgedAgain() throws IOException {
        new Files(directory).put(words("abc"), 100);
        var place = directory.resolve("ba/78").resolve(ABC);
        java.nio.file.Files.move(place, directory.resolve("arriving/going-" + ABC + "-1"));
        var files = new Files(directory);
        assertThat(place).hasContent("abc");
        assertThat(kept()).hasSize(1);
        assertThat(files.remove(ABC, Instant.now().minus(Duration.ofHours(1))))
                .as("put a moment ago")
                .isFalse();
        assertThat(place).exists();
    }
}
