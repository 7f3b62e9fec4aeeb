package parvis.search;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.change.Change.Position;

/**
 * How far an index has come: kept in each of its commits, so that both are lost or kept together.
 *
 * @param database which database it was read from
 * @param position up to where it follows the change log
 * @param generation counts how often it was read anew from the whole database
 * @param reading where reading anew has got to; null when it is done
 */
record Mark(
        String database,
        Position position,
        long generation,
        @Nullable Cursor reading) {
    /** Raised whenever documents or analysis change: an index of another version is made anew. */
    private static final String SCHEMA = "3";

    /** The last conversation that was read, brands and conversations in the order of their ids. */
    record Cursor(UUID brand, UUID conversation) {
        static final Cursor START = new Cursor(new UUID(0, 0), new UUID(0, 0));
    }

    static Mark fresh(String database, Position now) {
        return new Mark(database, now, 1, Cursor.START);
    }

    Mark anew(Position now) {
        return new Mark(database, now, generation + 1, Cursor.START);
    }

    Mark at(Position reached) {
        return new Mark(database, reached, generation, reading);
    }

    Mark reading(@Nullable Cursor cursor) {
        return new Mark(database, position, generation, cursor);
    }

    Map<String, String> data() {
        var data = new HashMap<String, String>();
        data.put("schema", SCHEMA);
        data.put("database", database);
        data.put("transaction", Long.toUnsignedString(position.transaction()));
        data.put("sequence", Long.toString(position.sequence()));
        data.put("generation", Long.toString(generation));
        if (reading != null) {
            data.put("reading", reading.brand() + " " + reading.conversation());
        }
        return data;
    }

    /** Null when it is of another version or not ours at all. */
    static @Nullable Mark of(Map<String, String> data) {
        try {
            if (!SCHEMA.equals(data.get("schema"))) {
                return null;
            }
            return new Mark(
                    data.getOrDefault("database", ""),
                    new Position(
                            Long.parseUnsignedLong(data.getOrDefault("transaction", "")),
                            Long.parseLong(data.getOrDefault("sequence", ""))),
                    Long.parseLong(data.getOrDefault("generation", "")),
                    cursor(data.get("reading")));
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var space = text.indexOf(' ');
        return new Cursor(UUID.fromString(text.substring(0, space)), UUID.fromString(text.substring(space + 1)));
    }
}
