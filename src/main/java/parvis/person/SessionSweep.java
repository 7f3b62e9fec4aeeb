package parvis.person;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.jobs.Housekeeping;

/** Forgets sessions and links that have ended. */
@Component
class SessionSweep implements Housekeeping {
    private final Sessions sessions;

    SessionSweep(Sessions sessions) {
        this.sessions = sessions;
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
    }
}
