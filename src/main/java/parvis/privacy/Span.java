package parvis.privacy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of thing that is kept of people for a time, in the order in which their time is looked at: what belongs to others comes
 * after them, and what tells of all this last. Each has bounds within which a house sets it: no shorter than the house needs to
 * answer for what it did, no longer than anybody could explain (Regulation (EU) 2016/679, article 5, 1, e).
 */
public enum Span {
    /** Private conversations, after their last message, unless somebody still owes an answer. */
    CONVERSATIONS(Unit.MONTHS, 6, 60, 120),
    /** Messages and mails as they came, before anything was made of them. */
    AS_IT_CAME(Unit.MONTHS, 1, 60, 60),
    /** What was reported and decided, after the decision, which may be contested for six months (Regulation (EU) 2022/2065, article 20). */
    REPORTS(Unit.MONTHS, 6, 12, 60),
    /** People of whom nothing was seen or heard. */
    PEOPLE(Unit.MONTHS, 12, 36, 120),
    /** Files that owners sent to be imported, and what an import left out. */
    UPLOADS(Unit.DAYS, 1, 14, 14),
    /** Who of the people did what happened: what happened stays. */
    LEDGER(Unit.MONTHS, 3, 36, 60),
    /** The audit trail. */
    AUDIT(Unit.MONTHS, 6, 12, 60);

    public enum Unit {
        DAYS,
        MONTHS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Unit unit;
    private final int least;
    private final int usual;
    private final int most;

    Span(Unit unit, int least, int usual, int most) {
        this.unit = unit;
        this.least = least;
        this.usual = usual;
        this.most = most;
    }

    /** As it is written in the database, in forms and in message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Span> of(String word) {
        return Arrays.stream(values()).filter(span -> span.word().equals(word)).findFirst();
    }

    public Unit unit() {
        return unit;
    }

    public int least() {
        return least;
    }

    /** What a new house begins with, and what its text about privacy says. */
    public int usual() {
        return usual;
    }

    public int most() {
        return most;
    }

    public boolean takes(int length) {
        return length >= least && length <= most;
    }

    /** Whatever was last of use before that has had its time. */
    public Instant before(int length, Instant now, ZoneId zone) {
        var there = now.atZone(zone);
        return (unit == Unit.DAYS ? there.minusDays(length) : there.minusMonths(length)).toInstant();
    }
}
