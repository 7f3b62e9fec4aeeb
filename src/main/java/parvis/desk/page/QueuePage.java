package parvis.desk.page;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queue.
 *
 * @param query of this view, to keep it while conversations are opened: begins with {@code ?}, or is empty
 * @param waiting how many of the brand's are open, in figures
 * @param sight what is in sight whatever the list shows
 * @param states where the conversations stand
 * @param menus what narrows the list
 * @param order by what it is ordered, or null when there is one order only
 * @param searched the words that were looked for, or null
 * @param found how many were found, or that they are the first; null where the list goes on, or nothing was looked for
 * @param more where the list goes on, or null
 * @param empty what an empty list means, or null when it is not empty
 * @param news what they have not seen yet
 * @param several what can be done with several at once; null when nothing can
 * @param reports of public messages that wait for a decision, in figures; null when that is not theirs to decide
 * @param approvals how many answers wait for them to approve, or came back to them; null when neither is theirs
 * @param marks what of their own whoever looks has in which conversations
 */
public record QueuePage(
        String query,
        List<Tab> tabs,
        String waiting,
        List<Quick> sight,
        Menu states,
        List<Menu> menus,
        @Nullable Menu order,
        Saved saved,
        @Nullable String searched,
        @Nullable String found,
        List<Group> groups,
        @Nullable More more,
        @Nullable Empty empty,
        @Nullable String reports,
        @Nullable String approvals,
        @Nullable Several several,
        News news,
        Marks marks) {

    /** What narrows the list now: each stands by itself, under its own word. */
    public List<Menu> narrowing() {
        return menus.stream().filter(Menu::isSet).toList();
    }

    /** What could: behind one word, all of it. */
    public List<Menu> couldNarrow() {
        return menus.stream().filter(menu -> !menu.isSet()).toList();
    }

    /** Numbers of conversations in which whoever looks has a draft, or an answer that was stopped; from which one is leaving. */
    public record Marks(Set<Long> drafts, Set<Long> stopped, Set<Long> leaving) {}

    /** @param waiting how many are open, such as "7" or "999+" */
    public record Tab(String href, String words, String waiting, boolean current) {}

    /**
     * @param told what came of what was just done, or null
     * @param refusal why nothing was done, or null
     */
    public record Several(
            String action,
            List<Colleague> colleagues,
            @Nullable Told told,
            @Nullable String refusal) {}

    public record Colleague(String id, String words) {}

    /**
     * @param left which stayed as they were, and why, in words
     * @param undo where it is undone, or null when it cannot be any more
     * @param until when it can
     */
    public record Told(
            String words, List<String> left, @Nullable String undo, String until) {}

    /**
     * @param figure how many, or empty
     * @param words of the latest, where it leads, and what tells it from others
     */
    public record News(String figure, String words, String href, String id) {}

    /** @param figure how long or how many, such as "3 j" or "12" */
    public record Quick(String href, String words, String figure, boolean current) {}

    /** @param keep where this part of the queue gets a name, and those that have one are changed */
    public record Saved(List<Choice> filters, String keep) {}

    /** @param style {@code is-set} when it narrows the list */
    public record Menu(String icon, String words, String style, List<Choice> choices) {
        public boolean isSet() {
            return style.equals("is-set");
        }
    }

    public record Choice(String href, String words, boolean current) {}

    public record Group(String title, List<Item> items) {}

    /** @param fragment the same part of the list without the page around it */
    public record More(String href, String fragment) {}

    public record Empty(String words, @Nullable String href, String action) {}

    /**
     * @param chosen its number and its newest message, for what is done with several
     * @param absent the colleague who is away and whose it is, while another has it; else null
     * @param noteBy who wrote the last message when it is an internal note, else null
     * @param language of the subject and the excerpt, or null when it is the page's
     */
    public record Item(
            String href,
            long number,
            String chosen,
            boolean current,
            boolean unread,
            Avatar avatar,
            String name,
            Origin origin,
            Due due,
            String subject,
            @Nullable String absent,
            @Nullable String noteBy,
            String excerpt,
            @Nullable String language) {}
}
