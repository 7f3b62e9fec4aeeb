package parvis.newsroom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import parvis.grammar.Grammar;
import parvis.guard.Draft;
import parvis.guard.Finding;
import parvis.outbound.LinkLook;
import parvis.text.LanguageGuess;

/** The checks that take longer than somebody waits who types: spelling and grammar, and where links lead. */
@Component
class LaterChecks {
    /** In which most answers come; one that comes later is told to nobody. */
    private static final Duration LEAVING = Duration.ofSeconds(3);

    private final Grammar grammar;
    private final LinkLook links;

    LaterChecks(Grammar grammar, LinkLook links) {
        this.grammar = grammar;
        this.links = links;
    }

    /**
     * @param homes the brand's own hosts
     * @param dictionary the brand's own words
     */
    List<Finding> read(Draft draft, Set<String> homes, Set<String> dictionary, Patience patience) {
        if (patience == Patience.NONE) {
            return List.of();
        }
        var until = System.nanoTime() + patience.longest().toNanos();
        var findings = new ArrayList<>(grammar.within(draft.text(), language(draft), dictionary, patience.longest())
                .orElse(List.of()));
        findings.addAll(
                // half an address is nobody's to be asked about
                patience == Patience.TYPING
                        ? links.remembered(draft.text(), homes)
                        : links.within(draft.text(), homes, Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
        return findings;
    }

    /**
     * Where the links of an answer lead. While it is typed they are looked at as soon as something follows them, and what is known
     * is told.
     *
     * @param leaving whether it is about to leave, so that whoever sends it waits a little
     */
    List<Finding> links(String text, Set<String> homes, boolean leaving) {
        if (leaving) {
            return links.within(text, homes, LEAVING);
        }
        var end = text.length();
        while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return links.within(text.substring(0, end), homes, Duration.ZERO);
    }

    private static String language(Draft draft) {
        return draft.language() != null
                ? draft.language()
                : LanguageGuess.of(draft.text()).map(Locale::getLanguage).orElse("fr");
    }
}
