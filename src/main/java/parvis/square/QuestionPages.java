package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.conversation.State;
import parvis.person.Visitor;
import parvis.square.QuestionReading.Head;
import parvis.square.QuestionReading.Request;
import parvis.square.page.QuestionPage.Draft;
import parvis.square.page.QuestionPage.Reply;

/** Puts a question's page together: for its address, and again with what was typed when a form could not be taken. */
@Component
class QuestionPages {
    private final QuestionReading reading;
    private final StructuredData structured;
    private final Addresses addresses;
    private final Clock clock;

    QuestionPages(QuestionReading reading, StructuredData structured, Addresses addresses, Clock clock) {
        this.reading = reading;
        this.structured = structured;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** What a request brings along that changes the page. */
    record Asked(
            HttpServletRequest request,
            @Nullable UUID change,
            @Nullable UUID after) {}

    String show(
            Brand brand,
            Visitor visitor,
            Head head,
            Asked asked,
            Draft draft,
            HttpServletResponse response,
            Model model) {
        var reader =
                visitor.isSignedIn() ? null : ReaderCookie.of(asked.request()).orElse(null);
        if (reader != null) {
            // It shows what this reader said: nobody else may get it from a cache.
            response.setHeader("Cache-Control", "no-store");
        }
        if (!head.isThereFor(visitor)) {
            var page = reading.page(brand, head, new Request(visitor, null, null, null, clock.instant()));
            model.addAttribute("page", page);
            return "square/question-hidden";
        }
        var page =
                reading.page(brand, head, new Request(visitor, reader, asked.change(), asked.after(), clock.instant()));
        var found = head.isPublic() && !head.hidden();
        var canonical = found ? addresses.of(brand, head.path()) : "";
        model.addAttribute(
                "page",
                page.framed(
                        canonical,
                        // for search engines, which sign in nowhere
                        found && !visitor.isSignedIn() ? structured.of(page, canonical) : "",
                        reply(head, visitor, draft)));
        return "square/question";
    }

    private static @Nullable Reply reply(Head head, Visitor visitor, Draft draft) {
        var teammate = visitor.teammate();
        if (head.hidden()) {
            return null;
        }
        if (teammate != null) {
            var may = teammate.may(Permission.ANSWER_OWN) && head.state() != State.CLOSED;
            return may ? new Reply(true, true, false, head.lastMessage(), draft) : null;
        }
        if (head.state() == State.CLOSED && !head.isAsker(visitor)) {
            return null;
        }
        return new Reply(visitor.isSignedIn(), false, head.isShared() && head.isAsker(visitor), null, draft);
    }
}
