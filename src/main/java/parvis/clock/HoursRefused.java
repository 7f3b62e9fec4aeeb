package parvis.clock;

/** Hours that cannot be kept. {@link #reason()} lets a page say it in the reader's language, {@link #part()} is what was written. */
public final class HoursRefused extends IllegalArgumentException {

    public enum Reason {
        NO_OPENING("no opening hours at all"),
        EMPTY_WINDOW("a window that closes when it opens"),
        CROSSES_MIDNIGHT("a window cannot cross midnight: end it at 24:00 and begin another the next day at 00:00"),
        OVERLAP("two windows of the same day overlap"),
        DAY_TWICE("the same day is given twice"),
        UNKNOWN_DAY("not a day: write mon, tue, wed, thu, fri, sat, sun, or two of them as mon-fri"),
        UNKNOWN_TIME("not a window: write 09:00-12:30"),
        UNKNOWN_ZONE("not a time zone: write one such as Europe/Paris"),
        NO_ZONE("no time zone: begin with one, such as \"zone Europe/Paris;\""),
        UNKNOWN_HOLIDAYS("not a known holiday calendar: write a country or a region such as fr or fr-57"),
        UNKNOWN_DATE("not a date: write 2026-12-24"),
        TWICE("said twice");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;
    private final String part;

    HoursRefused(Reason reason, String part) {
        super(part.isEmpty() ? reason.words : "\"" + part + "\": " + reason.words);
        this.reason = reason;
        this.part = part;
    }

    public Reason reason() {
        return reason;
    }

    public String part() {
        return part;
    }
}
