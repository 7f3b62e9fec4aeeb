package parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import parvis.demo.Year;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Guard;

/**
 * How long a draft is read among very many conversations: those of the demo's year over and over, each with half of its words and
 * as many invented ones, as rare as those of a language. {@code java … parvis.search.AskersSpeed 100000}
 */
final class AskersSpeed {
    private static final int VOCABULARY = 50_000;
    private static final int DRAFTS = 100;
    private static final int SENTENCES = 10;

    private AskersSpeed() {}

    public static void main(String[] arguments) throws IOException {
        var most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var random = new Random(7);
        var year = Year.ofMaisonTilleul();
        var where = Files.createTempDirectory("askers");
        try (var directory = FSDirectory.open(where)) {
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(Index.analyzer()))) {
                for (int i = 0; i < most; i++) {
                    writer.addDocument(AskersMeasure.conversation(i, changed(year.get(i % year.size()), random)));
                }
            }
            try (var reader = DirectoryReader.open(directory)) {
                read(new IndexSearcher(reader), year, random);
            }
        }
        org.springframework.util.FileSystemUtils.deleteRecursively(where);
    }

    private static void read(IndexSearcher searcher, List<Year.Conversation> year, Random random) {
        Context.Asked asked = (text, before) -> {
            try {
                return Askers.of(searcher, AskersMeasure.BRAND, new Passage(text, before), Fields.DESK)
                        .size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        var answers = year.stream()
                .flatMap(one -> one.answered().stream())
                .flatMap(text -> Arrays.stream(text.split("(?<=[.!?])\\s+")))
                .filter(sentence -> sentence.split(" ").length > 5)
                .toList();
        var times = new ArrayList<Double>();
        int told = 0;
        for (int i = 0; i < 2 * DRAFTS; i++) {
            var text = new StringBuilder();
            for (int k = 0; k < SENTENCES; k++) {
                text.append(answers.get(random.nextInt(answers.size()))).append(' ');
            }
            var began = System.nanoTime();
            var found = Guard.read(Draft.of(text.toString()), Context.NONE.withAsked(asked));
            if (i >= DRAFTS) {
                times.add((System.nanoTime() - began) / 1e6);
                told += (int) found.stream()
                        .filter(one -> one.check() == parvis.guard.Check.USEFUL)
                        .count();
            }
        }
        times.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%d drafts of %d sentences, %d passages marked: median %.1f ms, longest of a hundred %.1f ms%n",
                DRAFTS,
                SENTENCES,
                told,
                times.get(DRAFTS / 2),
                times.get(DRAFTS - 1));
    }

    private static Year.Conversation changed(Year.Conversation one, Random random) {
        return new Year.Conversation(
                one.key(),
                one.language(),
                changed(one.subject(), random),
                "p" + random.nextInt(1_000_000),
                one.product(),
                one.asked().stream().map(text -> changed(text, random)).toList(),
                one.answered().stream().map(text -> changed(text, random)).toList());
    }

    private static String changed(String text, Random random) {
        var words = new StringBuilder();
        for (var word : text.split("\\s+")) {
            words.append(random.nextBoolean() ? word : invented(random)).append(' ');
        }
        return words.toString();
    }

    /** The n-th word as often as one in n. */
    private static String invented(Random random) {
        return "mot" + (int) Math.pow(VOCABULARY, random.nextDouble());
    }
}
