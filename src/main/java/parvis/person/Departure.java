package parvis.person;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.brand.Staffing.AnswersNoMore;
import parvis.brand.Staffing.RoleGiven;

/** Whoever leaves, or is given another role, is signed out everywhere: who comes back comes as who they are now. */
@Component
class Departure {
    private final Sessions sessions;

    Departure(Sessions sessions) {
        this.sessions = sessions;
    }

    @EventListener
    void left(AnswersNoMore who) {
        if (who.left()) {
            sessions.endAll(who.account(), null);
        }
    }

    @EventListener
    void changed(RoleGiven who) {
        sessions.endAll(who.account(), null);
    }
}
