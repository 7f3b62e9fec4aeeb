package parvis.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
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
import parvis.text.LanguageGuess;

/**
 * Does a sentence of an answer find the question that it answers, among the questions of a site (Stack Exchange, CC BY-SA)? Only
 * questions are in the index: their answers would find themselves. {@code java … parvis.search.AskersMeasure}
 */
final class AskersMeasure {
    static final Path SITE = Path.of("../shared/data/forums/se_french_meta/Posts.xml");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final int SENTENCES = 3;
    private static final int FEWEST_WORDS = 8;

    record Figures(int passages, int found, int right) {
        /** A duplicate of the question counts as wrong: this is a lower bound. */
        double precision() {
            return right / (double) Math.max(1, found);
        }

        double recall() {
            return right / (double) passages;
        }
    }

    private AskersMeasure() {}

    public static void main(String[] arguments) throws IOException {
        var figures = figures();
        System.out.printf(
                Locale.ROOT,
                "%d sentences of answers: %d conversations found, of which %d the very one: precision %.2f, recall %.3f%n",
                figures.passages(),
                figures.found(),
                figures.right(),
                figures.precision(),
                figures.recall());
    }

    static Figures figures() throws IOException {
        var brand = new BrandId(new UUID(0, 1));
        var questions = new LinkedHashMap<String, UUID>();
        var answers = new ArrayList<Map<String, String>>();
        try (var directory = new ByteBuffersDirectory()) {
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(Index.analyzer()))) {
                for (var line : Files.readAllLines(SITE)) {
                    var post = post(line);
                    switch (post.getOrDefault("PostTypeId", "")) {
                        case "1" -> {
                            var id = new UUID(0, questions.size() + 1L);
                            questions.put(post.getOrDefault("Id", ""), id);
                            writer.addDocument(question(brand, id, post));
                        }
                        case "2" -> answers.add(post);
                        default -> {}
                    }
                }
            }
            try (var reader = DirectoryReader.open(directory)) {
                return asked(new IndexSearcher(reader), brand, questions, answers);
            }
        }
    }

    private static Figures asked(
            IndexSearcher searcher, BrandId brand, Map<String, UUID> questions, List<Map<String, String>> answers)
            throws IOException {
        int passages = 0;
        int found = 0;
        int right = 0;
        for (var answer : answers) {
            var own = questions.get(answer.getOrDefault("ParentId", ""));
            for (var sentence : sentences(text(answer))) {
                var askers = Askers.of(searcher, brand, sentence, Fields.DESK);
                passages++;
                found += askers.size();
                right += (int) askers.stream()
                        .filter(one -> one.conversation().equals(own))
                        .count();
            }
        }
        return new Figures(passages, found, right);
    }

    private static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        for (var sentence : text.split("(?<=[.!?])\\s+")) {
            if (!sentence.contains("?") && sentence.split(" ").length >= FEWEST_WORDS && sentences.size() < SENTENCES) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    private static Document question(BrandId brand, UUID id, Map<String, String> post) {
        var title = Parser.unescapeEntities(post.getOrDefault("Title", ""), false);
        var text = text(post);
        var language = Language.of(
                LanguageGuess.of(title + " " + text).map(Locale::getLanguage).orElse("fr"));
        var document = new Document();
        document.add(new StringField(Fields.ID, id.toString(), Field.Store.YES));
        document.add(new StringField(Fields.BRAND, brand.toString(), Field.Store.NO));
        document.add(new TextField(Fields.DESK.subject(language), title, Field.Store.NO));
        document.add(new TextField(Fields.DESK.body(language), text, Field.Store.NO));
        return document;
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
