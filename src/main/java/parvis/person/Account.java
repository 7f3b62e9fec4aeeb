package parvis.person;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in, at any brand. The e-mail address is theirs: a link sent there was opened. */
public record Account(
        UUID id, String email, String name, @Nullable String language) {}
