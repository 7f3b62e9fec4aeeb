package parvis.mime;

import org.jspecify.annotations.Nullable;

/**
 * A part of a mail that is not its words.
 *
 * @param number what {@link MailReader#open} takes
 * @param name safe as a file's name on any system, never empty
 * @param type as declared, lower case; not to be trusted
 * @param bytes decoded
 * @param contentId without angle brackets: what {@code cid:} in the HTML points to
 * @param inline meant to be seen inside the words
 * @param key what the sink gave for it, or null when it did not keep it
 */
public record Attachment(
        int number,
        String name,
        String type,
        long bytes,
        @Nullable String contentId,
        boolean inline,
        Contents contents,
        @Nullable String key) {}
