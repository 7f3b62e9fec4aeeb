package parvis.ledger;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did it. A reader is somebody who did not say who they are; the system acts by itself, at a time or on a message. */
public record Actor(Kind kind, @Nullable UUID id) {
    public enum Kind {
        PERSON,
        TEAMMATE,
        KEY,
        READER,
        SYSTEM;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Actor READER = new Actor(Kind.READER, null);
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null);

    public static Actor person(UUID id) {
        return new Actor(Kind.PERSON, id);
    }

    public static Actor teammate(UUID id) {
        return new Actor(Kind.TEAMMATE, id);
    }

    public static Actor key(UUID id) {
        return new Actor(Kind.KEY, id);
    }
}
