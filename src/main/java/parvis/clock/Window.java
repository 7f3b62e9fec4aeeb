package parvis.clock;

import java.time.LocalTime;

/** From {@code opens} (included) to {@code closes} (excluded) on one day. A window that closes at midnight ends with its day. */
public record Window(LocalTime opens, LocalTime closes) {

    public Window {
        if (opens.getSecond() + opens.getNano() + closes.getSecond() + closes.getNano() > 0) {
            throw new HoursRefused(HoursRefused.Reason.UNKNOWN_TIME, opens + "-" + closes);
        }
        if (!closes.equals(LocalTime.MIDNIGHT) && !opens.isBefore(closes)) {
            throw opens.equals(closes)
                    ? new HoursRefused(HoursRefused.Reason.EMPTY_WINDOW, opens + "-" + closes)
                    : new HoursRefused(HoursRefused.Reason.CROSSES_MIDNIGHT, opens + "-" + closes);
        }
    }

    boolean closesWithTheDay() {
        return closes.equals(LocalTime.MIDNIGHT);
    }

    boolean overlaps(Window later) {
        return closesWithTheDay() || later.opens.isBefore(closes);
    }

    @Override
    public String toString() {
        return opens + "-" + (closesWithTheDay() ? "24:00" : closes);
    }
}
