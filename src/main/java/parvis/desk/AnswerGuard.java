package parvis.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.conversation.ConversationId;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.conversation.Withheld;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.AnswerFindings.Line;
import parvis.ledger.How;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Settling;
import parvis.newsroom.Told;
import parvis.web.Words;

/** Answers are read by the guard before they leave; notes among colleagues are not. */
@Component
class AnswerGuard {
    private static final int MOST = 12;
    private static final String BLANK = "[…]";

    private final Proofreading proofreading;
    private final Settling settling;

    AnswerGuard(Proofreading proofreading, Settling settling) {
        this.proofreading = proofreading;
        this.settling = settling;
    }

    /** While it is typed. */
    List<Told> read(Brand brand, String text, String to, ConversationId conversation) {
        return read(brand, text, to, conversation, false);
    }

    /** When it is to leave: its links are waited for a little. */
    List<Told> leaving(Brand brand, String text, String to, ConversationId conversation) {
        return read(brand, text, to, conversation, true);
    }

    private List<Told> read(Brand brand, String text, String to, ConversationId conversation, boolean leaving) {
        return to.equals("note") || text.isBlank()
                ? List.of()
                : proofreading.answer(brand, text, to.equals("public"), conversation.value(), leaving).stream()
                        .filter(Told::stands)
                        .toList();
    }

    /** What of somebody everybody would read in words that wait: of those to everybody alone. */
    List<Told> exposed(Brand brand, Withheld.Waiting waiting) {
        return waiting.kind() == Kind.SENT && waiting.visibility() == Visibility.PUBLIC
                ? read(brand, waiting.text(), "public", waiting.conversation()).stream()
                        .filter(Proofreading::exposes)
                        .toList()
                : List.of();
    }

    /** @param asked whether it was to leave already, and stayed for what blocks it */
    AnswerFindings shown(List<Told> findings, String text, boolean asked, String reason, Words words) {
        return new AnswerFindings(
                findings.stream()
                        .limit(MOST)
                        .map(told -> new Line(
                                told.name(words),
                                words.t("newsroom.weight." + told.weight().word()),
                                told.weight().word(),
                                told.passage().isEmpty()
                                        ? ""
                                        : text.substring(
                                                told.finding().start(),
                                                told.finding().end()),
                                told.why(words),
                                told.blocks()))
                        .toList(),
                asked && Proofreading.blocks(findings),
                reason,
                asked && findings.stream().anyMatch(Proofreading::exposes));
    }

    /** The same words without what of somebody would be open to everybody. */
    static String blanked(String text, List<Told> findings) {
        var blanked = new StringBuilder(text);
        findings.stream()
                .filter(Proofreading::exposes)
                .sorted(Comparator.comparing((Told told) -> told.finding().start())
                        .reversed())
                .forEach(told ->
                        blanked.replace(told.finding().start(), told.finding().end(), BLANK));
        return blanked.toString();
    }

    /** It left all the same, for this reason. */
    void left(
            Brand brand,
            Teammate by,
            ConversationId conversation,
            List<Told> findings,
            String reason,
            How how,
            Instant at) {
        settling.meant(brand, by, conversation.value(), findings, reason, how, at);
    }
}
