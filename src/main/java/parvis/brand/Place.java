package parvis.brand;

import java.util.Locale;
import java.util.UUID;

/**
 * A part of the square.
 *
 * @param purpose what it is for, in one line of either language; may be empty
 * @param closed it takes nothing new; what stands there stays, for those who could read it
 */
public record Place(
        UUID id, String slug, Brand.LocalText name, Visibility visibility, Brand.LocalText purpose, boolean closed) {

    /** Who reads what is asked there; decided when the place is made, because whoever writes there counts on it. */
    public enum Visibility {
        PUBLIC,
        /** Whoever is signed in at the house. */
        MEMBERS,
        /** The team, and of each conversation whoever began it. */
        INTERNAL,
        AGENCY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Visibility of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether people ask there, and read what others asked. */
    public boolean isShared() {
        return visibility == Visibility.PUBLIC || visibility == Visibility.MEMBERS;
    }
}
