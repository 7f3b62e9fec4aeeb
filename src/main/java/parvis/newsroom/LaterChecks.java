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

    private static String language(Draft draft) {
        return draft.language() != null
                ? draft.language()
                : LanguageGuess.of(draft.text()).map(Locale::getLanguage).orElse("fr");
    }
}
