package parvis.guard;

import java.awt.image.BufferedImage;

/**
 * How far a picture's dark tones are from its light ones: the contrast ratio of WCAG 2.2 (relative luminance of sRGB) between the
 * one hundredth that is darkest and the one that is lightest. Words on a ground, or a photograph in mist, that do not reach the 3
 * to 1 which success criterion 1.4.11 asks of what must be told apart, are hard to see for many.
 */
final class Contrast {
    static final double ENOUGH = 3;
    private static final int STEPS = 4_096;
    private static final double ENDS = 0.01;
    private static final double[] LINEAR = linear();

    private Contrast() {}

    /** From 1 for a flat picture to 21. */
    static double of(BufferedImage picture) {
        var counts = new long[STEPS];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var rgb = picture.getRGB(x, y);
                var luminance = 0.2126 * LINEAR[rgb >> 16 & 0xFF]
                        + 0.7152 * LINEAR[rgb >> 8 & 0xFF]
                        + 0.0722 * LINEAR[rgb & 0xFF];
                counts[(int) (luminance * (STEPS - 1))]++;
            }
        }
        var all = (long) picture.getWidth() * picture.getHeight();
        return (at(counts, (long) (all * (1 - ENDS))) + 0.05) / (at(counts, (long) (all * ENDS)) + 0.05);
    }

    private static double at(long[] counts, long rank) {
        long seen = 0;
        for (int step = 0; step < STEPS; step++) {
            seen += counts[step];
            if (seen > rank) {
                return step / (double) (STEPS - 1);
            }
        }
        return 1;
    }

    private static double[] linear() {
        var linear = new double[256];
        for (int i = 0; i < linear.length; i++) {
            var part = i / 255.0;
            linear[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return linear;
    }
}
