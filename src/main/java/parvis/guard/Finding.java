package parvis.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the guard has to say about a passage.
 *
 * @param kind which of the check's kinds: {@code tag}, {@code iban}, {@code jargon}
 * @param start where the passage begins in the draft's text, in UTF-16 code units
 * @param end where it ends, exclusive
 * @param why one sentence
 * @param instead a better wording, or what to do; null where leaving it out is all
 */
public record Finding(
        Check check,
        String kind,
        Weight weight,
        int start,
        int end,
        Say why,
        @Nullable Say instead) {

    public Finding {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A passage from " + start + " to " + end);
        }
    }

    /** With the words of this kind, {@code guard.CHECK.KIND.why} and {@code .instead}. */
    static Finding of(Check check, String kind, Weight weight, int start, int end, Object... arguments) {
        return said(check, kind, kind, weight, start, end, arguments);
    }

    /** With the words of a special case of this kind. */
    static Finding said(
            Check check, String kind, String words, Weight weight, int start, int end, Object... arguments) {
        var key = "guard." + check.word() + "." + words;
        return new Finding(
                check, kind, weight, start, end, Say.of(key + ".why", arguments), Say.of(key + ".instead", arguments));
    }
}
