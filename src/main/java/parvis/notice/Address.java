package parvis.notice;

import java.util.Locale;
import parvis.person.Manner;
import parvis.web.Words;

/** The words of a letter to somebody who wishes to be addressed in a certain way. */
record Address(Words words, Manner manner, String name) {
    /** What is said otherwise to whoever wishes to be called "tu" stands under this, and otherwise behind the same key. */
    private static final String FAMILIAR = "letter.tu.";

    String t(String key, Object... arguments) {
        var familiar = FAMILIAR + key.substring("letter.".length());
        return words.t(isFamiliar() && words.has(familiar) ? familiar : key, arguments);
    }

    /** By the first name whom we call "tu", else by title and name, else without a name. */
    String hello() {
        if (isFamiliar()) {
            return words.t("letter.hello.name", name.strip().split("\\s+", 2)[0]);
        }
        var parts = name.strip().split("\\s+", 2);
        return manner.title().isEmpty()
                ? words.t("letter.hello")
                : words.t("letter.hello." + manner.title().toLowerCase(Locale.ROOT), parts[parts.length - 1]);
    }

    private boolean isFamiliar() {
        return manner.address().equals("tu") && !name.isBlank();
    }
}
