package parvis.jobs;

import java.time.Duration;
import java.time.Instant;

/** Something to be done again and again, by one node at a time. Must bear being run twice. */
public interface Housekeeping {
    /** Its name in the schedule, never changed once released. */
    String name();

    Duration every();

    void work(Instant now);
}
