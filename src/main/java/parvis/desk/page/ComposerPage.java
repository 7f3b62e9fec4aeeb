package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the house writes.
 *
 * @param lastSeen the newest message on the page, sent back so that nobody answers past another's words
 * @param to which of the three is chosen: {@code public}, {@code private} or {@code note}
 * @param toPublic whether the public answer is offered; likewise the others
 * @param forMembers whether members alone read it then
 * @param privately whom a private message reaches and how, in words
 * @param manners how the person wishes to be addressed, in words
 * @param copies who else gets a private message; null when it reaches nobody by mail
 * @param text what was typed and not sent
 * @param notice why nothing was sent, or why less is offered; or null
 * @param canned answers that the house gives often, for whoever writes one
 * @param findings what the guard says of what was typed
 * @param hours at which it can leave later
 * @param house in whose name they write, for whoever writes in several; or null
 * @param slug of that house
 * @param kept what is kept of what was typed
 * @param colleagues whom a note can name
 * @param proposing for whose answers leave once somebody approves; null for everybody else
 */
public record ComposerPage(
        String action,
        @Nullable String lastSeen,
        String to,
        boolean toPublic,
        boolean forMembers,
        boolean toPrivate,
        String privately,
        List<String> manners,
        @Nullable Copies copies,
        String text,
        String signature,
        int most,
        @Nullable Notice notice,
        AnswerFindings findings,
        CannedPage.Offers canned,
        KeptPage kept,
        HoursPage hours,
        @Nullable Proposing proposing,
        List<Colleague> colleagues,
        @Nullable String house,
        String slug) {

    /** @param names by which they are found, with spaces between them */
    public record Colleague(String handle, String name, String title, String names) {}

    /** @param voices in whose name it may be, for who writes for others; empty for who writes in their own */
    public record Proposing(List<Voice> voices) {}

    public record Voice(String id, String words, boolean chosen) {}

    /** @param addresses with commas between them */
    public record Copies(String addresses, boolean refused) {}

    /**
     * @param style a class of the sheet
     * @param strong how it begins, such as who wrote; may be empty
     * @param anchor of the message that must be read first, or null
     * @param reopening whether to offer reopening
     * @param voice what says that it is meant to leave in this house's name, or null when nobody asks
     * @param alert whether it answers what was just sent
     */
    public record Notice(
            String style,
            String icon,
            String strong,
            String words,
            @Nullable String anchor,
            boolean reopening,
            boolean alert,
            @Nullable String voice) {
        public Notice(
                String style,
                String icon,
                String strong,
                String words,
                @Nullable String anchor,
                boolean reopening,
                boolean alert) {
            this(style, icon, strong, words, anchor, reopening, alert, null);
        }
    }
}
