package parvis.square;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import parvis.conversation.ConversationEvent.ConfirmationWanted;

/** The confirmation links that were asked for: what a letter would hold. Found by component scan in tests only. */
@Component
class Links {
    private final List<ConfirmationWanted> wanted = new CopyOnWriteArrayList<>();

    @EventListener
    void heard(ConfirmationWanted event) {
        wanted.add(event);
    }

    List<ConfirmationWanted> to(String email) {
        return wanted.stream().filter(w -> w.email().equals(email)).toList();
    }
}
