package parvis.importer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From what the past can come. */
public enum Kind {
    STACKEXCHANGE,
    DISCOURSE,
    MBOX,
    CSV;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
