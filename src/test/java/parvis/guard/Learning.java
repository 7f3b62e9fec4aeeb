package parvis.guard;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Learns a {@link Logistic} by stochastic gradient with AdaGrad's steps; the same seed, the same model. */
final class Learning {
    record Example(String folded, boolean is) {}

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
}
