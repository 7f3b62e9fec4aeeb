package parvis.square;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Moderating.Reason;
import parvis.person.Visitor;
import parvis.square.page.ModerationPage;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** Deciding on reports. The whole part of the site is closed to who may not moderate; the use case checks again. */
@Controller
class ModerationController {
    private static final int MOST_WORDS = 1_000;

    private final ModerationReading reading;
    private final Moderating moderating;
    private final Clock clock;

    ModerationController(ModerationReading reading, Moderating moderating, Clock clock) {
        this.reading = reading;
        this.moderating = moderating;
        this.clock = clock;
    }

    @GetMapping("/moderation")
    String open(Brand brand, Model model) {
        return show(brand, null, "", model);
    }

    /** Leaves a message where it is; whoever reported it is told why. */
    @PostMapping("/moderation/{message}/dismissal")
    String dismiss(
            Brand brand,
            Visitor visitor,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String words,
            HttpServletResponse response,
            Model model) {
        var by = visitor.asTeammate().orElseThrow(NotAllowed::new);
        var id = QuestionController.id(message).orElseThrow(Missing::new);
        var said = Clean.text(words, MOST_WORDS);
        if (said.isBlank() || !said.fitted()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(brand, id, words, model);
        }
        var outcome = moderating.dismiss(
                brand, new MessageId(id), by, said.text(), visitor.address(), visitor.how(), clock.instant());
        return switch (outcome) {
            case DONE, UNCHANGED -> "redirect:/moderation";
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private String show(Brand brand, @Nullable UUID wrong, String typed, Model model) {
        var reasons = Arrays.stream(Reason.values()).map(Reason::word).toList();
        model.addAttribute("page", new ModerationPage(reading.open(brand), reasons, wrong, typed));
        return "square/moderation";
    }
}
