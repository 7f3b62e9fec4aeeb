package parvis.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.time.Instant;
import java.util.UUID;

/** Keys of rows: UUIDs of version 7 (RFC 9562), which sort by the time they were made. */
public final class Ids {
    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    /** Sorts before every key that was made at that moment or later, and behind those that were made before. */
    public static UUID first(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16 | 0x7000L, 0x8000_0000_0000_0000L);
    }

    public static UUID next() {
        return GENERATOR.generate();
    }
}
