package parvis.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Visibility;

/** One conversation of the demo, told in order. Times count back from the day the demo is first started. */
record Scene(
        String key,
        String language,
        String subject,
        String asker,
        @Nullable String product,
        Visibility visibility,
        Channel channel,
        List<String> tags,
        When asked,
        String text,
        List<Turn> turns) {

    enum Channel {
        SQUARE,
        API
    }

    Scene {
        tags = List.copyOf(tags);
        turns = List.copyOf(turns);
    }
}
