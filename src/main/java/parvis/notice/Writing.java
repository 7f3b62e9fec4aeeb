package parvis.notice;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.text.Clean;
import parvis.text.PlainText;
import parvis.web.Words;

/** Puts letters in writing, as HTML in the brand's look and as plain text of the same words, and hands them to the worker. */
@Component
class Writing {
    /** Scenes and imports tell of the past: nobody is written to about what is long over. */
    private static final Duration NEWS = Duration.ofHours(1);

    private static final int LONGEST_SUBJECT = 150;

    private final Mails mails;
    private final Postman postman;
    private final TemplateEngine templates;
    private final Clock clock;

    Writing(Mails mails, Postman postman, TemplateEngine templates, Clock clock) {
        this.mails = mails;
        this.postman = postman;
        this.templates = templates;
        this.clock = clock;
    }

    /** Inside the transaction of what the letter tells, so that both are kept or neither. */
    void write(Letter letter) {
        if (letter.at().isBefore(clock.instant().minus(NEWS))) {
            return;
        }
        var subject = PlainText.cut(Clean.line(letter.subject(), 500).text(), LONGEST_SUBJECT);
        mails.insert(Ids.next(), letter, subject, plain(letter), html(letter, subject), clock.instant());
        Transactions.afterCommit(postman::wake);
    }

    private String html(Letter letter, String subject) {
        var output = new StringOutput();
        templates.render("notice/letter.jte", Map.of("letter", LetterPage.of(letter, subject)), output);
        return output.toString();
    }

    private static String plain(Letter letter) {
        var parts = letter.parts().stream().map(Writing::plain).collect(Collectors.joining("\n\n"));
        return parts + "\n\n-- \n" + letter.brand().name() + "\n"
                + Words.in(letter.language()).t("letter.automatic") + "\n";
    }

    private static String plain(Part part) {
        return switch (part) {
            case Part.Paragraph(var text) -> text;
            case Part.Words(var markdown) -> markdown.strip();
            case Part.Quote(var text) -> text.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
            // Alone on its line, so that programs that read mail make it a link and nothing else of it.
            case Part.Button(var label, var address) -> label + "\n" + address;
            case Part.Aside(var text) -> text;
        };
    }
}
