package parvis.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the product is written with, for the rules that no compiler knows. */
public final class Sources {
    public static final Path JAVA = Path.of("src/main/java/parvis");
    public static final Path TEMPLATES = Path.of("src/main/jte");
    public static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    public static final Path MESSAGES = Path.of("src/main/resources/messages");

    private Sources() {}

    /** @param path below the folder that it was found in */
    public record Source(String path, String text) {

        /** The first folder: a module, for Java and templates. */
        public String module() {
            return path.substring(0, Math.max(0, path.indexOf('/')));
        }

        public Stream<MatchResult> all(Pattern pattern) {
            return pattern.matcher(text).results();
        }

        /** A place in this file, as one looks for it. */
        public String at(MatchResult found) {
            var line = text.substring(0, found.start()).lines().count();
            return path + ":" + Math.max(1, line) + " " + found.group();
        }

        /** Where the pattern is found, as one looks for it. */
        public List<String> places(Pattern pattern) {
            return all(pattern).map(this::at).toList();
        }
    }

    public static List<Source> in(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(file -> read(folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path folder, Path file) {
        try {
            return new Source(folder.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
