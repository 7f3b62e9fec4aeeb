package parvis.square.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.brand.Place;
import parvis.brand.Product;

/**
 * The form by which a question is asked.
 *
 * @param house whether whoever is signed in speaks for the house, which answers and does not ask
 * @param places where it may be asked; the first is where it is asked unless they choose
 * @param neighbours questions like it that helped somebody
 */
public record AskPage(
        boolean signedIn,
        boolean house,
        List<Place> places,
        List<Product> products,
        Draft draft,
        List<Held> held,
        List<QuestionRow> neighbours) {

    /** Whether there is a place to choose, or one that was chosen and is none. */
    public boolean choosesPlace() {
        return places.size() > 1 || draft.problems().has("place");
    }

    /** What was typed. */
    public record Draft(
            String title,
            String text,
            @Nullable String place,
            @Nullable String product,
            String language,
            String name,
            String email,
            String submission,
            Problems problems) {
        public static final Draft EMPTY = new Draft("", "", null, null, "", "", "", "", Problems.NONE);
    }

    /**
     * A picture that was taken and waits for the rest.
     *
     * @param claim proves to us that whoever sends it back has sent the picture
     * @param preview the picture itself, small, as a data address: nobody else may fetch it yet
     */
    public record Held(String claim, String name, String alt, String preview) {}
}
