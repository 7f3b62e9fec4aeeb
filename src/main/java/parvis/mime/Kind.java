package parvis.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who speaks: a person, or a machine and about what. */
public sealed interface Kind {

    record Person() implements Kind {}

    /** Something answered or reported by itself (RFC 3834, RFC 8098, calendars' replies): nobody waits for an answer. */
    record Automatic(Why why) implements Kind {}

    /** Sent to many: a list, a newsletter. A person may have written it. */
    record Bulk() implements Kind {}

    /**
     * What was sent did not arrive (RFC 3464 and the reports older than it).
     *
     * @param failures one per recipient; empty when the report does not say whom it is about
     * @param originalMessageId of the message that did not arrive, without angle brackets
     */
    record Bounce(List<Failure> failures, @Nullable String originalMessageId) implements Kind {}

    /**
     * Somebody called a message spam (RFC 5965).
     *
     * @param type abuse, fraud, virus, not-spam, opt-out, …
     * @param recipients who complained, where the report has not hidden it
     */
    record Complaint(
            String type, List<String> recipients, @Nullable String originalMessageId) implements Kind {}

    enum Why {
        ABSENT,
        AUTOMATIC_REPLY,
        GENERATED,
        READ_RECEIPT,
        DELIVERY_RECEIPT,
        CALENDAR_REPLY
    }

    /**
     * One recipient whom a message did not reach.
     *
     * @param status enhanced code of RFC 3463, such as 5.1.1; empty when the report has none
     * @param permanent false when the other side may still take it, or said to try later
     * @param words what the other side said, on one line
     */
    record Failure(String recipient, String status, boolean permanent, String words) {}
}
