package parvis.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/**
 * What one conversation holds of a passage, and how likely it is that it asks what the passage says: a logistic regression whose
 * weights ({@code search/askers.weights}) were learned by {@code parvis.search.AskersTraining} (test classes).
 */
final class Evidence {
    /** In the order of {@link #features}. */
    static final String[] NAMES = {
        "asked", // rarity of the passage's words in the question, of that of a word which one conversation holds
        "answered", // of those in what was answered
        "subject", // of those in the subject
        "either", // of those in one or the other
        "asked-before", // of the words before the passage, in the question
        "subject-before", // of those in the subject
        "share-asked", // of the passage's weight, how much stands in the question
        "share-answered",
        "share-either",
        "of-subject", // of the subject's weight, how much the passage holds
        "of-subject-before", // how much what stands before it holds
        "product", // whether the conversation's product is named
        "length-asked", // of the question, in words, as a logarithm
        "length-answered",
        "strongest-asked", // the weight of the rarest word in the question
        "strongest-answered"
    };

    /** A weight that every passage has besides its words, so that two words in common are not all of a short one. */
    private static final double BESIDES = 0.5;
    /** Where a word's weight reaches half of what it can: what many ask is not drowned by what one person says. */
    private static final double HALF = 3;

    private static final double[] WEIGHTS = weights();

    private double asked;
    private double answered;
    private double subject;
    private double either;
    private double askedBefore;
    private double subjectBefore;
    private double weightAsked;
    private double weightAnswered;
    private double weightEither;
    private double weightSubject;
    private double weightSubjectBefore;
    private double strongestAsked;
    private double strongestAnswered;
    private int wordsOfSubject;
    private int namesOfProduct;
    private int lengthAsked;
    private int lengthAnswered;
    private int lengthSubject;
    private int lengthProduct;
    private final double whole;
    private final double rarest;

    private Evidence(PassageWords sought) {
        this.whole = BESIDES
                + sought.words().values().stream().mapToDouble(Evidence::weight).sum();
        this.rarest = sought.rarest();
    }

    /** Of each of these documents, which are in order. */
    static Evidence[] of(LeafReader reader, int[] documents, PassageWords sought) throws IOException {
        var all = new Evidence[documents.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Evidence(sought);
        }
        for (var word : sought.words().entrySet()) {
            var inAsked = reader.postings(sought.asked(word.getKey()), PostingsEnum.NONE);
            var inAnswered = reader.postings(sought.answered(word.getKey()), PostingsEnum.NONE);
            var inSubject = reader.postings(sought.subject(word.getKey()), PostingsEnum.NONE);
            for (int i = 0; i < all.length; i++) {
                var isAsked = isAt(inAsked, documents[i]);
                all[i].holds(
                        word.getValue(),
                        isAsked,
                        isAt(inAnswered, documents[i]),
                        isAsked && isAt(inSubject, documents[i]));
            }
        }
        for (var word : sought.before().entrySet()) {
            var inAsked = reader.postings(sought.asked(word.getKey()), PostingsEnum.NONE);
            var inSubject = reader.postings(sought.subject(word.getKey()), PostingsEnum.NONE);
            for (int i = 0; inAsked != null && i < all.length; i++) {
                if (isAt(inAsked, documents[i])) {
                    all[i].holdsBefore(word.getValue(), isAt(inSubject, documents[i]));
                }
            }
        }
        for (var word : sought.plain()) {
            var inProduct = reader.postings(new Term(sought.side().product(), word), PostingsEnum.NONE);
            for (int i = 0; inProduct != null && i < all.length; i++) {
                all[i].namesOfProduct += isAt(inProduct, documents[i]) ? 1 : 0;
            }
        }
        lengths(reader, documents, sought, all);
        return all;
    }

    private static void lengths(LeafReader reader, int[] documents, PassageWords sought, Evidence[] all)
            throws IOException {
        var asked = reader.getNormValues(sought.side().asked(sought.language()));
        var answered = reader.getNormValues(sought.side().answered(sought.language()));
        var subject = reader.getNormValues(sought.side().subject(sought.language()));
        var product = reader.getNormValues(sought.side().product());
        for (int i = 0; i < all.length; i++) {
            all[i].lengthAsked = length(asked, documents[i]);
            all[i].lengthAnswered = length(answered, documents[i]);
            all[i].lengthSubject = length(subject, documents[i]);
            all[i].lengthProduct = length(product, documents[i]);
        }
    }

    private void holds(double rarity, boolean isAsked, boolean isAnswered, boolean isSubject) {
        var weight = weight(rarity);
        if (isAsked) {
            asked += rarity;
            weightAsked += weight;
            strongestAsked = Math.max(strongestAsked, weight);
        }
        if (isAnswered) {
            answered += rarity;
            weightAnswered += weight;
            strongestAnswered = Math.max(strongestAnswered, weight);
        }
        if (isAsked || isAnswered) {
            either += rarity;
            weightEither += weight;
        }
        if (isSubject) {
            subject += rarity;
            weightSubject += weight;
            wordsOfSubject++;
        }
    }

    private void holdsBefore(double rarity, boolean isSubject) {
        askedBefore += rarity;
        if (isSubject) {
            subjectBefore += rarity;
            weightSubjectBefore += weight(rarity);
            wordsOfSubject++;
        }
    }

    double[] features() {
        // words of the subject that the draft does not hold are taken for rare
        var ofSubject = weightSubject
                + weightSubjectBefore
                + Math.max(0, lengthSubject - wordsOfSubject) * weight(rarest)
                + BESIDES / 2;
        return new double[] {
            asked / rarest,
            answered / rarest,
            subject / rarest,
            either / rarest,
            askedBefore / rarest,
            subjectBefore / rarest,
            weightAsked / whole,
            weightAnswered / whole,
            weightEither / whole,
            weightSubject / ofSubject,
            weightSubjectBefore / ofSubject,
            lengthProduct > 0 && namesOfProduct >= lengthProduct ? 1 : 0,
            Math.log1p(lengthAsked),
            Math.log1p(lengthAnswered),
            strongestAsked,
            strongestAnswered
        };
    }

    double likelihood() {
        return likelihood(features(), WEIGHTS);
    }

    /** @param weights of the features, and what is added to all at their end */
    static double likelihood(double[] features, double[] weights) {
        double sum = weights[features.length];
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * features[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private static double weight(double rarity) {
        return rarity / (rarity + HALF);
    }

    static boolean isAt(@Nullable PostingsEnum postings, int document) throws IOException {
        if (postings == null) {
            return false;
        }
        return (postings.docID() < document ? postings.advance(document) : postings.docID()) == document;
    }

    /** How many words a field has, as similarities keep it: exact up to forty, then nearly. */
    private static int length(@Nullable NumericDocValues lengths, int document) throws IOException {
        return lengths != null && lengths.advanceExact(document)
                ? SmallFloat.byte4ToInt((byte) lengths.longValue())
                : 0;
    }

    private static double[] weights() {
        var weights = new double[NAMES.length + 1];
        var read = read();
        for (int i = 0; i < NAMES.length; i++) {
            weights[i] = read.getOrDefault(NAMES[i], 0.0);
        }
        weights[NAMES.length] = read.getOrDefault("all", 0.0);
        return weights;
    }

    private static Map<String, Double> read() {
        var name = "/search/askers.weights";
        try (var stream = Objects.requireNonNull(Evidence.class.getResourceAsStream(name), name);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> Double.parseDouble(parts[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
