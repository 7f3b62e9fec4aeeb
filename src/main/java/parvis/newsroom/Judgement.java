package parvis.newsroom;

import java.util.Locale;

/** What somebody did about a finding. */
public enum Judgement {
    /** It is right, and stays for a reason. */
    ACCEPTED,
    /** It is wrong. */
    CONTESTED,
    /** The passage was changed or taken out. */
    FOLLOWED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Judgement of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
