package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is lent to the agency: one conversation, or all that is lent.
 *
 * @param one the conversation that the page is about, or null
 * @param agency who sees it then; empty when nobody of an agency works here
 * @param refusal why nothing was done, or null
 */
public record LoansPage(
        @Nullable One one,
        List<Loan> loans,
        List<Ground> places,
        List<Integer> days,
        int usual,
        List<String> agency,
        @Nullable String refusal) {

    /** @param lent null while it is not */
    public record One(
            String subject,
            String back,
            String action,
            @Nullable Loan lent,
            boolean may) {}

    /** @param href of the conversation; null for a place */
    public record Loan(String id, String what, @Nullable String href, String until) {}

    public record Ground(String id, String name) {}
}
