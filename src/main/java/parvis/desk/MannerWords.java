package parvis.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parvis.person.Manner;
import parvis.web.Shell;

/** How somebody wishes to be addressed, in words. */
final class MannerWords {
    private MannerWords() {}

    /**
     * @param language in which they wish to be written to; null for what nobody knows
     * @param spoken in which one speaks here: the same need not be said
     */
    static List<String> of(Manner manner, @Nullable String language, String spoken, Shell shell) {
        var words = new ArrayList<String>();
        if (!manner.address().isEmpty()) {
            words.add(shell.t("desk.manner.address." + manner.address()));
        }
        if (!manner.title().isEmpty()) {
            words.add(shell.t("desk.manner.title." + manner.title()));
        }
        if (language != null && !language.equals(spoken)) {
            words.add(
                    shell.t("desk.manner.writes", Locale.of(language).getDisplayLanguage(Locale.of(shell.language()))));
        }
        if (!manner.hours().isEmpty()) {
            words.add(shell.t("desk.manner.wishes", manner.hours()));
        }
        return words;
    }
}
