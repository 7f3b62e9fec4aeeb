package parvis.desk.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the house writes first.
 *
 * @param candidates whom a name may mean, to choose from
 * @param problems why nothing was sent, by field; {@code ""} for what is about none
 * @param findings what the guard says of the text
 * @param kept what is kept of what was typed
 * @param manners how whom it goes to wishes to be addressed, as far as they are known
 * @param notice that what was sent came back into these hands, or null
 */
public record BeginningPage(
        Typed typed,
        List<Candidate> candidates,
        Map<String, String> problems,
        @Nullable String notice,
        AnswerFindings findings,
        String signature,
        int most,
        KeptPage kept,
        List<String> manners,
        CannedPage.Offers canned) {

    public record Typed(
            String to, String name, String copies, String subject, String text, String language, String alts) {}

    public record Candidate(String name, String email) {}

    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /** The element that says what is wrong with a field, or null. */
    public @Nullable String described(String field) {
        return problems.containsKey(field) ? field + "-error" : null;
    }

    public @Nullable String invalid(String field) {
        return problems.containsKey(field) ? "true" : null;
    }
}
