package parvis.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import parvis.conversation.Accepting;
import parvis.conversation.Incoming;
import parvis.conversation.MessageStatus;
import parvis.ledger.How;
import parvis.person.EmailAddress;
import parvis.web.Languages;
import parvis.web.Problem.Kind;
import parvis.web.Words;
import tools.jackson.databind.json.JsonMapper;

/** Messages from other programs, and what became of them. */
@RestController
class MessageController {
    static final String MESSAGES = "/api/v1/messages";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_HTML = 500_000;

    record Taken(UUID id) {}

    record Status(
            UUID id,
            String state,
            @Nullable UUID conversation,
            @Nullable String reason) {}

    private final Accepting accepting;
    private final JsonMapper json;
    private final Clock clock;

    MessageController(Accepting accepting, JsonMapper json, Clock clock) {
        this.accepting = accepting;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(MESSAGES)
    ResponseEntity<Taken> take(Caller caller, HttpServletRequest request) throws IOException {
        caller.needs(Scope.MESSAGES_WRITE);
        var now = clock.instant();
        var incoming = incoming(Body.of(request, json), now);
        return switch (accepting.accept(caller.brand(), incoming, now)) {
            case Accepting.Outcome.Accepted(var id, var isNew) ->
                ResponseEntity.status(isNew ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .location(URI.create(MESSAGES + "/" + id))
                        .body(new Taken(id));
            case Accepting.Outcome.Refused(var field, var problem) -> throw Refusal.wrong(field, problem);
            case Accepting.Outcome.Busy() -> throw Refusal.because(Kind.UNAVAILABLE, "api.busy");
        };
    }

    @GetMapping("/api/v1/messages/{id}")
    Status status(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        caller.needsOneOf(Scope.MESSAGES_WRITE, Scope.CONVERSATIONS_READ);
        var words = Words.in(Languages.asked(request));
        return accepting
                .status(caller.brand().id(), id)
                // What waits for somebody's confirmation on the square is nobody's business yet.
                .filter(status -> !status.state().equals("unconfirmed"))
                .map(status -> new Status(status.id(), status.state(), status.conversation(), reason(status, words)))
                .orElseThrow(() -> Refusal.of(Kind.NOT_FOUND));
    }

    private static @Nullable String reason(MessageStatus status, Words words) {
        var reason = status.reason();
        return reason != null && words.has(reason) ? words.t(reason) : reason;
    }

    static Incoming incoming(Body body, Instant now) {
        var channel = body.required("channel", LONGEST_NAME);
        var externalId = body.required("externalId", LONGEST_NAME);
        var name = body.line("from.name", 100);
        var email = body.line("from.email", 254);
        if (!email.isEmpty() && !EmailAddress.isPlausible(email)) {
            body.refuse("from.email", "api.field.email");
        }
        var handle = body.line("from.handle", 100);
        var subject = body.line("subject", Incoming.MOST_SUBJECT);
        var text = body.text("text", Incoming.MOST_TEXT);
        var html = body.text("html", LONGEST_HTML);
        var inReplyTo = body.name("inReplyTo", LONGEST_NAME);
        var sentAt = Optional.ofNullable(body.instant("sentAt")).orElse(now);
        if (sentAt.isBefore(Instant.EPOCH)) {
            body.refuse("sentAt", "api.field.instant");
        }
        var place = body.name("place", LONGEST_NAME);
        body.check();
        if (text.isEmpty() && html.isEmpty()) {
            throw Refusal.wrong("text", "api.text.required");
        }
        return new Incoming(
                Objects.requireNonNull(channel),
                Objects.requireNonNull(externalId),
                null,
                new Incoming.From(name, email, handle, false),
                subject,
                text,
                html.isEmpty() ? null : html,
                inReplyTo,
                null,
                // Another machine's clock may run ahead of ours; nothing is written in the future.
                sentAt.isAfter(now) ? now : sentAt,
                place,
                null,
                null,
                List.of(),
                List.of(),
                false,
                How.API.value());
    }
}
