package parvis.square;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list sorted by a moment and an id; as text it is {@code microseconds_id}. */
record Cursor(Instant at, UUID id) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,17})_([0-9a-f-]{36})");

    /** Empty for none, and for what is no cursor: a list that begins anew is a better answer than a refusal. */
    static Optional<Cursor> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cursor(
                    Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS),
                    UUID.fromString(form.group(2))));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}
