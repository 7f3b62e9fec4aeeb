package parvis.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import parvis.api.ConversationPages.Item;
import parvis.api.ConversationPages.Wanted;
import parvis.api.ConversationPages.Whole;
import parvis.brand.Permission;
import parvis.brand.TeammateId;
import parvis.conversation.Answering;
import parvis.conversation.Answering.Outcome;
import parvis.conversation.ConversationId;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.Merged;
import parvis.conversation.MessageId;
import parvis.conversation.Sight;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Told;
import parvis.search.Search;
import parvis.web.Languages;
import parvis.web.Problem;
import parvis.web.Words;
import tools.jackson.databind.json.JsonMapper;

/** The desk for programs: conversations, their messages, and answering in the name of the key's teammate. */
@RestController
class ConversationController {
    private static final int LARGEST_PAGE = 100;
    /** A search is for the best of what there is; whoever wants all reads without one. */
    private static final int MOST_FOUND = 200;

    /**
     * @param state {@code waiting} for an answer that leaves once a colleague approves, else {@code sent}
     * @param findings what the guard says of an answer; it left all the same, and of a note it says nothing
     */
    record Written(UUID id, String state, List<GuardController.Found> findings) {}

    private final ConversationPages pages;
    private final Search search;
    private final Answering answering;
    private final Proofreading proofreading;
    private final Merged merged;
    private final Sight sight;
    private final JsonMapper json;
    private final Clock clock;

    ConversationController(
            ConversationPages pages,
            Search search,
            Answering answering,
            Proofreading proofreading,
            Merged merged,
            Sight sight,
            JsonMapper json,
            Clock clock) {
        this.pages = pages;
        this.merged = merged;
        this.sight = sight;
        this.search = search;
        this.answering = answering;
        this.proofreading = proofreading;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/api/v1/conversations")
    Page<Item> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        mayRead(caller);
        var found = q == null || q.isBlank() ? null : search.desk(caller.brand(), q, MOST_FOUND);
        return pages.list(
                caller.brand(),
                new Wanted(
                        state(state),
                        blank(channel) ? null : channel,
                        found,
                        Cursor.parse("cursor", cursor),
                        limit(limit, 50),
                        sight.sql(caller.brand(), caller.teammate())));
    }

    @GetMapping("/api/v1/conversations/{id}")
    Whole show(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        mayRead(caller);
        var left = seen(caller, id);
        return pages.whole(caller.brand(), left.value(), Cursor.parse("cursor", cursor), limit(limit, LARGEST_PAGE))
                .orElseThrow(() -> Refusal.of(Problem.Kind.NOT_FOUND));
    }

    @PostMapping("/api/v1/conversations/{id}/messages")
    ResponseEntity<Written> write(Caller caller, @PathVariable UUID id, HttpServletRequest request) throws IOException {
        caller.needs(Scope.CONVERSATIONS_WRITE);
        caller.needs(Permission.SEE_DESK);
        var left = seen(caller, id);
        var words = words(Body.of(request, json));
        var outcome = answering.write(caller.brand(), left, caller.teammate(), words, clock.instant());
        return switch (outcome) {
            case Outcome.Written(var message) ->
                ResponseEntity.created(URI.create("/api/v1/conversations/" + left.value()))
                        .body(new Written(message.value(), "sent", found(caller, left, words, request)));
            case Outcome.Waits(var message) ->
                ResponseEntity.created(URI.create("/api/v1/conversations/" + left.value()))
                        .body(new Written(message.value(), "waiting", found(caller, left, words, request)));
            case Outcome.WaitsAlready() -> throw Refusal.because(Problem.Kind.OVERTAKEN, "api.waits.already");
            case Outcome.NoVoice() -> throw Refusal.wrong("voice", "api.voice.missing");
            case Outcome.Overtaken(var newer) -> throw overtaken(caller, newer);
            case Outcome.Closed() -> throw Refusal.of(Problem.Kind.CLOSED);
            case Outcome.OnlyPrivate() -> throw Refusal.wrong("visibility", "api.visibility.only.private");
            case Outcome.NotAllowed() ->
                throw Refusal.because(
                        Problem.Kind.FORBIDDEN,
                        "api.role.may.not",
                        caller.teammate().name());
            case Outcome.Unknown() -> throw Refusal.of(Problem.Kind.NOT_FOUND);
        };
    }

