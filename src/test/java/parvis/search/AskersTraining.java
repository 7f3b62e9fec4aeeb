package parvis.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import parvis.search.AskersMeasure.Trial;

/**
 * Learns the weights of {@link Evidence}: a logistic regression on the tuning drafts of the demo's year and on the site, whose
 * passages are many and weigh less each. {@code java … parvis.search.AskersTraining [write]}; first it says what five parts learned
 * from the other four would find.
 */
final class AskersTraining {
    private static final Path WEIGHTS = Path.of("src/main/resources/search/askers.weights");
    private static final int PARTS = 5;
    private static final int ROUNDS = 15;
    private static final double HELD_BACK = 1;

    /** @param part passages of a part are learned from, or judged, together */
    private record Row(double[] features, boolean isRight, int part, double counts, String source) {}

    private AskersTraining() {}

    public static void main(String[] arguments) throws IOException {
        var rows = new ArrayList<Row>();
        try (var year = AskersMeasure.yearTrial("tuning")) {
            add("year", year, 8, rows);
        }
        for (var withAnswers : List.of(false, true)) {
            for (var trial : AskersMeasure.siteTrials(withAnswers)) {
                try (trial) {
                    add(withAnswers ? "site with answers" : "site", trial, withAnswers ? 1 : 0.5, rows);
                }
            }
        }
        judge(rows);
        var weights = learn(rows, -1);
        if (arguments.length > 0) {
            var lines = new ArrayList<>(
                    List.of("# The weights of parvis.search.Evidence; made by parvis.search.AskersTraining write"));
            for (int i = 0; i < weights.length; i++) {
                lines.add((i < Evidence.NAMES.length ? Evidence.NAMES[i] : "all")
                        + String.format(Locale.ROOT, " %.3f", weights[i]));
            }
            Files.write(WEIGHTS, lines);
        }
    }

    private static void add(String source, Trial trial, double counts, List<Row> rows) throws IOException {
        int passage = 0;
        for (var told : trial.told()) {
            passage++;
            var searcher = trial.searcher();
            for (var language : Askers.languages(told.passage())) {
                var words = PassageWords.of(searcher, told.passage(), Fields.DESK, language);
                for (var leaf : searcher.getIndexReader().leaves()) {
                    var documents = Askers.candidates(leaf, AskersMeasure.BRAND, words);
                    var evidence = Evidence.of(leaf.reader(), documents, words);
                    for (int i = 0; i < documents.length; i++) {
                        var id = java.util.UUID.fromString(searcher.storedFields()
                                .document(leaf.docBase + documents[i])
                                .get(Fields.ID));
                        rows.add(new Row(
                                evidence[i].features(),
                                told.truth().contains(id),
                                (passage / 5) % PARTS,
                                counts,
                                source));
                    }
                }
            }
        }
    }

    private static void judge(List<Row> rows) {
        record Judged(double likely, Row row) {}
        var judged = new ArrayList<Judged>();
        for (int part = 0; part < PARTS; part++) {
            var weights = learn(rows, part);
            for (var row : rows) {
                if (row.part() == part) {
                    judged.add(new Judged(Evidence.likelihood(row.features(), weights), row));
                }
            }
        }
        judged.sort(Comparator.comparingDouble(Judged::likely).reversed());
        for (var source : List.of("year", "site", "site with answers")) {
            for (double least = 0.3; least < 0.95; least += 0.1) {
                int found = 0;
                int right = 0;
                for (var one : judged) {
                    if (one.likely() >= least && one.row().source().equals(source)) {
                        found++;
                        right += one.row().isRight() ? 1 : 0;
                    }
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s, likely from %.1f: %d found, %d right (%.2f)%n",
                        source,
                        least,
                        found,
                        right,
                        right / (double) Math.max(1, found));
            }
        }
    }

    /** Newton's method; what is known of a weight beforehand is that it is small. */
    private static double[] learn(List<Row> rows, int without) {
        var size = Evidence.NAMES.length + 1;
        var scale = scale(rows);
        var weights = new double[size];
        for (int round = 0; round < ROUNDS; round++) {
            var slope = new double[size];
            var bend = new double[size][size];
            for (var row : rows) {
                if (row.part() != without) {
                    var likely = Evidence.likelihood(row.features(), weights);
                    var wrong = row.counts() * (likely - (row.isRight() ? 1 : 0));
                    var doubt = row.counts() * likely * (1 - likely);
                    for (int i = 0; i < size; i++) {
                        var one = i < size - 1 ? row.features()[i] : 1;
                        slope[i] += wrong * one;
                        for (int j = 0; j <= i; j++) {
                            bend[i][j] += doubt * one * (j < size - 1 ? row.features()[j] : 1);
                        }
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                var held = (i < size - 1 ? HELD_BACK : 1e-6) * scale[i] * scale[i];
                slope[i] += held * weights[i];
                bend[i][i] += held + 1e-9;
                for (int j = 0; j < i; j++) {
                    bend[j][i] = bend[i][j];
                }
            }
            var step = solve(bend, slope);
            for (int i = 0; i < size; i++) {
                weights[i] -= step[i];
            }
        }
        return weights;
    }

    /** How far each feature spreads, so that all are held back alike. */
    private static double[] scale(List<Row> rows) {
        var size = Evidence.NAMES.length + 1;
        var scale = new double[size];
        for (int i = 0; i < size - 1; i++) {
            var at = i;
            var mean = rows.stream()
                    .mapToDouble(row -> row.features()[at])
                    .average()
                    .orElse(0);
            scale[i] = Math.sqrt(rows.stream()
                    .mapToDouble(row -> Math.pow(row.features()[at] - mean, 2))
                    .average()
                    .orElse(1));
        }
        scale[size - 1] = 1;
        return scale;
    }

    /** By Gauss, with the greatest in its column above. */
    private static double[] solve(double[][] left, double[] right) {
        var size = right.length;
        for (int column = 0; column < size; column++) {
            var best = column;
            for (int row = column + 1; row < size; row++) {
                best = Math.abs(left[row][column]) > Math.abs(left[best][column]) ? row : best;
            }
            var swapped = left[best];
            left[best] = left[column];
            left[column] = swapped;
            var value = right[best];
            right[best] = right[column];
            right[column] = value;
            for (int row = column + 1; row < size; row++) {
                var share = left[row][column] / left[column][column];
                for (int i = column; i < size; i++) {
                    left[row][i] -= share * left[column][i];
                }
                right[row] -= share * right[column];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int i = row + 1; i < size; i++) {
                right[row] -= left[row][i] * right[i];
            }
            right[row] /= left[row][row];
        }
        return right;
    }
}
