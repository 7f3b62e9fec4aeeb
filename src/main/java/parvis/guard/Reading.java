package parvis.guard;

import java.util.Locale;
import parvis.text.LanguageGuess;

/** A draft as checks read it: what they share is worked out once. */
final class Reading {
    private final Draft draft;
    private final Context context;
    private final Folded folded;
    private final String language;

    Reading(Draft draft, Context context) {
        this.draft = draft;
        this.context = context;
        this.folded = Folded.of(draft.text());
        var said = draft.language();
        this.language = said != null
                ? said
                : LanguageGuess.of(draft.text()).map(Locale::getLanguage).orElse("fr");
    }

    String text() {
        return draft.text();
    }

    Draft draft() {
        return draft;
    }

    Context context() {
        return context;
    }

    Folded folded() {
        return folded;
    }

    boolean isFrench() {
        return language.equals("fr");
    }
}
