package parvis.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that letters need in order to arrive, and how it stands.
 *
 * @param said why, in words of the product with what they speak of
 * @param publish what the domain's zone should hold; null when nothing is to be changed there
 */
record Check(
        Subject subject,
        State state,
        List<Said> said,
        @Nullable Publish publish) {
    enum Subject {
        LINE,
        SPF,
        DKIM,
        DMARC,
        REVERSE,
        EXCHANGER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        GOOD,
        TO_DO,
        PROBLEM,
        UNKNOWN
    }

    record Said(String key, Object... arguments) {}

    record Publish(String name, String type, String value) {}

    static Check good(Subject subject, String key, Object... arguments) {
        return new Check(subject, State.GOOD, List.of(new Said(key, arguments)), null);
    }

    static Check toDo(Subject subject, String key, Object... arguments) {
        return new Check(subject, State.TO_DO, List.of(new Said(key, arguments)), null);
    }

    static Check problem(Subject subject, String key, Object... arguments) {
        return new Check(subject, State.PROBLEM, List.of(new Said(key, arguments)), null);
    }

    static Check unknown(Subject subject, String key, Object... arguments) {
        return new Check(subject, State.UNKNOWN, List.of(new Said(key, arguments)), null);
    }

    Check also(String key, Object... arguments) {
        var more = new ArrayList<>(said);
        more.add(new Said(key, arguments));
        return new Check(subject, state, List.copyOf(more), publish);
    }

    Check publishing(String name, String type, String value) {
        return new Check(subject, state, said, new Publish(name, type, value));
    }
}
