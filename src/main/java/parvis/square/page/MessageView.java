package parvis.square.page;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on a question's page.
 *
 * @param language of its words, or null when nobody knows
 * @param html safe to show
 * @param quoted what was folded away from the words of a mail, or null
 * @param files what is attached and is not shown
 * @param confidential between one person and the house, within a public conversation
 * @param followUp the asker came back after an answer was kept
 * @param hidden why nobody reads it any more; its words are then shown to moderators only
 * @param original where it was first written, elsewhere
 * @param prompt whether it helped, when that may be said of it
 */
public record MessageView(
        UUID id,
        Author author,
        Instant at,
        @Nullable String language,
        String html,
        @Nullable String quoted,
        List<PictureView> pictures,
        List<FileView> files,
        boolean confidential,
        boolean followUp,
        @Nullable Hiding hidden,
        @Nullable String original,
        boolean imported,
        @Nullable Prompt prompt,
        List<MessageView> comments) {

    public MessageView with(List<MessageView> itsComments) {
        return new MessageView(
                id,
                author,
                at,
                language,
                html,
                quoted,
                pictures,
                files,
                confidential,
                followUp,
                hidden,
                original,
                imported,
                prompt,
                itsComments);
    }

    public String anchor() {
        return "m-" + id;
    }

    /** @param by first name of the teammate who hid it; null when they are gone */
    public record Hiding(@Nullable String by, String reason) {}

    /** @param words what it holds, or empty */
    public record FileView(String file, String name, long bytes, String words) {
        public String path() {
            return "/files/" + file;
        }
    }

    public record PictureView(String file, String alt, int width, int height) {
        private static final int LONGEST_THUMB_SIDE = 640;

        public String path() {
            return "/files/" + file;
        }

        public int thumbWidth() {
            return Math.max(1, Math.round(width * scale()));
        }

        public int thumbHeight() {
            return Math.max(1, Math.round(height * scale()));
        }

        private float scale() {
            return Math.min(1f, (float) LONGEST_THUMB_SIDE / Math.max(1, Math.max(width, height)));
        }
    }

    /**
     * "Did this help?" under a message.
     *
     * @param reader who reads what is missing: a first name of the house, or null for the house as a whole
     */
    public record Prompt(
            Step step, @Nullable String help, @Nullable String reader, long helped, long partly) {
        public enum Step {
            /** Nothing was said yet, or it is being said anew. */
            ASKED,
            /** It did not help, or partly: what is missing? */
            WORDS,
            THANKED
        }
    }
}
