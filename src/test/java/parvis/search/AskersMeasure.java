package parvis.search;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import parvis.database.BrandId;
import parvis.demo.Year;
import parvis.text.LanguageGuess;

/**
 * Does a passage find the conversations that ask what it says? On the demo's year, with drafts and their truth in {@code
 * search/asked.txt}; and on a site of Stack Exchange (CC BY-SA), where sentences of answers are held against its questions, without
 * any answer and with the other answers (never the one that the sentence is from). {@code java … parvis.search.AskersMeasure}
 */
final class AskersMeasure {
    static final Path SITE = Path.of("../shared/data/forums/se_french_meta/Posts.xml");
    static final BrandId BRAND = new BrandId(new UUID(0, 1));

    private static final Path DRAFTS = Path.of("src/test/resources/search/asked.txt");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final int SENTENCES = 3;
    private static final int FEWEST_WORDS = 8;

    /** @param truth ids of the conversations that ask it */
    record Told(Passage passage, Set<UUID> truth) {}

    /** Conversations, and the passages that are held against them. */
    record Trial(ByteBuffersDirectory directory, DirectoryReader reader, List<Told> told) implements Closeable {
        IndexSearcher searcher() {
            return new IndexSearcher(reader);
        }

        @Override
        public void close() throws IOException {
            reader.close();
            directory.close();
        }
    }

