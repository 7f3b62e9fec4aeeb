package parvis.notice;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.text.Clean;
import parvis.text.PlainText;

/** Puts letters in writing, as HTML in the brand's look and as plain text of the same words, and hands them to the worker. */
@Component
class Writing {
    /** Scenes and imports tell of the past: nobody is written to about what is long over. */
    private static final Duration NEWS = Duration.ofHours(1);

    private static final int LONGEST_SUBJECT = 150;

    private final Mails mails;
    private final LetterThreads threads;
    private final Postman postman;
    private final TemplateEngine templates;
    private final Clock clock;

    Writing(Mails mails, LetterThreads threads, Postman postman, TemplateEngine templates, Clock clock) {
        this.mails = mails;
        this.threads = threads;
        this.postman = postman;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * Inside the transaction of what the letter tells, so that both are kept or neither.
     *
     * @return whether there was anything to write
     */
    boolean write(Letter letter) {
        return write(letter, clock.instant());
    }

    /** The same, to leave then and not before. */
    boolean write(Letter letter, Instant leaves) {
        if (isOver(letter.at())) {
            return false;
        }
        var id = Ids.next();
        var subject = PlainText.cut(Clean.line(letter.subject(), 500).text(), LONGEST_SUBJECT);
        mails.insert(
                id,
                letter,
                new Mails.Written(subject, plain(letter), html(letter, subject)),
                new Mails.Thread(threads.nameOf(letter, id), threads.before(letter)),
                clock.instant(),
                leaves);
        Transactions.afterCommit(postman::wake);
        return true;
    }

    boolean isOver(Instant at) {
        return at.isBefore(clock.instant().minus(NEWS));
    }

    private String html(Letter letter, String subject) {
        var output = new StringOutput();
        templates.render("notice/letter.jte", Map.of("letter", LetterPage.of(letter, subject)), output);
        return output.toString();
    }

    private static String plain(Letter letter) {
        var parts = letter.parts().stream()
                .filter(part -> !(part instanceof Part.Signature))
                .map(Writing::plain)
                .collect(Collectors.joining("\n\n"));
        return parts + "\n\n-- \n" + signature(letter) + letter.brand().name() + "\n" + LetterPage.foot(letter) + "\n"
                + stop(letter);
    }

    private static String stop(Letter letter) {
        var stop = LetterPage.stop(letter);
        return stop == null ? "" : plain(stop) + "\n";
    }

    /** Behind the two dashes at which programs that read mail know a signature, and fold it away when they answer. */
    private static String signature(Letter letter) {
        return letter.parts().stream()
                .filter(Part.Signature.class::isInstance)
                .map(part -> plain(part) + "\n\n")
                .collect(Collectors.joining());
    }

    private static String plain(Part part) {
        return switch (part) {
            case Part.Paragraph(var text) -> text;
            case Part.Words(var markdown) -> markdown.strip();
            case Part.Quote(var text) -> quoted(text);
            // Alone on its line, so that programs that read mail make it a link and nothing else of it.
            case Part.Button(var label, var address) -> label + "\n" + address;
            case Part.Choices(var question, var buttons) ->
                question + "\n\n" + buttons.stream().map(Writing::plain).collect(Collectors.joining("\n"));
            case Part.Pictures(var pictures, var word) ->
                pictures.stream()
                        .map(picture -> picture.alt().isEmpty() ? "[" + word + "]" : "[" + picture.alt() + "]")
                        .collect(Collectors.joining("\n"));
            case Part.Said(var who, var text, var internal) -> who + "\n" + quoted(text);
            case Part.Earlier(var label, var text) -> label + "\n" + quoted(text);
            case Part.Signature(var text) -> text;
            case Part.Aside(var text) -> text;
        };
    }

    private static String quoted(String text) {
        return text.strip().lines().map(line -> ("> " + line).strip()).collect(Collectors.joining("\n"));
    }
}
