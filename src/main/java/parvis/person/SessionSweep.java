package parvis.person;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.jobs.Housekeeping;

/** Forgets sessions, links and challenges that have ended. */
@Component
class SessionSweep implements Housekeeping {
    private final Sessions sessions;
    private final Challenges challenges;

    SessionSweep(Sessions sessions, Challenges challenges) {
        this.sessions = sessions;
        this.challenges = challenges;
    }

    @Override
    public String name() {
        return "person.session-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void work(Instant now) {
        sessions.sweep(now);
        challenges.sweep(now);
    }
}
