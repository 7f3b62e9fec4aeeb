package parvis.brand;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import parvis.clock.BusinessHours;
import parvis.text.Clean;
import parvis.text.Cleaned;

/** What an owner sets of a house, each a line of words as a form carries it. */
public enum Setting {
    NAME("name", 80),
    LANGUAGE("language", 2),
    ZONE("zone", 60),
    /** Business minutes within which an answer is promised. */
    PROMISE("promise_minutes", 6),
    COLOUR("house_colour", 7),
    SEAL("seal", 40),
    FACADE_FR("facade_fr", 120),
    FACADE_EN("facade_en", 120),
    /** In the text form of {@link BusinessHours}, without a zone. */
    HOURS("hours", 4_000),
    LEGAL_FR("legal_fr", 40_000),
    LEGAL_EN("legal_en", 40_000),
    PRIVACY_FR("privacy_fr", 40_000),
    PRIVACY_EN("privacy_en", 40_000);

    /** Drawings that any house may stand beside its name. */
    public static final List<String> SEALS = List.of("letter", "leaf", "sun", "wave", "roof", "wheel", "parvis");

    /** A quarter of a year of working days: longer than anybody promises. */
    private static final int LONGEST_PROMISE = 30_000;

    private final String column;
    private final int most;

    Setting(String column, int most) {
        this.column = column;
        this.most = most;
    }

    /** The name of its field in forms, and in message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String column() {
        return column;
    }

    /** In characters. */
    public int most() {
        return most;
    }

    /** As it would be kept, of what somebody typed. */
    public Cleaned clean(String typed) {
        var cleaned = isText() ? Clean.text(typed, most) : Clean.line(typed, most);
        return this == COLOUR && isColour(cleaned.text())
                ? new Cleaned(
                        HouseColour.of(cleaned.text()).hex().toLowerCase(Locale.ROOT),
                        cleaned.codePoints(),
                        cleaned.cut())
                : cleaned;
    }

    private boolean isText() {
        return ordinal() >= LEGAL_FR.ordinal();
    }

    /** Whether a house can have it: what is cleaned, and readable as what it stands for. */
    public boolean takes(String value) {
        return switch (this) {
            case NAME -> !value.isEmpty();
            case LANGUAGE -> value.equals("fr") || value.equals("en");
            case ZONE -> isZone(value);
            case PROMISE -> isPromise(value);
            case COLOUR -> isColour(value);
            case SEAL -> value.matches("[a-z0-9-]+");
            // One of both languages stands in for the other, and the page asks for one at least.
            case FACADE_FR, FACADE_EN, LEGAL_FR, LEGAL_EN, PRIVACY_FR, PRIVACY_EN -> true;
            case HOURS -> isHours(value);
        };
    }

    private static boolean isPromise(String value) {
        if (!value.matches("\\d{1,6}")) {
            return false;
        }
        var minutes = Integer.parseInt(value);
        return minutes > 0 && minutes <= LONGEST_PROMISE;
    }

    private static boolean isColour(String value) {
        return value.matches("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    }

    private static boolean isZone(String value) {
        try {
            return value.contains("/")
                    && ZoneId.getAvailableZoneIds().contains(ZoneId.of(value).getId());
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static boolean isHours(String value) {
        try {
            BusinessHours.parse(value, ZoneId.of("UTC"));
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
