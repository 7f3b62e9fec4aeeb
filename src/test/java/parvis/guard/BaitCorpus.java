package parvis.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Posts of brands that do not exist, written for Parvis, each with its label: {@code bait:KIND} or {@code no:REASON}. The
 * rules for labelling are in docs/guard.md.
 */
final class BaitCorpus {
    static final Path METRO = Path.of("../shared/data/posts/ratp");
    static final Path DIRECTORY = Path.of("src/test/resources/guard");
    /** What was learned from. */
    static final List<String> LEARNED = List.of(
            "a", "b", "c", "d", "e", "f", "g", "h", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "v", "x",
            "y");
    /** What was never looked at while something could still be changed. */
    static final List<String> HELD_OUT = List.of("i", "z");

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

    /** What a metro line published. */
    static List<String> metro(String line) throws IOException {
        return records(Files.readString(METRO.resolve("Ligne" + line + "_RATP.csv")));
    }

    /** What people write to those who help them. */
    static List<String> asked() throws IOException {
        var asked = new ArrayList<String>();
        for (var file : List.of("fr_wikit_training_dataset.csv", "fr_wikit_test_dataset.csv", "banking77_train.csv")) {
            var lines = Files.readAllLines(METRO.resolve("../../intents").resolve(file));
            for (int i = 1; i < lines.size(); i += file.startsWith("bank") ? 24 : 1) {
                var line = lines.get(i);
                var comma = line.lastIndexOf(',');
                if (comma > 0) {
                    asked.add(line.substring(0, comma).replace("\"", ""));
                }
            }
        }
        return asked;
    }

    /** The texts of a CSV of two columns, whose second may be quoted and run over lines. */
    private static List<String> records(String csv) {
        var records = new ArrayList<String>();
        var at = csv.indexOf('\n') + 1;
        while (at < csv.length()) {
            var comma = csv.indexOf(',', at) + 1;
            var text = new StringBuilder();
            int i = comma;
            if (csv.charAt(i) == '"') {
                for (i++;
                        i < csv.length()
                                && !(csv.charAt(i) == '"' && (i + 1 == csv.length() || csv.charAt(i + 1) != '"'));
                        i++) {
                    text.append(csv.charAt(i));
                    i += csv.charAt(i) == '"' ? 1 : 0;
                }
                i = csv.indexOf('\n', i);
            } else {
                i = csv.indexOf('\n', comma);
                text.append(csv, comma, i < 0 ? csv.length() : i);
            }
            records.add(text.toString());
            at = i < 0 ? csv.length() : i + 1;
        }
        return records;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
