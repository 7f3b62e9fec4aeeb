package parvis.conversation;

import java.util.Locale;
import parvis.brand.Place;

/**
 * Who may read a conversation: everybody, whoever is signed in, or the person and the house. A message of it is public, which is as
 * open as its conversation, or private.
 */
public enum Visibility {
    PUBLIC,
    MEMBERS,
    PRIVATE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether others read it than the person and the house. */
    public boolean isShared() {
        return this != PRIVATE;
    }

    public boolean isWiderThan(Visibility other) {
        return compareTo(other) < 0;
    }

    /** What words are that are written here for all who read here. */
    public Visibility ofWords() {
        return this == PRIVATE ? PRIVATE : PUBLIC;
    }

    public static Visibility of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Of what stands in a place. */
    public static Visibility in(Place place) {
        return of(place.visibility());
    }

    static Visibility of(Place.Visibility place) {
        return switch (place) {
            case PUBLIC -> PUBLIC;
            case MEMBERS -> MEMBERS;
            case INTERNAL, AGENCY -> PRIVATE;
        };
    }
}
