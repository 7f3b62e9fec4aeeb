package parvis.person;

import java.time.Instant;
import java.util.Locale;

/**
 * An address to which no letter is sent any more, until somebody decides otherwise.
 *
 * @param why in a few words, as the other side put it, such as "5.1.1" or "abuse"
 */
public record Silence(String email, Kind kind, String why, Instant since) {
    public enum Kind {
        /** Nothing arrives there, its server said. */
        BOUNCE,
        /** Whoever reads there called a letter spam. */
        COMPLAINT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
