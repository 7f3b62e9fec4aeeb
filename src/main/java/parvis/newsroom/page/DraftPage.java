package parvis.newsroom.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft and what is said of it.
 *
 * @param typed what stands in the fields, which may be more than what is kept
 * @param saved when it was saved last and by whom, in words
 * @param mayWrite whether the fields are open
 * @param mayRelease whether this teammate lets drafts go out, {@code mayRemove} whether they delete this one
 * @param readiness {@code draft}, {@code ready} or {@code published}
 */
public record DraftPage(
        Self self,
        long number,
        int version,
        Typed typed,
        List<Choice> channels,
        String saved,
        String state,
        String readiness,
        boolean mayWrite,
        boolean mayRelease,
        boolean mayRemove,
        boolean openToAgency,
        List<Mark> titleMarks,
        List<Mark> textMarks,
        GuardPane guard,
        List<Preview> previews,
        List<Shown> pictures,
        int picturesLeft,
        String today,
        @Nullable Notice notice,
        @Nullable Overtaken overtaken) {

    public String path() {
        return "/newsroom/drafts/" + number;
    }

    /** @param publishAt as a browser's field of date and time has it */
    public record Typed(String title, String brief, String text, String channel, String publishAt) {}

    public record Choice(String value, String words, boolean chosen) {}

    /**
     * A stretch of a field.
     *
     * @param weight of the gravest finding in it, or empty
     * @param findings their numbers
     * @param ends the numbers of those that end with it
     */
    public record Mark(String text, String weight, List<Integer> findings, List<Integer> ends) {
        /** For {@code aria-details}. */
        public String details() {
            return String.join(" ", findings.stream().map(n -> "f-" + n).toList());
        }
    }

    /**
     * What the guard says.
     *
     * @param blocked how many findings keep the draft from going out, in words; or null
     * @param read when it was read
     */
    public record GuardPane(
            String summary, @Nullable String blocked, List<Finding> findings, List<Settled> settled, String read) {}

    /**
     * @param name what kind of thing it is
     * @param weight fix, look, spelling or useful, and in words
     * @param literal a wording that can take the passage's place as it is, or null
     * @param field title or text, or empty when it points at no passage
     * @param anchor by which it is found again in a text that has changed
     * @param mayJudge whether this teammate accepts or contests it
     * @param lowered why it weighs less than elsewhere, in words; or null
     */
    public record Finding(
            int n,
            String name,
            String weight,
            String weightWords,
            String why,
            @Nullable String instead,
            @Nullable String literal,
            String field,
            int start,
            int end,
            String passage,
            String before,
            String after,
            String anchor,
            boolean blocks,
            boolean mayJudge,
            @Nullable String lowered) {}

    /** A finding that somebody accepted or contested, here or before. */
    public record Settled(
            String name,
            String passage,
            String said,
            String reason,
            @Nullable String takeBack) {}

    /**
     * How it would look elsewhere: our own neutral rendering.
     *
     * @param count how much of the room it takes, in words; or empty
     * @param cut what would be cut off
     */
    public record Preview(
            String channel,
            String icon,
            String name,
            String count,
            boolean tooLong,
            String house,
            String from,
            String title,
            String preheader,
            String text,
            String cut) {}

    public record Shown(
            String id, String name, String href, String alt, int width, int height, List<Integer> findings) {}

    public record Notice(String style, String icon, String words) {}

    /** Somebody else saved meanwhile. */
    public record Overtaken(String by, String at, int version, List<Difference> differences) {}

    /** @param kind same, added or gone */
    public record Difference(String kind, String text) {}
}
