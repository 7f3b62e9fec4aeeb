package parvis.square.page;

import org.jspecify.annotations.Nullable;

/**
 * What the link in a letter opens: an answer, and the question whether it helped.
 *
 * @param by who answered
 * @param html of the answer, safe to show
 * @param language of its words, or null when it is the page's
 * @param chosen the link that was opened: {@code yes}, {@code partly}, {@code no}, or empty
 * @param said what was said already, or null
 * @param path of the conversation for them
 */
public record RatePage(
        String token,
        String subject,
        String by,
        String html,
        @Nullable String language,
        String chosen,
        @Nullable String said,
        String path) {}
