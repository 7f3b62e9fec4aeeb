package parvis.brand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one colour that a brand gives, and what the house makes of it in both themes: a second shade eight points of
 * lightness away, a deep one that can be read on paper, and the ink to write on it.
 *
 * <p>Lightness is OKLCH's (Björn Ottosson, 2020), contrast is WCAG 2's. Text on the house colour has 4.5:1 at least: where
 * neither ink nor paper reaches that, the colour's lightness moves until one does and {@link #adjusted()} says so.
 */
public final class HouseColour {

    /** The colours of one theme, as {@code #RRGGBB}. */
    public record Theme(String house, String house2, String houseDeep, String houseInk) {
        /** Of the text on the house colour: WCAG 2's, from 4.5 to 21. */
        public double contrast() {
            return HouseColour.contrast(houseInk, house);
        }
    }

    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

    // From the design's table of colours.
    private static final String INK = "#1F272E";
    private static final String PAPER = "#FDFCFA";
    private static final String SUNK = "#EAE7DF"; // the darkest light surface: what is read there is read on all
    private static final String DARK_PAPER = "#1F262C"; // the lightest dark surface
    private static final String DARK_INK = "#ECE9E2";
    private static final Oklch BRICK = Oklch.of("#9C3119");

    private static final double READABLE = 4.5;
    private static final double STEP = 0.002;
    private static final double EIGHT_POINTS = 0.08;
    private static final double DARK_FACADE = 0.357; // the lightness of the design's own house in the dark theme
    private static final double CALM = 0.10;

    private final String hex;
    private final Theme light;
    private final Theme dark;
    private final boolean adjusted;
    private final String css;
    private final String hash;

    private HouseColour(String hex) {
        this.hex = hex;
        var given = Oklch.of(hex);
        var house = readable(given);
        this.adjusted = !house.equals(given);
        var shown = adjusted ? house.hex() : hex;
        var ink = ink(shown);
        var second = second(house, ink).bodied();
        this.light = new Theme(shown, second.hex(), readOn(SUNK, shown, 0), ink);
        var facade = new Oklch(DARK_FACADE, Math.min(0.71 * given.chroma(), CALM), given.hue());
        this.dark = new Theme(
                facade.hex(), facade.lighter(EIGHT_POINTS).hex(), readOn(DARK_PAPER, second.hex(), 1), DARK_INK);
        this.css = sheet(light, dark);
        this.hash = hash(css);
    }

    /** @throws IllegalArgumentException unless it reads {@code #DFE4AC}, {@code dfe4ac} or {@code #fff} */
    public static HouseColour of(String hex) {
        var match = HEX.matcher(hex.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("Not a colour such as #DFE4AC: " + hex);
        }
        var digits = match.group(1).toUpperCase(Locale.ROOT);
        return new HouseColour('#' + (digits.length() == 6 ? digits : digits.replaceAll(".", "$0$0")));
    }

    /** The colour as the brand gave it, {@code #RRGGBB}. */
    public String hex() {
        return hex;
    }

    public Theme light() {
        return light;
    }

    public Theme dark() {
        return dark;
    }

    /** The colour was moved so that its text can be read: the brand is told. */
    public boolean adjusted() {
        return adjusted;
    }

    /** It may be taken for an alert: alerts then keep their icon and words, and the façade loses the wash behind its notice. */
    public boolean nearBrick() {
        var given = Oklch.of(hex);
        double apart = Math.abs(given.hue() - BRICK.hue()) % 360;
        return given.chroma() >= 0.025 && Math.min(apart, 360 - apart) <= 22;
    }

    /** A sheet that sets the house's colours in both themes, chosen by the system or by {@code data-theme}. */
    public String css() {
        return css;
    }

    /** The same for parts of a page that show both themes side by side: classes {@code as-light} and {@code as-dark}. */
    public String previewCss() {
        return """
                .as-light { color-scheme: light; %s }
                .as-dark { color-scheme: dark; %s }
                """.formatted(declarations(light), declarations(dark));
    }

    /** Changes when {@link #css()} does. */
    public String hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HouseColour colour && colour.hex.equals(hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }

    /** The WCAG 2 contrast of two colours, from 1 to 21. */
    static double contrast(String a, String b) {
        double one = Oklch.luminance(a) + 0.05;
        double two = Oklch.luminance(b) + 0.05;
        return Math.max(one, two) / Math.min(one, two);
    }

    private static String ink(String house) {
        return contrast(INK, house) >= contrast(PAPER, house) ? INK : PAPER;
    }

    private static boolean carriesText(Oklch colour) {
        return contrast(ink(colour.hex()), colour.hex()) >= READABLE;
    }

    /** The colour itself, or the nearest lightness at which it carries text. */
    private static Oklch readable(Oklch given) {
        for (double away = 0; ; away += STEP) {
            if (carriesText(given.lighter(away))) {
                return given.lighter(away);
            }
            if (carriesText(given.lighter(-away))) {
                return given.lighter(-away);
            }
        }
    }

    /** Towards the ink, as in the design, if the text on it can still be read; else away from it. */
    private static Oklch second(Oklch house, String ink) {
        double towards = ink.equals(INK) ? -EIGHT_POINTS : EIGHT_POINTS;
        var near = house.lighter(towards);
        return contrast(ink, near.bodied().hex()) >= READABLE && near.isWithin() ? near : house.lighter(-towards);
    }

    /** The colour nearest to it that can be read on the surface, going towards black or white. */
    private static String readOn(String surface, String colour, double end) {
        if (contrast(colour, surface) >= READABLE) {
            return colour;
        }
        var from = Oklch.of(colour).bodied();
        double read = end;
        double unread = from.lightness();
        while (Math.abs(read - unread) > STEP) {
            double middle = (read + unread) / 2;
            if (contrast(from.at(middle).hex(), surface) >= READABLE) {
                read = middle;
            } else {
                unread = middle;
            }
        }
        return from.at(read).hex();
    }

    private static String sheet(Theme light, Theme dark) {
        return """
                :root { %1$s }
                @media (prefers-color-scheme: dark) { :root { %2$s } }
                html[data-theme="light"] { %1$s }
                html[data-theme="dark"] { %2$s }
                """.formatted(declarations(light), declarations(dark));
    }

    private static String declarations(Theme theme) {
        return "--house: %s; --house-2: %s; --house-deep: %s; --house-ink: %s;"
                .formatted(theme.house(), theme.house2(), theme.houseDeep(), theme.houseInk());
    }

    private static String hash(String css) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
