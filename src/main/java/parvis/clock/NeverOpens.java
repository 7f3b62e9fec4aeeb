package parvis.clock;

import java.time.Instant;

/** The hours hold no opening within reach (every day closed one by one, or a duration longer than {@link BusinessHours#REACH}). */
public final class NeverOpens extends IllegalStateException {

    NeverOpens(BusinessHours hours, Instant from) {
        super("From " + from + " on, not enough opening time within " + BusinessHours.REACH.getYears() + " years: "
                + hours.toText());
    }
}
