package parvis.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody, as one brand knows them. */
public record Person(
        PersonId id,
        String name,
        String handle,
        @Nullable String language,
        @Nullable String city,
        Instant since,
        boolean hasAccount) {

    /** Handles begin so of whoever was erased, and of nobody else. */
    public static final String ERASED = "~";

    /** What whoever was erased is called, in the language of the brand. */
    static String someone(String language) {
        return language.equals("fr") ? "Quelqu’un" : "Someone";
    }

    public boolean isErased() {
        return handle.startsWith(ERASED);
    }

    /** What the public sees: first name and initial. */
    public String publicName() {
        return publicName(name);
    }

    public String initials() {
        return initials(name);
    }

    /** "Hélène Caradec" is "Hélène C." to the public; a single word stays as it is. */
    public static String publicName(String name) {
        var words = name.strip().split("\\s+");
        return words.length < 2 ? name.strip() : words[0] + " " + firstLetter(words[words.length - 1]) + ".";
    }

    public static String initials(String name) {
        var words = name.strip().split("\\s+");
        return words.length < 2 ? firstLetter(words[0]) : firstLetter(words[0]) + firstLetter(words[words.length - 1]);
    }

    private static String firstLetter(String word) {
        return word.isEmpty() ? "?" : new String(Character.toChars(Character.toUpperCase(word.codePointAt(0))));
    }
}
