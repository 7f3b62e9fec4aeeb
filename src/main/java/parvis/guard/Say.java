package parvis.guard;

import java.util.List;

/** Something to tell a person: a key of {@code messages/guard_*.properties} and what fills it. */
public record Say(String key, List<Object> arguments) {

    public Say {
        arguments = List.copyOf(arguments);
    }

    static Say of(String key, Object... arguments) {
        return new Say(key, List.of(arguments));
    }
}
