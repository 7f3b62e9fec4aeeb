package parvis.file;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;

/** Plain ARGB pixels, row by row. Works on arrays alone: drawing through Java 2D would want fonts and a display's libraries. */
record Pixels(int width, int height, int[] argb) {

    private static final int FEW_COLOURS = 256;

    /** The same picture within a square of {@code side}, each pixel the mean of what it covers; never enlarged. */
    Pixels within(int side) {
        int longest = Math.max(width, height);
        if (longest <= side) {
            return this;
        }
        int w = Math.max(1, (int) Math.round((double) width * side / longest));
        int h = Math.max(1, (int) Math.round((double) height * side / longest));
        var small = new int[w * h];
        var sums = new float[4 * w];
        double tall = (double) height / h;
        for (int y = 0; y < h; y++) {
            Arrays.fill(sums, 0);
            double top = y * tall;
            double bottom = Math.min(height, top + tall);
            for (int row = (int) top; row < bottom; row++) {
                addRow(row, (float) (Math.min(row + 1, bottom) - Math.max(row, top)), w, sums);
            }
            for (int x = 0; x < w; x++) {
                small[y * w + x] = mean(sums, 4 * x, (float) ((double) width / w * (bottom - top)));
            }
        }
        return new Pixels(w, h, small);
    }

    private void addRow(int row, float weight, int w, float[] sums) {
        double wide = (double) width / w;
        for (int x = 0; x < w; x++) {
            double left = x * wide;
            double right = Math.min(width, left + wide);
            for (int column = (int) left; column < right; column++) {
                int pixel = argb[row * width + column];
                float covered = weight * (float) (Math.min(column + 1, right) - Math.max(column, left));
                float opaque = covered * (pixel >>> 24); // colours count as much as they are seen
                sums[4 * x] += opaque;
                sums[4 * x + 1] += opaque * (pixel >> 16 & 0xFF);
                sums[4 * x + 2] += opaque * (pixel >> 8 & 0xFF);
                sums[4 * x + 3] += opaque * (pixel & 0xFF);
            }
        }
    }

    private static int mean(float[] sums, int at, float area) {
        float opaque = sums[at];
        if (opaque <= 0) {
            return 0;
        }
        return Math.min(255, Math.round(opaque / area)) << 24
                | Math.min(255, Math.round(sums[at + 1] / opaque)) << 16
                | Math.min(255, Math.round(sums[at + 2] / opaque)) << 8
                | Math.min(255, Math.round(sums[at + 3] / opaque));
    }

    Pixels upright(Orientation orientation) {
        int w = orientation.swapped() ? height : width;
        int h = orientation.swapped() ? width : height;
        var turned = new int[w * h];
        for (int y = 0; y < h; y++) {
            int fromY = orientation.fromBottom() ? h - 1 - y : y;
            for (int x = 0; x < w; x++) {
                int fromX = orientation.fromRight() ? w - 1 - x : x;
                turned[y * w + x] = orientation.swapped() ? argb[fromX * width + fromY] : argb[fromY * width + fromX];
            }
        }
        return new Pixels(w, h, turned);
    }

    boolean isSeeThrough() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return true;
            }
        }
        return false;
    }

    /** A drawing or a screenshot rather than a photograph. */
    boolean hasFewColours() {
        var colours = new HashSet<Integer>();
        for (int pixel : argb) {
            if (colours.add(pixel) && colours.size() > FEW_COLOURS) {
                return false;
            }
        }
        return true;
    }

    BufferedImage image(boolean seeThrough) {
        var image =
                new BufferedImage(width, height, seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }
}
