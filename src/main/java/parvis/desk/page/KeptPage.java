package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the house keeps of what a colleague types before they send it.
 *
 * @param action where it is kept
 * @param draft the one that this form goes on with; null before something was typed
 * @param moment when it was kept last, in words; null before
 * @param pictures that are kept with it
 * @param others their other drafts at the same place
 * @param thrown what they threw away last and may put back; or null
 * @param trouble why it is not kept, or null
 */
public record KeptPage(
        String action,
        String query,
        @Nullable String draft,
        int revision,
        @Nullable String moment,
        List<Held> pictures,
        List<Other> others,
        @Nullable String thrown,
        @Nullable String trouble) {

    /** The same, with what went wrong. */
    public KeptPage trouble(String words) {
        return new KeptPage(action, query, draft, revision, moment, pictures, others, thrown, words);
    }

    /** @param alt what it shows, in the words of whoever sends it; may be empty */
    public record Held(String id, String name, String alt, String preview) {}

    /** @param href this place with that draft in its form */
    public record Other(String id, String href, String moment, String excerpt) {}
}
