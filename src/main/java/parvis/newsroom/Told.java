package parvis.newsroom;

import org.jspecify.annotations.Nullable;
import parvis.guard.Finding;
import parvis.guard.Weight;

/**
 * A finding as it stands for this brand.
 *
 * @param weight what it weighs here, which may be less than the guard gave it
 * @param passage that a verdict on it is tied to, see {@link Passages}
 * @param verdict the one that settles it, or null while it stands
 * @param lowered why it weighs less, or null
 * @param blocks whether it keeps the draft from going out
 */
public record Told(
        Finding finding,
        Weight weight,
        String passage,
        State state,
        @Nullable Verdict verdict,
        @Nullable Learning lowered,
        boolean blocks) {

    public enum State {
        STANDING,
        /** In this draft. */
        ACCEPTED,
        CONTESTED,
        /** In another one: the same passage is not held against anybody again. */
        CONTESTED_BEFORE
    }

    public boolean stands() {
        return state == State.STANDING;
    }
}