    /**
     * @param true_ how many pairs of passage and conversation there are to find
     * @param counted of how many passages anything is found
     * @param within of how many of these half to twice as many as there are
     * @param marked of how many two conversations or more, so that they are told
     * @param markedWithin of how many of these half to twice as many as there are
     */
    record Figures(
            int passages, int true_, int found, int right, int counted, int within, int marked, int markedWithin) {
        /** On the site a duplicate of the question counts as wrong: this is a lower bound. */
        double precision() {
            return right / (double) Math.max(1, found);
        }

        double recall() {
            return right / (double) true_;
        }

        Figures and(Figures other) {
            return new Figures(
                    passages + other.passages,
                    true_ + other.true_,
                    found + other.found,
                    right + other.right,
                    counted + other.counted,
                    within + other.within,
                    marked + other.marked,
                    markedWithin + other.markedWithin);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d passages, %d askers: %d found, %d of them right: precision %.2f, recall %.3f; counted within a factor of two:"
                            + " %d of %d, of those that are marked %d of %d",
                    passages,
                    true_,
                    found,
                    right,
                    precision(),
                    recall(),
                    within,
                    counted,
                    markedWithin,
                    marked);
        }
    }

    private AskersMeasure() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("The demo's year, tuning: " + year("tuning"));
        System.out.println("The demo's year, later: " + year("later"));
        System.out.println("Stack Exchange, questions alone: " + site(false));
        System.out.println("Stack Exchange, with other answers: " + site(true));
    }

    static Figures year(String half) throws IOException {
        try (var trial = yearTrial(half)) {
            return figures(trial);
        }
    }

    static Figures site(boolean withAnswers) throws IOException {
        var all = new Figures(0, 0, 0, 0, 0, 0, 0, 0);
        for (var trial : siteTrials(withAnswers)) {
            try (trial) {
                all = all.and(figures(trial));
            }
        }
        return all;
    }

    static Figures figures(Trial trial) throws IOException {
        int truth = 0;
        int found = 0;
        int right = 0;
        int counted = 0;
        int within = 0;
        int marked = 0;
        int markedWithin = 0;
        for (var told : trial.told()) {
            var askers = Askers.of(trial.searcher(), BRAND, told.passage(), Fields.DESK);
            var hits = (int) askers.stream()
                    .filter(one -> told.truth().contains(one.conversation()))
                    .count();
            truth += told.truth().size();
            found += askers.size();
            right += hits;
            var isWithin = 2 * askers.size() >= told.truth().size()
                    && askers.size() <= 2 * told.truth().size();
            counted += askers.isEmpty() ? 0 : 1;
            within += !askers.isEmpty() && isWithin ? 1 : 0;
            marked += askers.size() >= 2 ? 1 : 0;
            markedWithin += askers.size() >= 2 && isWithin ? 1 : 0;
        }
        return new Figures(trial.told().size(), truth, found, right, counted, within, marked, markedWithin);
    }

    static Trial yearTrial(String half) throws IOException {
        var ids = new HashMap<String, UUID>();
        var documents = new ArrayList<Document>();
        for (var one : Year.ofMaisonTilleul()) {
            var id = new UUID(0, ids.size() + 1L);
            ids.put(one.key(), id);
            documents.add(conversation(ids.size(), one));
        }
        return trial(documents, drafts(half, ids));
    }

    /** @param number by which it is known, from one on */
    static Document conversation(int number, Year.Conversation one) {
        var language = Language.of(one.language());
        return document(
                new UUID(0, number),
                one.asker(),
                language,
                one.subject(),
                one.product(),
                one.asked(),
                Map.of(language, one.answered()));
    }

    private static List<Told> drafts(String half, Map<String, UUID> ids) throws IOException {
        var told = new ArrayList<Told>();
        var isWanted = false;
        var before = new ArrayList<String>();
        for (var line : Files.readAllLines(DRAFTS)) {
            if (line.startsWith("== ")) {
                var head = line.substring(3).split(" \\| ");
                isWanted = head[0].equals(half);
                before.clear();
                before.add(head[2]);
            } else if (isWanted && !line.startsWith("#") && !line.isBlank()) {
                var parts = line.split(" \\| ");
                var truth = new HashSet<UUID>();
                for (var key : parts.length < 2 ? List.<String>of() : Arrays.asList(parts[1].split(" "))) {
                    truth.add(java.util.Objects.requireNonNull(ids.get(key), key));
                }
                told.add(new Told(new Passage(parts[0], before(before)), truth));
                before.add(parts[0]);
            }
        }
        return told;
    }

    /** As the guard gives it: the first and the last two. */
    private static String before(List<String> sentences) {
        var before = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            if (i == 0 || i >= sentences.size() - 2) {
                before.append(sentences.get(i)).append('\n');
            }
        }
        return before.toString();
    }

    /** With answers, one for each rank of an answer: those of this rank are held against the others. */
    static List<Trial> siteTrials(boolean withAnswers) throws IOException {
        var questions = new LinkedHashMap<String, Map<String, String>>();
        var answers = new HashMap<String, List<String>>();
        for (var line : Files.readAllLines(SITE)) {
            var post = post(line);
            switch (post.getOrDefault("PostTypeId", "")) {
                case "1" -> questions.put(post.getOrDefault("Id", ""), post);
                case "2" ->
                    answers.computeIfAbsent(post.getOrDefault("ParentId", ""), unknown -> new ArrayList<>())
                            .add(text(post));
                default -> {}
            }
        }
        var ranks = answers.values().stream().mapToInt(List::size).max().orElse(0);
        var trials = new ArrayList<Trial>();
        for (int rank = 0; rank < (withAnswers ? ranks : 1); rank++) {
            var documents = new ArrayList<Document>();
            var told = new ArrayList<Told>();
            for (var question : questions.entrySet()) {
                var id = new UUID(0, documents.size() + 1L);
                var own = answers.getOrDefault(question.getKey(), List.of());
                var others = new HashMap<Language, List<String>>();
                for (int i = 0; i < own.size(); i++) {
                    if (!withAnswers || i == rank) {
                        told.addAll(sentences(own.get(i), id));
                    } else {
                        others.computeIfAbsent(language(own.get(i)), unknown -> new ArrayList<>())
                                .add(own.get(i));
                    }
                }
                var post = question.getValue();
                var title = Parser.unescapeEntities(post.getOrDefault("Title", ""), false);
                var text = text(post);
                documents.add(document(
                        id,
                        post.getOrDefault("OwnerUserId", ""),
                        language(title + " " + text),
                        title,
                        "",
                        List.of(text),
                        others));
            }
            trials.add(trial(documents, told));
        }
        return trials;
    }

    private static List<Told> sentences(String answer, UUID own) {
        var told = new ArrayList<Told>();
        var before = new ArrayList<String>();
        for (var sentence : answer.split("(?<=[.!?])\\s+")) {
            if (!sentence.contains("?") && sentence.split(" ").length >= FEWEST_WORDS && told.size() < SENTENCES) {
                told.add(new Told(new Passage(sentence, before(before)), Set.of(own)));
            }
            before.add(sentence);
        }
        return told;
    }

    private static Trial trial(List<Document> documents, List<Told> told) {
        try {
            var directory = new ByteBuffersDirectory();
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(Index.analyzer()))) {
                writer.addDocuments(documents);
            }
            return new Trial(directory, DirectoryReader.open(directory), told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(
            UUID id,
            String asker,
            Language language,
            String subject,
            String product,
            List<String> asked,
            Map<Language, List<String>> answered) {
        var document = new Document();
        document.add(new StringField(Fields.ID, id.toString(), Field.Store.YES));
        document.add(new StringField(Fields.BRAND, BRAND.toString(), Field.Store.NO));
        document.add(new StoredField(Fields.ASKER, asker));
        document.add(new TextField(Fields.DESK.subject(language), subject, Field.Store.NO));
        document.add(new TextField(Fields.DESK.asked(language), subject, Field.Store.NO));
        if (!product.isEmpty()) {
            document.add(new TextField(Fields.DESK.product(), product, Field.Store.NO));
        }
        asked.forEach(text -> document.add(new TextField(Fields.DESK.asked(language), text, Field.Store.NO)));
        answered.forEach((spoken, texts) ->
                texts.forEach(text -> document.add(new TextField(Fields.DESK.answered(spoken), text, Field.Store.NO))));
        return document;
    }

    private static Language language(String text) {
        return Language.of(LanguageGuess.of(text).map(Locale::getLanguage).orElse("fr"));
    }

    private static String text(Map<String, String> post) {
        return Jsoup.parse(Parser.unescapeEntities(post.getOrDefault("Body", ""), false))
                .text();
    }

    private static Map<String, String> post(String line) {
        var attributes = new HashMap<String, String>();
        var found = ATTRIBUTE.matcher(line);
        while (found.find()) {
            attributes.put(found.group(1), found.group(2));
        }
        return attributes;
    }
}
