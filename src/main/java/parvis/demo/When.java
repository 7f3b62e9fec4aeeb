package parvis.demo;

import java.util.Comparator;

/** 0 days ago is today; the player moves a time that would lie in the future back to the last plausible moment. */
record When(int daysAgo, int hour, int minute) implements Comparable<When> {
    private static final Comparator<When> EARLIER_FIRST =
            Comparator.comparingInt(When::daysAgo).reversed().thenComparingInt(When::minuteOfDay);

    /** {@code clock} is written as in a script: {@code "08:28"}. */
    static When at(int daysAgo, String clock) {
        return new When(daysAgo, Integer.parseInt(clock.substring(0, 2)), Integer.parseInt(clock.substring(3)));
    }

    int minuteOfDay() {
        return hour * 60 + minute;
    }

    @Override
    public int compareTo(When other) {
        return EARLIER_FIRST.compare(this, other);
    }
}
