package parvis.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.TeammateId;
import parvis.database.Transactions;
import parvis.person.PersonId;

/**
 * Bringing along conversations that were held elsewhere, many at a time. Each call is one transaction and may be repeated:
 * what is known by its external id is left as it is. Nobody is mailed, nothing is promised, nothing is ever late: what the
 * asker did not settle there waits without a clock until they write again here.
 */
@Component
public class History {
    /** The slug of the channel that every brand has for its past. */
    public static final String CHANNEL = "import";

    /** What a mail of the past is known by here. */
    public static String ofMail(String messageId) {
        return "mail:" + messageId;
    }

    /**
     * A question, public.
     *
     * @param externalId unique among all that is imported
     * @param text Markdown, or the plain reading of {@code html}
     * @param html sanitized, when it came as HTML
     * @param closed when it was closed there
     */
    public record Question(
            String externalId,
            String subject,
            String text,
            @Nullable String html,
            PersonId author,
            Instant at,
            List<String> tags,
            @Nullable String originUrl,
            @Nullable Instant closed) {}

    /**
     * An answer, or a comment.
     *
     * @param to the external id of the question, or of the message that is commented
     * @param comment whether it stands under that message rather than after it
     * @param accepted when the asker kept it as the answer
     */
    public record Reply(
            String externalId,
            String to,
            boolean comment,
            String text,
            @Nullable String html,
            PersonId author,
            Instant at,
            @Nullable String originUrl,
            @Nullable Instant accepted) {}

    /** Who wrote something: somebody from outside, or the house. */
    public sealed interface Author {
        record Outside(PersonId person) implements Author {}

        record House(TeammateId teammate) implements Author {}
    }

    /**
     * Something that was said elsewhere in a conversation, which the earliest of those that come together opens when it is not
     * there.
     *
     * @param conversation a new id, or one that is here or was before it was merged
     * @param with whose conversation it is when this opens it; null for what opens none
     * @param visibility of the conversation when this opens it, and of the message
     * @param html not yet sanitized, when it came as HTML
     * @param language null when it is to be guessed
     */
    public record Said(
            String externalId,
            ConversationId conversation,
            Visibility visibility,
            @Nullable PersonId with,
            Author author,
            String subject,
            String text,
            @Nullable String html,
            @Nullable String language,
            Instant at,
            List<String> tags,
            @Nullable String originUrl,
            List<Picture> pictures,
            Incoming.Aside aside) {}

    /** Two questions, or messages of theirs, by their external ids. */
    public record Link(String from, String to, boolean duplicate) {}

    /**
     * What became of a batch.
     *
     * @param known those that had come before
     * @param astray those that belong to something that is not here
     */
    public record Brought(int added, int known, int astray) {
        public static final Brought NOTHING = new Brought(0, 0, 0);

        public Brought and(Brought more) {
            return new Brought(added + more.added, known + more.known, astray + more.astray);
        }
    }

    private final Transactions transactions;
    private final HistoryRows rows;
    private final HistoryQuestions questions;
    private final HistoryReplies replies;
    private final HistoryTalks talks;
    private final HistoryLinks links;

    History(
            Transactions transactions,
            HistoryRows rows,
            HistoryQuestions questions,
            HistoryReplies replies,
            HistoryTalks talks,
            HistoryLinks links) {
        this.transactions = transactions;
        this.rows = rows;
        this.questions = questions;
        this.replies = replies;
        this.talks = talks;
        this.links = links;
    }

    /** A transaction in which nobody else brings the past of this brand: what is looked up stays true until it ends. */
    public <T> T alone(Brand brand, Supplier<T> work) {
        return transactions.in(brand.id(), () -> {
            rows.lock(brand.id());
            return work.get();
        });
    }

    public Brought questions(Brand brand, List<Question> batch) {
        return alone(brand, () -> questions.bring(brand, batch));
    }

    /** Answers and comments; what the asker had accepted there counts as having helped. */
    public Brought replies(Brand brand, List<Reply> batch) {
        return alone(brand, () -> replies.bring(brand, batch));
    }

    /** What was said in whatever conversations, by the house or to it; what came before stays as it is. */
    public Brought talks(Brand brand, List<Said> batch) {
        return alone(brand, () -> talks.bring(brand, batch));
    }

    /** Which of these are here. Inside a transaction of the brand. */
    public Map<String, ConversationId> known(Collection<String> externalIds) {
        var known = new HashMap<String, ConversationId>();
        rows.messages(externalIds).forEach((id, at) -> known.put(id, new ConversationId(at.conversation())));
        return known;
    }

    public Brought links(Brand brand, List<Link> batch) {
        return alone(brand, () -> links.bring(brand, batch));
    }
}
