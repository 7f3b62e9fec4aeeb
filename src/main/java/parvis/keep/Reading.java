package parvis.keep;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import parvis.database.DatabaseFailure;
import parvis.file.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a backup from its beginning to its end, and believes nothing of it that does not fit its manifest. */
final class Reading {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_MANIFEST = 4 * 1024 * 1024;
    /** With which a ZIP file ends, when nothing was cut off: this, and our comment. */
    private static final byte[] END = {'P', 'K', 5, 6};

    private static final int END_LENGTH = 22 + "Parvis backup".length();

    private final Path file;
    private final @Nullable BackupKey key;

    Reading(Path file, @Nullable BackupKey key) {
        this.file = file;
        this.key = key;
    }

    /** Takes the content of an entry; what it leaves unread is read for it. */
    interface Taking {
        void take(String name, InputStream content) throws IOException;
    }

    /**
     * @return what it says about itself, which is true
     * @throws KeepRefused when it is not a whole backup, or the key does not open it
     */
    Manifest check() {
        return read((name, content) -> {});
    }

    Manifest read(Taking taking) {
        try (var raw = Sealed.reading(file, key);
                var tail = new Tail(raw)) {
            var manifest = entries(new ZipInputStream(tail), taking);
            tail.transferTo(OutputStream.nullOutputStream());
            if (!tail.endsWith(END, END_LENGTH)) {
                throw damaged("it ends too early");
            }
            return manifest;
        } catch (NoSuchFileException none) {
            throw new KeepRefused(KeepRefused.Reason.NO_SUCH_FILE, file.toString());
        } catch (Ours ours) {
            throw DatabaseFailure.of("Cannot write", ours.where, ours.why);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /** Something failed where the content goes, not where it comes from. */
    static final class Ours extends IOException {
        private final Path where;
        private final IOException why;

        Ours(Path where, IOException why) {
            super(why);
            this.where = where;
            this.why = why;
        }
    }

    boolean encrypted() {
        try {
            return Sealed.isEncrypted(file);
        } catch (IOException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private record Found(long bytes, String sha256) {}

    private Manifest entries(ZipInputStream zip, Taking taking) throws IOException {
        var tables = new HashMap<String, Found>();
        var names = Sha256.begin();
        var last = "";
        long files = 0;
        long bytes = 0;
        Manifest manifest = null;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (manifest != null) {
                throw damaged("something stands behind its manifest");
            }
            var name = entry.getName();
            if (name.equals("MANIFEST.json")) {
                manifest = manifest(zip);
                continue;
            }
            var content = new Measured(new DigestInputStream(new KeptOpen(zip), Sha256.begin()));
            taking.take(name, content);
            content.transferTo(OutputStream.nullOutputStream());
            var found = new Found(content.bytes, Sha256.end(content.digest.getMessageDigest()));
            if (name.startsWith("database/")) {
                if (tables.put(name, found) != null) {
                    throw damaged(name + " is there twice");
                }
            } else {
                var hash = name.substring(name.lastIndexOf('/') + 1);
                if (!Store.NAME.matcher(hash).matches()
                        || !name.equals(Store.entry(hash))
                        || !found.sha256.equals(hash)
                        || hash.compareTo(last) <= 0) {
                    throw damaged(name);
                }
                last = hash;
                names.update((hash + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                files++;
                bytes += found.bytes;
            }
        }
        if (manifest == null) {
            throw damaged("it has no manifest: it ends too early");
        }
        mustHoldWhatItSays(manifest, tables, new Manifest.FileList(files, bytes, Sha256.end(names)));
        return manifest;
    }

    private Manifest manifest(InputStream content) throws IOException {
        try {
            var text = content.readNBytes(LARGEST_MANIFEST);
            var format = JSON.readTree(text).path("format").asInt(0);
            if (format > Manifest.FORMAT) {
                throw new KeepRefused(KeepRefused.Reason.NEWER, file.toString());
            }
            return JSON.readValue(text, Manifest.class);
        } catch (JacksonException e) {
            throw damaged("its manifest cannot be read");
        }
    }

    private void mustHoldWhatItSays(Manifest manifest, Map<String, Found> tables, Manifest.FileList files) {
        var said = new HashSet<String>();
        for (var table : manifest.tables()) {
            said.add(table.entry());
            if (!new Found(table.bytes(), table.sha256()).equals(tables.get(table.entry()))) {
                throw damaged(table.entry());
            }
        }
        if (!said.equals(tables.keySet())) {
            throw damaged("it holds tables that its manifest does not name");
        }
        if (!files.equals(manifest.files())) {
            throw damaged("files are missing");
        }
    }

    private KeepRefused damaged(String how) {
        return new KeepRefused(KeepRefused.Reason.DAMAGED, file.toString(), how);
    }

    private static final class Measured extends FilterInputStream {
        private final DigestInputStream digest;
        private long bytes;

        Measured(DigestInputStream from) {
            super(from);
            this.digest = from;
        }

        @Override
        public int read() throws IOException {
            var one = in.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = in.read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }

    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream from) {
            super(from);
        }

        @Override
        public void close() {
            // the next entry comes from the same stream
        }
    }

    /** Remembers the last bytes that came through it. */
    private static final class Tail extends BufferedInputStream {
        private final byte[] last = new byte[64];
        private long seen;

        Tail(InputStream from) {
            super(from);
        }

        @Override
        public synchronized int read() throws IOException {
            var one = super.read();
            if (one >= 0) {
                last[(int) (seen++ % last.length)] = (byte) one;
            }
            return one;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            for (var i = Math.max(0, read - last.length); i < read; i++) {
                last[(int) ((seen + i) % last.length)] = into[offset + i];
            }
            seen += Math.max(0, read);
            return read;
        }

        boolean endsWith(byte[] word, int before) {
            if (seen < before) {
                return false;
            }
            for (var i = 0; i < word.length; i++) {
                if (last[(int) ((seen - before + i) % last.length)] != word[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
