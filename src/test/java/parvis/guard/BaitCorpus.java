package parvis.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Posts of brands that do not exist, written for Parvis, each with its label: {@code bait:KIND} or {@code no:REASON}. The
 * rules for labelling are in docs/guard.md.
 */
final class BaitCorpus {
    static final Path DIRECTORY = Path.of("src/test/resources/guard");
    /** What was learned from. */
    static final List<String> LEARNED = List.of("a", "b", "c", "d", "e", "f", "g", "h", "j", "k", "l", "m", "p");
    /** What was never looked at while something could still be changed. */
    static final List<String> HELD_OUT = List.of("i", "n", "o");

    record Post(String sitting, String language, String label, String text) {
        boolean isBait() {
            return label.startsWith("bait:");
        }
    }

    private BaitCorpus() {}

    static List<Post> sitting(String name) {
        return Stream.of("fr", "en")
                .flatMap(language -> lines(DIRECTORY.resolve("bait-" + name + "-" + language + ".tsv"))
                        .map(line -> line.split("\t", 2))
                        .map(parts -> new Post(
                                name,
                                language,
                                parts[0],
                                Objects.requireNonNull(parts[1]).replace("\\n", "\n"))))
                .toList();
    }

    static List<Post> sittings(List<String> names) {
        return names.stream().flatMap(name -> sitting(name).stream()).toList();
    }

    static boolean isTold(Post post) {
        return !Bait.asked(Folded.of(post.text()).text()).isEmpty();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
