package parvis.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A logistic regression over {@link Grams}, one byte a weight.
 *
 * <p>Our own because the sum is that simple, and its model a tenth of a megabyte.
 */
final class Logistic {
    private final int bits;
    private final float bias;
    private final float scale;
    private final byte[] weights;

    private Logistic(int bits, float bias, float scale, byte[] weights) {
        this.bits = bits;
        this.bias = bias;
        this.scale = scale;
        this.weights = weights;
    }

    /** Rounds learned weights to bytes. */
    static Logistic of(int bits, float bias, float[] learned) {
        float most = 0;
        for (var weight : learned) {
            most = Math.max(most, Math.abs(weight));
        }
        var scale = most == 0 ? 1 : most / Byte.MAX_VALUE;
        var weights = new byte[learned.length];
        for (int i = 0; i < learned.length; i++) {
            weights[i] = (byte) Math.round(learned[i] / scale);
        }
        return new Logistic(bits, bias, scale, weights);
    }

    static Logistic read(String resource) {
        try (InputStream stream = Objects.requireNonNull(Logistic.class.getResourceAsStream(resource), resource);
                var data = new DataInputStream(stream)) {
            var bits = data.readInt();
            var bias = data.readFloat();
            var scale = data.readFloat();
            return new Logistic(bits, bias, scale, data.readNBytes(1 << bits));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(OutputStream to) throws IOException {
        var data = new DataOutputStream(to);
        data.writeInt(bits);
        data.writeFloat(bias);
        data.writeFloat(scale);
        data.write(weights);
        data.flush();
    }

    /** How likely, from 0 to 1. */
    double of(String folded) {
        return of(Grams.of(Grams.words(folded), bits));
    }

    /** How likely, of features numbered below its size. */
    double of(int[] features) {
        double sum = bias;
        for (var feature : features) {
            sum += weight(feature);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** In log odds. */
    double weight(int feature) {
        return scale * weights[feature];
    }
}
