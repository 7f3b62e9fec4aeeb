package parvis.newsroom;

import java.time.Duration;

/** How long a reading waits for the checks that take longer: grammar, and where links lead. What is late is there for who asks again. */
enum Patience {
    /** These checks are not asked at all: many drafts are looked at. */
    NONE(Duration.ZERO),
    /** Somebody is typing. */
    TYPING(Duration.ofMillis(30)),
    /** Somebody waits for a page, or a program for its answer. */
    PAGE(Duration.ofMillis(80)),
    /** Something is decided by what is found. */
    DECIDING(Duration.ofSeconds(12));

    private final Duration longest;

    Patience(Duration longest) {
        this.longest = longest;
    }

    Duration longest() {
        return longest;
    }
}
