package parvis.newsroom;

import org.jspecify.annotations.Nullable;
import parvis.guard.Finding;
import parvis.guard.Weight;
import parvis.web.Words;

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

    Told blocking() {
        return new Told(finding, finding.weight(), passage, state, verdict, lowered, true);
    }

    /** What kind of thing was found, such as "Appel à réaction". */
    public String name(Words words) {
        return name(finding.check().word(), finding.kind(), words);
    }

    public String why(Words words) {
        return words.t(finding.why().key(), finding.why().arguments().toArray());
    }

    public @Nullable String instead(Words words) {
        var instead = finding.instead();
        return instead == null
                ? null
                : words.t(instead.key(), instead.arguments().toArray());
    }

    static String name(String check, String kind, Words words) {
        var special = "newsroom.kind." + check + "." + kind;
        return words.t(words.has(special) ? special : "newsroom.check." + check);
    }
}
