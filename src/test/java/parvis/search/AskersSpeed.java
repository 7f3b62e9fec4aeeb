package parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;
import parvis.demo.Year;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Guard;

/**
 * How long a draft is read among very many conversations, to its end and with the patience of a page: those of the demo's year over and over, each with half of its words and
 * as many invented ones, as rare as those of a language. {@code java … parvis.search.AskersSpeed 100000}
 */
final class AskersSpeed {
    private static final int VOCABULARY = 50_000;
    private static final int DRAFTS = 100;
    private static final int SENTENCES = 10;
    /** What a thread worked does not depend on who else uses the machine. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** As somebody's page waits. */
    private static final Duration PATIENCE = Duration.ofMillis(40);

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
                var searcher = new IndexSearcher(reader);
                read("to its end", searcher, year, new Random(8), null);
                read("with patience", searcher, year, new Random(9), PATIENCE);
            }
        }
        org.springframework.util.FileSystemUtils.deleteRecursively(where);
    }

    private static void read(
            String how,
            IndexSearcher searcher,
            List<Year.Conversation> year,
            Random random,
            @Nullable Duration patience) {
        var answers = year.stream()
                .flatMap(one -> one.answered().stream())
                .flatMap(text -> Arrays.stream(text.split("(?<=[.!?])\\s+")))
                .filter(sentence -> sentence.split(" ").length > 5)
                .toList();
        var times = new ArrayList<Double>();
        var worked = new ArrayList<Double>();
        int told = 0;
        for (int i = 0; i < 2 * DRAFTS; i++) {
            var text = new StringBuilder();
            for (int k = 0; k < SENTENCES; k++) {
                text.append(answers.get(random.nextInt(answers.size()))).append(' ');
            }
            var counting = new Counting();
            var began = System.nanoTime();
            Context.Asked asked = (words, before) -> {
                var passage = new Passage(words, before);
                if (patience == null) {
                    return askers(searcher, passage).size();
                }
                var known = counting.within(
                        patience.minusNanos(System.nanoTime() - began), () -> askers(searcher, passage));
                return known == null ? 0 : known.size();
            };
            var beganToWork = THREADS.getCurrentThreadCpuTime();
            var found = Guard.read(Draft.of(text.toString()), Context.NONE.withAsked(asked));
            counting.stop();
            if (i >= DRAFTS) {
                times.add((System.nanoTime() - began) / 1e6);
                worked.add((THREADS.getCurrentThreadCpuTime() - beganToWork) / 1e6);
                told += (int) found.stream()
                        .filter(one -> one.check() == parvis.guard.Check.USEFUL)
                        .count();
            }
        }
        times.sort(null);
        worked.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s: %d drafts of %d sentences, %d passages marked: median %.1f ms, longest of a hundred %.1f ms;"
                        + " the reading thread itself worked %.1f and %.1f ms%n",
                how,
                DRAFTS,
                SENTENCES,
                told,
                times.get(DRAFTS / 2),
                times.get(DRAFTS - 1),
                worked.get(DRAFTS / 2),
                worked.get(DRAFTS - 1));
    }

    private static List<Askers.Asker> askers(IndexSearcher searcher, Passage passage) {
        try {
            return Askers.of(searcher, AskersMeasure.BRAND, passage, Fields.DESK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
