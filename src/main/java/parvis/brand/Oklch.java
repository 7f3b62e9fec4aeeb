package parvis.brand;

/**
 * A colour by its lightness (0 to 1), chroma and hue in degrees, as Björn Ottosson defines OKLab
 * (https://bottosson.github.io/posts/oklab/) in polar form: equal steps of lightness look equal.
 */
record Oklch(double lightness, double chroma, double hue) {

    private static final double BODY = 0.10;

    static Oklch of(String hex) {
        double r = linear(hex, 1);
        double g = linear(hex, 3);
        double b = linear(hex, 5);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double bee = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return new Oklch(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                Math.hypot(a, bee),
                (Math.toDegrees(Math.atan2(bee, a)) + 360) % 360);
    }

    /** WCAG 2's relative luminance. */
    static double luminance(String hex) {
        return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
    }

    /** Lighter by so much, darker when negative; black and white are the ends. */
    Oklch lighter(double by) {
        return at(Math.clamp(lightness + by, 0, 1));
    }

    Oklch at(double otherLightness) {
        return new Oklch(otherLightness, chroma, hue);
    }

    /** A pale colour keeps its character in a darker shade only with a little more chroma; greys stay grey. */
    Oklch bodied() {
        return new Oklch(lightness, Math.max(chroma, Math.min(1.3 * chroma, BODY)), hue);
    }

    boolean isWithin() {
        return lightness > 0 && lightness < 1;
    }

    /** The nearest colour that a screen shows: where there is none so vivid, the same lightness and hue with less chroma. */
    String hex() {
        double low = 0;
        double high = chroma;
        if (!isShown(channels(chroma))) {
            for (int i = 0; i < 24; i++) {
                double middle = (low + high) / 2;
                if (isShown(channels(middle))) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            high = low;
        }
        var rgb = channels(high);
        return "#%02X%02X%02X".formatted(byteOf(rgb[0]), byteOf(rgb[1]), byteOf(rgb[2]));
    }

    /** Linear red, green and blue. */
    private double[] channels(double withChroma) {
        double a = withChroma * Math.cos(Math.toRadians(hue));
        double b = withChroma * Math.sin(Math.toRadians(hue));
        double l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        double m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        double s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static boolean isShown(double[] rgb) {
        for (double channel : rgb) {
            if (channel < -0.0005 || channel > 1.0005) {
                return false;
            }
        }
        return true;
    }

    private static double linear(String hex, int at) {
        double channel = Integer.parseInt(hex, at, at + 2, 16) / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static int byteOf(double linear) {
        double clamped = Math.clamp(linear, 0.0, 1.0);
        double channel = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * Math.pow(clamped, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * channel);
    }
}
