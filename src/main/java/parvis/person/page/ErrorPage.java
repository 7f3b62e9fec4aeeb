package parvis.person.page;

import org.jspecify.annotations.Nullable;

/**
 * A page that is not what was asked for.
 *
 * @param reference under which the log tells more, or null
 * @param mail where to write, or null
 * @param lost whether it is a page that is not there, and searching may find it
 * @param retry whether the same again may work in a while
 * @param signIn whether another account may open it
 */
public record ErrorPage(
        String title,
        String lead,
        @Nullable String reference,
        @Nullable String mail,
        boolean lost,
        boolean retry,
        boolean signIn) {}
