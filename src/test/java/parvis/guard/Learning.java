package parvis.guard;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Learns a {@link Logistic} by stochastic gradient with AdaGrad's steps; the same seed, the same model. */
final class Learning {
    record Example(String folded, boolean is) {}

    private static final int STEPS = 150;

    private Learning() {}

    static Logistic logistic(List<Example> examples, int bits, int rounds, double hold) {
        var weights = new float[1 << bits];
        var squares = new float[1 << bits];
        double bias = 0;
        var grams = examples.stream()
                .map(example -> Grams.of(Grams.words(example.folded()), bits))
                .toList();
        var order = new java.util.ArrayList<>(
                IntStream.range(0, examples.size()).boxed().toList());
        var random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (var i : order) {
                double sum = bias;
                for (var gram : grams.get(i)) {
                    sum += weights[gram];
                }
                var error = (examples.get(i).is() ? 1 : 0) - 1 / (1 + Math.exp(-sum));
                bias += 0.01 * error;
                for (var gram : grams.get(i)) {
                    var slope = (float) (error - hold * weights[gram]);
                    squares[gram] += slope * slope;
                    weights[gram] += 0.2f * slope / ((float) Math.sqrt(squares[gram]) + 0.1f);
                }
            }
        }
        return Logistic.of(bits, (float) bias, weights);
    }

    /**
     * Weights of a logistic regression over features that a row has or has not; the last weight is the bias, which every row names.
     * Nesterov's accelerated gradient, with the inverse of the slope's steepest change for a step (power iteration).
     *
     * @param is 1 or 0 for each row
     * @param counted how much each row counts
     * @param held how much each weight is held to nothing
     */
    static void fit(int[][] rows, double[] is, double[] counted, double[] weights, double[] held) {
        var size = weights.length;
        var random = new Random(1);
        var direction = random.doubles(size).toArray();
        double most = 1;
        for (int i = 0; i < 12; i++) {
            var next = new double[size];
            for (int r = 0; r < rows.length; r++) {
                var value = counted[r] * sum(rows[r], direction);
                for (var column : rows[r]) {
                    next[column] += value;
                }
            }
            most = Math.sqrt(Arrays.stream(next).map(v -> v * v).sum());
            for (int j = 0; j < size; j++) {
                direction[j] = next[j] / most;
            }
        }
        var step = 1 / (0.25 * most * 1.05 + Arrays.stream(held).max().orElse(0));
        var ahead = weights.clone();
        double time = 1;
        for (int s = 0; s < STEPS; s++) {
            var slope = new double[size];
            for (int r = 0; r < rows.length; r++) {
                var error = counted[r] * (1 / (1 + Math.exp(-sum(rows[r], ahead))) - is[r]);
                for (var column : rows[r]) {
                    slope[column] += error;
                }
            }
            var nextTime = (1 + Math.sqrt(1 + 4 * time * time)) / 2;
            for (int j = 0; j < size; j++) {
                var next = ahead[j] - step * (slope[j] + held[j] * ahead[j]);
                ahead[j] = next + (time - 1) / nextTime * (next - weights[j]);
                weights[j] = next;
            }
            time = nextTime;
        }
    }

    static double sum(int[] row, double[] weights) {
        double sum = 0;
        for (var column : row) {
            sum += weights[column];
        }
        return sum;
    }
}
