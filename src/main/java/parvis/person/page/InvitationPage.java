package parvis.person.page;

import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked to work here.
 *
 * @param by who asks
 * @param role in words
 * @param may what it lets them do, a sentence each
 * @param problem what is missing, or null
 * @param signedInAs the address of another account that is signed in here, or null
 */
public record InvitationPage(
        String token,
        String email,
        String by,
        String role,
        java.util.List<String> may,
        String name,
        String title,
        @Nullable String nameProblem,
        @Nullable String titleProblem,
        @Nullable String signedInAs) {}
