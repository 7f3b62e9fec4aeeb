package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.Beginning.First;
import parvis.conversation.Beginning.Outcome;
import parvis.conversation.CannedText;
import parvis.conversation.ConversationId;
import parvis.conversation.Copied;
import parvis.conversation.Copying;
import parvis.conversation.Incoming;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.BeginningPage.Candidate;
import parvis.desk.page.BeginningPage.Typed;
import parvis.ledger.How;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Settling;
import parvis.newsroom.Told;
import parvis.person.EmailAddress;
import parvis.person.Voices;
import parvis.text.Clean;
import parvis.web.HeavyForms;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** The house writes first, to one person and whoever else reads along. What was typed comes back with what is wrong. */
@Controller
class BeginningController {
    private static final int READINGS = 240;

    private final LetterDrafts letters;
    private final Copying copying;
    private final Attaching attaching;
    private final PeopleReader people;
    private final BeginningPages pages;
    private final Talks talks;
    private final AnswerGuard guard;
    private final Voices voices;
    private final RateLimits limits;
    private final Transactions transactions;
    private final Clock clock;

    BeginningController(
            LetterDrafts letters,
            Copying copying,
            Attaching attaching,
            PeopleReader people,
            BeginningPages pages,
            Talks talks,
            AnswerGuard guard,
            Voices voices,
            RateLimits limits,
            Transactions transactions,
            Clock clock) {
        this.letters = letters;
        this.copying = copying;
        this.attaching = attaching;
        this.people = people;
        this.pages = pages;
        this.talks = talks;
        this.guard = guard;
        this.voices = voices;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/new")
    String form(Visit visit, Model model) {
        writer(visit);
        var to = Clean.line(visit.field("to"), 254).text();
        var opened = letters.open(visit, null);
        var draft = opened.draft();
        // whoever comes to write to somebody begins anew; what they keep already is named beside it
        var typed = draft == null || !to.isEmpty()
                ? new Typed(to, "", "", "", "", pages.language(visit, to), "")
                : LetterDrafts.typed(draft.typed());
        var kept = to.isEmpty() ? opened.page() : letters.same(visit);
        return pages.show(visit, kept, typed, List.of(), Map.of(), null, AnswerFindings.NONE, model);
    }

    /** What the guard says of a letter that is being typed. */
    @PostMapping("/desk/new/reading")
    String read(Visit visit, Model model) {
        writer(visit);
        var text = visit.field("text").replace("\r\n", "\n");
        var found = visit.fragment()
                        && !limits.take(
                                        "answer-read",
                                        visit.me().id().value().toString(),
                                        READINGS,
                                        Duration.ofMinutes(1))
                                .isZero()
                ? List.<Told>of()
                : found(visit, text);
        var findings = shown(visit, found, text, visit.asked().containsKey("asked"));
        if (!visit.fragment()) {
            return pages.show(visit, letters.same(visit), typed(visit), List.of(), Map.of(), null, findings, model);
        }
        model.addAttribute("findings", findings);
        return "desk/findings";
    }

    /** No verdict was given yet in a conversation that is not there. */
    private List<Told> found(Visit visit, String text) {
        return text.length() > ComposerReader.MOST
                ? List.of()
                : guard.read(visit.brand(), text, "private", new ConversationId(Ids.next()));
    }

    private AnswerFindings shown(Visit visit, List<Told> found, String text, boolean asked) {
        return guard.shown(
                found, text, asked, visit.field("reason"), visit.shell().words());
    }

    /** For a field that is being typed in. */
    @GetMapping("/desk/people")
    String suggestions(Visit visit, Model model) {
        writer(visit);
        model.addAttribute(
                "candidates", transactions.reading(visit.brand().id(), () -> people.find(visit.field("to"))));
        return "desk/people";
    }

    @PostMapping("/desk/new")
    String begin(
            Visit visit,
            @RequestParam(name = "pictures", required = false) @Nullable List<MultipartFile> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        writer(visit);
        var problems = new LinkedHashMap<String, String>();
        var candidates = candidates(visit);
        var to = to(visit, candidates, problems);
        var copies = copies(visit, to.email(), problems);
        var subject = Clean.line(visit.field("subject"), Incoming.MOST_SUBJECT);
        if (subject.isBlank() || !subject.fitted()) {
            problems.put("subject", visit.shell().t("desk.new.subject.missing", Incoming.MOST_SUBJECT));
        }
        var text = Clean.text(visit.field("text"), ComposerReader.MOST);
        if (text.isBlank() || !text.fitted()) {
            problems.put(
                    "text",
                    visit.shell()
                            .t(
                                    text.isBlank() ? "desk.new.text.missing" : "desk.refused.too-long",
                                    ComposerReader.MOST));
        }
        var reason = Clean.line(visit.field("reason"), Settling.MOST_REASON).text();
        var found = found(visit, text.text());
        var blocked = Proofreading.blocks(found) && reason.isEmpty();
        if (blocked) {
            problems.putIfAbsent("text", visit.shell().t("desk.refused.guarded"));
        }
        var holes = CannedText.holes(text.text());
        if (!holes.isEmpty()) {
            problems.putIfAbsent("text", visit.shell().t("desk.refused.hole", holes.getFirst()));
        }
        var brought = attaching.take(visit, sent, HeavyForms.isHeavy(request));
        if (brought.fault() != null) {
            problems.put(
                    "pictures",
                    visit.shell().t("desk.refused." + brought.fault().word(), ComposerReader.MOST));
        }
        if (problems.isEmpty() && !visit.field("voice").equals(visit.brand().slug())) {
            voices.another(visit.brand(), visit.me().account(), clock.instant())
                    .ifPresent(other -> problems.put(
                            "voice",
                            visit.shell()
                                    .t("desk.refused.other-house", visit.brand().name(), other.name())));
        }
        if (problems.isEmpty()) {
            var first = new First(
                    to.email(), to.name(), copies, subject.text(), text.text(), language(visit), brought.all());
            switch (letters.begin(visit, first)) {
                case Outcome.Begun(var number, var message) -> {
                    voices.spoke(visit.brand(), visit.me().account(), clock.instant());
                    transactions
                            .reading(visit.brand().id(), () -> talks.byNumber(number))
                            .ifPresent(id -> guard.left(
                                    visit.brand(), visit.me(), id, found, reason, How.DESK, clock.instant()));
                    return "redirect:/desk/conversations/" + number + "#m-" + message.value();
                }
                case Outcome.NotAllowed() -> throw new NotAllowed();
                case Outcome.Silent() -> problems.put("to", visit.shell().t("desk.new.to.silent", to.email()));
                case Outcome.NotAnAddress() -> problems.put("to", visit.shell().t("desk.new.to.own", to.email()));
            }
        }
        response.setStatus(
                HeavyForms.isHeavy(request)
                        ? HttpStatus.CONTENT_TOO_LARGE.value()
                        : HttpStatus.UNPROCESSABLE_CONTENT.value());
        attaching.hold(visit, LetterDrafts.PLACE, brought);
        var findings = shown(visit, found, text.text(), blocked || !reason.isEmpty());
        return pages.show(visit, letters.same(visit), typed(visit), candidates, problems, null, findings, model);
    }

    static void writer(Visit visit) {
        if (!visit.me().mayAct(null)) {
            throw new NotAllowed();
        }
    }

    /** Whom a name may mean; nobody when it is an address. */
    private List<Candidate> candidates(Visit visit) {
        var typed = BeginningPages.address(visit.field("to")).email();
        return EmailAddress.isPlausible(typed)
                ? List.of()
                : transactions.reading(visit.brand().id(), () -> people.find(typed));
    }

    private static Candidate to(Visit visit, List<Candidate> candidates, Map<String, String> problems) {
        var typed = BeginningPages.address(visit.field("to"));
        if (EmailAddress.isPlausible(typed.email())) {
            var name = Clean.line(visit.field("name"), 120).text();
            return name.isEmpty() ? typed : new Candidate(name, typed.email());
        }
        for (var candidate : candidates) {
            if (candidate.email().equals(visit.field("chosen"))) {
                return candidate;
            }
        }
        problems.put(
                "to",
                visit.shell()
                        .t(
                                typed.email().isEmpty()
                                        ? "desk.new.to.missing"
                                        : candidates.isEmpty() ? "desk.new.to.unknown" : "desk.new.to.which"));
        return typed;
    }

    private List<Copied> copies(Visit visit, String to, Map<String, String> problems) {
        return switch (copying.read(visit.brand(), visit.field("cc"), to)) {
            case Copying.Outcome.Read(var read) -> read;
            case Copying.Outcome.Refused(var problem, var address) -> {
                problems.put("cc", visit.shell().t("desk.new.copy." + problem.word(), address, Copying.MOST));
                yield List.of();
            }
        };
    }

    static String language(Visit visit) {
        return visit.field("language").equals("en") ? "en" : "fr";
    }

    static Typed typed(Visit visit) {
        return new Typed(
                visit.field("to"),
                visit.field("name"),
                visit.field("cc"),
                visit.field("subject"),
                visit.field("text"),
                language(visit),
                visit.field("alts"));
    }
}
