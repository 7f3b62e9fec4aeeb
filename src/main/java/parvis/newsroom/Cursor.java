package parvis.newsroom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in the list of drafts; as text it is {@code microseconds_id}. */
record Cursor(Instant at, UUID id) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,17})_([0-9a-f-]{36})");

    /** Empty for none, and for what is no cursor. */
    static Optional<Cursor> of(@Nullable String text) {
        var form = FORM.matcher(text == null ? "" : text);
        try {
            return form.matches()
                    ? Optional.of(new Cursor(
                            Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS),
                            UUID.fromString(form.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}
