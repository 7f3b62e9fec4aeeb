package parvis.square.page;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on a page of its own: to report it, or to hide it.
 *
 * @param html safe to show
 * @param path of the question it belongs to
 * @param reasons in the words of the form
 * @param signedIn whether we know where to tell what was decided
 * @param chosen what was chosen, typed and wrong, when it comes back
 */
public record MessagePage(
        UUID id,
        Author author,
        Instant at,
        @Nullable String language,
        String html,
        String path,
        List<String> reasons,
        boolean signedIn,
        Chosen chosen) {

    public record Chosen(String reason, String words, String email, Problems problems) {
        public static final Chosen EMPTY = new Chosen("", "", "", Problems.NONE);
    }

    public MessagePage with(List<String> itsReasons, boolean known, Chosen itsChosen) {
        return new MessagePage(id, author, at, language, html, path, itsReasons, known, itsChosen);
    }
}
