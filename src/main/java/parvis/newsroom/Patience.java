package parvis.newsroom;

import java.time.Duration;

/**
 * How long a reading waits for the checks that take longer: grammar, and where links lead; and before them for counting who asked.
 * What is late is there for who asks again.
 */
enum Patience {
    /** These checks are not asked at all: many drafts are looked at. */
    NONE(Duration.ZERO, Duration.ofMillis(5)),
    /** Somebody is typing. */
    TYPING(Duration.ofMillis(30), Duration.ofMillis(40)),
    /** Somebody waits for a page, or a program for its answer. */
    PAGE(Duration.ofMillis(80), Duration.ofMillis(40)),
    /** Something is decided by what is found. */
    DECIDING(Duration.ofSeconds(12), Duration.ofSeconds(12));

    private final Duration longest;
    private final Duration counting;

    Patience(Duration longest, Duration counting) {
        this.longest = longest;
        this.counting = counting;
    }

    Duration longest() {
        return longest;
    }

    Duration counting() {
        return counting;
    }
}
