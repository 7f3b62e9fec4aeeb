package parvis.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may be used for. Who it speaks for limits it further. */
public enum Scope {
    MESSAGES_WRITE,
    CONVERSATIONS_READ,
    CONVERSATIONS_WRITE,
    GUARD_CHECK;

    /** As it is written outside, such as {@code messages:write}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }
}
