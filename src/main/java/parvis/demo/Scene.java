package parvis.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Visibility;

/**
 * One conversation of the demo, told in order. Times count back from the day the demo is first started.
 *
 * @param shown what comes with the question (0) or with a turn (from 1)
 */
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
        List<Turn> turns,
        Map<Integer, Shown> shown) {

    /**
     * A picture that comes with words.
     *
     * @param file beside the brand's texts
     */
    record Shown(String file, String alt) {}

    enum Channel {
        SQUARE,
        API
    }

    Scene {
        tags = List.copyOf(tags);
        turns = List.copyOf(turns);
        shown = Map.copyOf(shown);
    }
}
