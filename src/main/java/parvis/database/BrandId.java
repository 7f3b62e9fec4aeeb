package parvis.database;

import java.util.UUID;

/** Whose rows: the key of the wall between brands. */
public record BrandId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
