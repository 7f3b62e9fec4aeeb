package parvis.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Instants in words, in the brand's zone. A page never says "yesterday" by itself: it may be read from a cache, so the
 * reader's browser does (square.js), from the {@code datetime} that stands beside the words.
 */
public final class Times {
    private final Words words;
    private final ZoneId zone;

    public Times(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    /** "vendredi 20 novembre 2026 à 11 h 40", "Friday 20 November 2026 at 11:40". */
    public String full(Instant at) {
        return format(at, french() ? "EEEE d MMMM yyyy" : "EEEE d MMMM yyyy") + words.t("time.at") + hour(at);
    }

    /** "20 novembre 2026". */
    public String day(Instant at) {
        return format(at, "d MMMM yyyy");
    }

    /** "11 h 40", "11:40". */
    public String hour(Instant at) {
        return hour(at.atZone(zone).toLocalTime());
    }

    public String hour(java.time.LocalTime time) {
        if (!french()) {
            return DateTimeFormatter.ofPattern("HH:mm", Locale.UK).format(time);
        }
        return time.getMinute() == 0
                ? time.getHour() + "\u00a0h"
                : time.getHour() + "\u00a0h\u00a0"
                        + DateTimeFormatter.ofPattern("mm", Locale.FRANCE).format(time);
    }

    public int year(Instant at) {
        return at.atZone(zone).getYear();
    }

    /** "3 h 12", "14 min", "2 jours": how long something took. */
    public String lasting(Duration duration) {
        var minutes = Math.max(1, duration.toMinutes());
        if (minutes < 60) {
            return words.t("time.minutes", minutes);
        }
        if (minutes < 24 * 60) {
            return words.t("time.hours", minutes / 60, String.format(Locale.ROOT, "%02d", minutes % 60));
        }
        return words.t("time.days", duration.toDays());
    }

    public ZoneId zone() {
        return zone;
    }

    private boolean french() {
        return words.language().equals("fr");
    }

    private String format(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, words.locale()).format(at.atZone(zone));
    }
}
