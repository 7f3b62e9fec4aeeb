package parvis.brand;

import java.util.UUID;

/** A part of the square. */
public record Place(UUID id, String slug, Brand.LocalText name, Visibility visibility) {
    public enum Visibility {
        PUBLIC,
        MEMBERS,
        INTERNAL,
        AGENCY
    }
}
