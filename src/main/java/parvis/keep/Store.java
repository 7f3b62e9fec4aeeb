package parvis.keep;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import parvis.file.Sha256;

/** The directory of {@link parvis.file}'s store, as it lies on the disk: {@code ab/cd/abcd…}. */
final class Store {
    static final Pattern SHELF = Pattern.compile("[0-9a-f]{2}");
    static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private Store() {}

    static String entry(String name) {
        return "files/" + name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name;
    }

    static List<Path> sorted(Path directory, Pattern names) throws IOException {
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                if (names.matcher(entry.getFileName().toString()).matches()
                        && !Files.isSymbolicLink(entry)
                        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) == (names == SHELF)) {
                    found.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    static String hash(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.begin())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.end(in.getMessageDigest());
        }
    }
}