    /** What their teammate does not see is not there. */
    private ConversationId seen(Caller caller, UUID id) {
        var left = merged.surviving(caller.brand().id(), new ConversationId(id));
        if (!sight.sees(caller.brand(), caller.teammate(), left)) {
            throw Refusal.of(Problem.Kind.NOT_FOUND);
        }
        return left;
    }

    private List<GuardController.Found> found(
            Caller caller, ConversationId conversation, Answering.Words words, HttpServletRequest request) {
        if (words.kind() == Kind.NOTE) {
            return List.of();
        }
        var language = Words.in(Languages.asked(request));
        return proofreading
                .answer(
                        caller.brand(),
                        words.text(),
                        words.visibility() == Visibility.PUBLIC,
                        conversation.value(),
                        false)
                .stream()
                .filter(Told::stands)
                .map(told -> GuardController.Found.of(told, language))
                .toList();
    }

    private static Answering.Words words(Body body) {
        var text = body.text("text", Incoming.MOST_TEXT);
        var kind = body.required("kind", 20);
        var visibility = body.name("visibility", 20);
        var lastSeen = body.id("lastSeen");
        var voice = body.id("voice");
        if (kind != null && !kind.equals("sent") && !kind.equals("note")) {
            body.refuse("kind", "api.field.one.of", "sent, note");
        }
        var note = "note".equals(kind);
        if (visibility == null ? !note : note ? !visibility.equals("private") : !isVisibility(visibility)) {
            body.refuse("visibility", "api.field.one.of", note ? "private" : "public, private");
        }
        if (text.isEmpty()) {
            body.refuse("text", "api.field.required");
        }
        body.check();
        return new Answering.Words(
                Kind.of(Objects.requireNonNull(kind)),
                visibility == null ? Visibility.PRIVATE : Visibility.of(visibility),
                text,
                lastSeen == null ? null : new MessageId(lastSeen),
                How.API,
                List.of(),
                List.of(),
                List.of(),
                voice == null ? null : new TeammateId(voice));
    }

    private Refusal overtaken(Caller caller, MessageId newer) {
        var message = pages.message(caller.brand(), newer.value());
        return Refusal.of(
                Problem.Kind.OVERTAKEN,
                message.<Map<String, Object>>map(m -> Map.of("newer", m)).orElseGet(Map::of));
    }

    private static void mayRead(Caller caller) {
        caller.needs(Scope.CONVERSATIONS_READ);
        caller.needs(Permission.SEE_DESK);
    }

    private static @Nullable State state(@Nullable String given) {
        if (blank(given)) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(state -> state.word().equals(given))
                .findFirst()
                .orElseThrow(() -> Refusal.wrong(
                        "state",
                        "api.field.one.of",
                        Arrays.stream(State.values()).map(State::word).collect(Collectors.joining(", "))));
    }

    private static int limit(@Nullable String given, int otherwise) {
        if (blank(given)) {
            return otherwise;
        }
        try {
            var limit = Integer.parseInt(Objects.requireNonNull(given));
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException notOne) {
            // refused below
        }
        throw Refusal.wrong("limit", "api.limit", LARGEST_PAGE);
    }

    private static boolean isVisibility(String word) {
        // of words: as open as their conversation, or private
        return word.equals(Visibility.PUBLIC.word()) || word.equals(Visibility.PRIVATE.word());
    }

    private static boolean blank(@Nullable String given) {
        return given == null || given.isBlank();
    }
}
