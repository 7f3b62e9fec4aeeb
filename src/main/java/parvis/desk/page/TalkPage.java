package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation at the desk.
 *
 * @param path of this conversation, with the queue's view
 * @param square its public page, or null when it has none
 * @param earlier where the messages before these are, or null
 * @param later whether these are not the newest messages
 * @param gestures what this teammate may do with it
 */
public record TalkPage(
        long number,
        String subject,
        @Nullable String language,
        String path,
        String queue,
        Readers readers,
        boolean hidden,
        Due state,
        @Nullable String owner,
        @Nullable String square,
        List<Entry> entries,
        @Nullable String earlier,
        boolean later,
        Gestures gestures,
        Tags tags,
        Links links,
        ComposerPage composer,
        ContextPage context,
        SleepPage sleep,
        Split split) {

    /**
     * @param words who they are
     * @param place where they read it, or null where there is only one
     * @param moves where it is taken to another place; null when they may not
     * @param lends where it is lent to the agency, or taken back; null when they may not, or nobody of an agency is here
     * @param lent whether the agency sees it now
     */
    public record Readers(
            String icon,
            String words,
            @Nullable String place,
            @Nullable String moves,
            @Nullable String lends,
            boolean lent) {}

    /**
     * @param may whether messages of it may become a conversation of their own
     * @param undo whether it may go back into the one it came from
     * @param subject that was typed for the new one
     * @param refusal why it was not done, or null
     */
    public record Split(
            boolean may,
            boolean undo,
            String subject,
            int most,
            @Nullable String refusal) {}

    /**
     * @param offered others that are in use at the brand
     * @param refusal why one was not put on it, or null
     */
    public record Tags(
            List<Tag> carried,
            boolean may,
            List<String> offered,
            @Nullable String refusal) {}

    /** @param refusal why one was not named, or null */
    public record Links(List<Link> named, @Nullable String refusal) {}

    /** @param again whether one asks the question of the other */
    public record Link(String href, long number, String subject, boolean again) {}

    /** @param href the conversations that carry it */
    public record Tag(String words, String href) {}

    /**
     * @param spam whether it was marked as such
     * @param maySpam whether they may say so, or that it is none
     * @param blocked whether the next messages of the person go there by themselves
     * @param handOver to whom it may be given; empty when it may not be
     * @param unsentWords for whom it was not given to, when that was refused
     * @param refusal why it was, or null
     * @param mergeInto what else the person began, into which this one may go; empty when it may not
     * @param mergeRefusal why it was not merged, or null
     */
    public record Gestures(
            boolean mayAct,
            boolean mayModerate,
            boolean closed,
            boolean spam,
            boolean maySpam,
            boolean blocked,
            List<Colleague> handOver,
            String unsentWords,
            @Nullable String refusal,
            List<Other> mergeInto,
            @Nullable String mergeRefusal) {}

    public record Colleague(String id, String words) {}

    public record Other(long number, String subject) {}

    /** A line of the log. */
    public sealed interface Entry {
        String anchor();
    }

    /**
     * @param style classes of the sheet: private, note, hidden, new
     * @param meta in words: who they are, by which way it came
     * @param html safe to show
     * @param language of the words, or null when it is the page's
     * @param quoted what they quoted, folded away; or null
     */
    public record MessageEntry(
            String anchor,
            String id,
            String style,
            Avatar avatar,
            String author,
            @Nullable Origin origin,
            String meta,
            String moment,
            String datetime,
            Mark mark,
            String html,
            @Nullable String language,
            @Nullable String quoted,
            List<PictureView> pictures,
            @Nullable Hiding hiding,
            boolean mayHide,
            Came came,
            @Nullable Waiting waiting,
            @Nullable Proposal proposal,
            @Nullable Journey journey)
            implements Entry {}

    /** Something that was done to the conversation, or said about an answer. */
    public record EventEntry(String anchor, String icon, String words, String moment, String datetime)
            implements Entry {}

    public enum Mark {
        NONE,
        NOTE,
        PRIVATE,
        HIDDEN,
        /** Arrived while somebody was writing. */
        NEW
    }

    /**
     * What a mail brought besides words.
     *
     * @param origin that a machine speaks, in words; null for a person
     * @param remote how many pictures were left out, in words; null for none
     * @param raw where the mail is as it came, or null
     * @param html all of it with its looks, safe to show; null when the words above are all
     * @param doubt why its sender may be somebody else, in words; null when nothing says so
     * @param proof whose signature it carries, in words; null for none
     * @param copies who else got it or gets it, in words; or null
     * @param missed which of them did not get it, in words; or null
     */
    public record Came(
            @Nullable String origin,
            List<FileView> files,
            @Nullable String remote,
            @Nullable String raw,
            @Nullable String html,
            @Nullable String doubt,
            @Nullable String proof,
            @Nullable String copies,
            @Nullable String missed) {}

    /** @param words what it holds, or empty */
    public record FileView(String href, String name, String size, String words) {}

    /**
     * Words in a colleague's name that nobody sent yet, or that were put away.
     *
     * @param words from where they came and why they wait
     */
    public record Waiting(String words, boolean mayAct) {}

    /**
     * An answer that leaves once somebody approves, or left so.
     *
     * @param words who wrote it, and who let it go or gave it back
     * @param waits whether nobody let it go yet
     * @param text as it stands, for whoever puts it into other words
     * @param advice what its author was told, or null
     * @param version which of its versions stands here, sent back by whoever decides
     * @param lastSeen the newest message on the page, sent back as the composer does
     * @param mayDecide whether they let it go or give it back; none of it when it is decided on
     * @param mayRevise whether it is theirs to put right or to take back
     * @param refusal why nothing was done, or null
     * @param typed what they had typed then, for which of the fields it is meant
     */
    public record Proposal(
            String words,
            boolean waits,
            @Nullable String advice,
            String text,
            String version,
            @Nullable String lastSeen,
            boolean mayDecide,
            boolean mayRevise,
            @Nullable String refusal,
            Typed typed) {

        /** @param in {@code approval}, {@code advice}, {@code revision} or empty */
        public record Typed(String in, String text, String reason) {
            public static final Typed NOTHING = new Typed("", "", "");

            public boolean is(String field) {
                return in.equals(field);
            }
        }
    }

    /**
     * Where an answer is that leaves by a letter.
     *
     * @param takeBack whether it can still be taken back
     * @param resolve whether somebody must say what became of it
     * @param leaves when it does, for a page that stays open; null when it is no longer at the door
     * @param begins whether the conversation goes with it when it is taken back
     * @param later how its author changes when it leaves; null when they do not
     */
    public record Journey(
            String style,
            String icon,
            String words,
            boolean takeBack,
            boolean resolve,
            @Nullable String leaves,
            boolean begins,
            @Nullable Later later) {

        public Journey(String style, String icon, String words, boolean takeBack, boolean resolve) {
            this(style, icon, words, takeBack, resolve, null, false, null);
        }
    }

    /**
     * An answer whose author says when it leaves.
     *
     * @param hour as a field for day and hour holds it, in the zone
     */
    public record Later(String hour, String zone) {}

    /** @param words who hid it and why */
    public record Hiding(String words, boolean mayShow) {}

    public record PictureView(String href, String thumb, String alt, int width, int height) {}
}
