package parvis.square.page;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand.LocalText;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.conversation.Visibility;
import parvis.text.PlainText;

/**
 * A question, its answers and what belongs beside them.
 *
 * @param canonical whole address of the page; empty for one that nobody else may find
 * @param structured the same content for search engines, as JSON-LD safe inside a page; empty when not public
 * @param place where it stands; null where there is only one place to be in, or where it is private
 * @param retained the answer that was kept, shown first
 * @param rest everything else in the order it was written
 * @param moved messages that stand elsewhere now
 * @param more id after which further messages follow, or null
 */
public record QuestionPage(
        UUID id,
        long number,
        String path,
        String canonical,
        String structured,
        String subject,
        String language,
        Visibility readers,
        @Nullable Place place,
        Outcome outcome,
        List<String> tags,
        MessageView opening,
        @Nullable MessageView retained,
        List<MessageView> rest,
        List<Moved> moved,
        @Nullable UUID more,
        @Nullable Tile product,
        @Nullable Link duplicateOf,
        List<Link> duplicates,
        List<Link> neighbours,
        Reader reader,
        @Nullable Reply reply,
        Instant now) {
    /** Search engines show about as much. */
    private static final int MOST_DESCRIBED = 160;

    public QuestionPage framed(String itsCanonical, String itsStructured, @Nullable Reply itsReply) {
        return new QuestionPage(
                id,
                number,
                path,
                itsCanonical,
                itsStructured,
                subject,
                language,
                readers,
                place,
                outcome,
                tags,
                opening,
                retained,
                rest,
                moved,
                more,
                product,
                duplicateOf,
                duplicates,
                neighbours,
                reader,
                itsReply,
                now);
    }

    /** How it begins, for whoever finds it elsewhere; empty where nobody else may find it. */
    public String description() {
        return structured.isEmpty()
                ? ""
                : PlainText.cut(PlainText.ofHtml(opening.html()).replaceAll("\\s+", " "), MOST_DESCRIBED);
    }

    /** Whether others read it than whoever asked and the house. */
    public boolean isShared() {
        return readers.isShared();
    }

    /** Whether they are members alone. */
    public boolean isForMembers() {
        return readers == Visibility.MEMBERS;
    }

    /** Whether everything about it is hidden. */
    public boolean isHidden() {
        return opening.hidden() != null;
    }

    /** @param moderates whether they may hide what is here */
    public record Reader(boolean asker, boolean team, boolean moderates, boolean desk) {}

    /** @param messages whose old addresses lead to this page */
    public record Moved(Link to, List<UUID> messages) {}

    public record Link(String path, String subject, String language, boolean solved) {}

    /** @param facts label and value, the value as safe HTML */
    public record Tile(Product product, long settled, List<Fact> facts) {
        public record Fact(LocalText label, LocalText html) {}
    }

    /**
     * The form under a question.
     *
     * @param asHouse whether they answer for the house
     * @param privately whether they may write to the house alone
     * @param seen the newest message that the writer has before them; for the house only
     */
    public record Reply(
            boolean signedIn,
            boolean asHouse,
            boolean privately,
            @Nullable UUID seen,
            Draft draft) {}

    /** What somebody typed, kept when it could not be taken. */
    public record Draft(
            String text,
            String name,
            String email,
            String submission,
            boolean privately,
            List<AskPage.Held> held,
            Problems problems) {
        public static final Draft EMPTY = new Draft("", "", "", "", false, List.of(), Problems.NONE);
    }
}
