package parvis.privacy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import parvis.database.BrandId;
import parvis.database.Columns;

/**
 * Somebody as one brand knows them.
 *
 * @param names under which they are known; of each, whether nobody else of the brand bears it
 * @param addresses of theirs, in lower case
 * @param handles of theirs, here and on channels
 * @param keys under which imports know them: an identity's kind, a space, its value
 * @param account theirs, or null
 * @param language of the brand
 */
public record Whom(
        BrandId brand,
        UUID person,
        List<Name> names,
        List<String> addresses,
        List<Handle> handles,
        List<String> keys,
        @Nullable UUID account,
        String language) {

    public record Name(String name, boolean unique) {}

    /** @param channel the slug of the channel on which they bear it, empty for the one that the house gave */
    public record Handle(String channel, String handle) {}

    public SqlArrayValue addressArray() {
        return Columns.texts(addresses);
    }

    public SqlArrayValue handleArray() {
        return Columns.texts(handles, Handle::handle);
    }
}
