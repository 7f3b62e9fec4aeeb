package parvis.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.database.Transactions;
import parvis.newsroom.page.VersionsPage;
import parvis.web.Missing;

/** What a draft was, compared with what it is, and brought back. */
@Controller
class VersionsController {
    private static final int MOST = 30;

    private final Transactions transactions;
    private final Drafts drafts;
    private final Drafting drafting;
    private final DraftReading reading;
    private final Editing editing;
    private final Clock clock;

    VersionsController(
            Transactions transactions,
            Drafts drafts,
            Drafting drafting,
            DraftReading reading,
            Editing editing,
            Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.drafting = drafting;
        this.reading = reading;
        this.editing = editing;
        this.clock = clock;
    }

    @GetMapping("/newsroom/drafts/{number:[0-9]{1,18}}/versions")
    String list(
            Writer writer,
            @PathVariable long number,
            @RequestParam(defaultValue = "2147483647") int before,
            Model model) {
        return page(writer, number, before, null, model);
    }

    @GetMapping("/newsroom/drafts/{number:[0-9]{1,18}}/versions/{version:[0-9]{1,9}}")
    String compare(Writer writer, @PathVariable long number, @PathVariable int version, Model model) {
        return page(writer, number, Integer.MAX_VALUE, version, model);
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/versions/{version:[0-9]{1,9}}/restoration")
    String restore(
            Writer writer,
            @PathVariable long number,
            @PathVariable int version,
            HttpServletResponse response,
            Model model) {
        var outcome = drafting.restore(writer.brand(), writer.me(), number, version, clock.instant());
        var refusal = editing.refusal(writer, outcome);
        return refusal == null
                ? "redirect:/newsroom/drafts/" + number
                : editing.refuse(writer, number, refusal, response, model);
    }

    private String page(Writer writer, long number, int before, @Nullable Integer wanted, Model model) {
        var draft = reading.find(writer, number);
        var shell = writer.shell();
        var path = "/newsroom/drafts/" + number;
        var found = transactions.reading(writer.brand().id(), () -> drafts.versions(draft.id(), before, MOST + 1));
        var shown = wanted == null
                ? null
                : transactions
                        .reading(writer.brand().id(), () -> drafts.version(draft.id(), wanted))
                        .orElseThrow(Missing::new);
        var rows = found.stream()
                .limit(MOST)
                .map(version -> new VersionsPage.Row(
                        version.version(),
                        path + "/versions/" + version.version(),
                        said(writer, version),
                        version.at().toString(),
                        version.version() == draft.version(),
                        shown != null && version.version() == shown.version()))
                .toList();
        model.addAttribute(
                "page",
                new VersionsPage(
                        writer.self(),
                        number,
                        draft.wording().title().isEmpty()
                                ? shell.t("newsroom.untitled")
                                : draft.wording().title(),
                        rows,
                        found.size() > MOST
                                ? path + "/versions?before=" + rows.getLast().version()
                                : null,
                        shown == null
                                ? null
                                : new VersionsPage.Shown(
                                        shown.version(),
                                        said(writer, shown),
                                        Differences.between(
                                                shown.wording().title(),
                                                draft.wording().title()),
                                        Differences.between(
                                                shown.wording().text(),
                                                draft.wording().text()),
                                        pictures(writer, draft, shown),
                                        draft.isOpen() && shown.version() != draft.version()
                                                ? path + "/versions/" + shown.version() + "/restoration"
                                                : null)));
        return "newsroom/versions";
    }

    /** What the version showed and what the draft shows now; nothing where the version's are not known. */
    private List<VersionsPage.Picture> pictures(Writer writer, Kept draft, Drafts.Version version) {
        var before = version.pictures();
        if (before == null) {
            return List.of();
        }
        var now = draft.pictures().stream().map(DraftPicture::id).collect(Collectors.toSet());
        return transactions.reading(writer.brand().id(), () -> drafts.allPictures(draft.id())).stream()
                .filter(one -> now.contains(one.id()) || before.containsKey(one.id()))
                .map(one -> new VersionsPage.Picture(
                        "/newsroom/drafts/" + draft.number() + "/pictures/" + one.id(),
                        before.getOrDefault(one.id(), one.picture().alt()),
                        one.picture().width(),
                        one.picture().height(),
                        before.containsKey(one.id())
                                ? now.contains(one.id()) ? "" : writer.shell().t("newsroom.picture.went")
                                : writer.shell().t("newsroom.picture.came")))
                .toList();
    }

    private String said(Writer writer, Drafts.Version version) {
        return writer.shell()
                .t(
                        "newsroom.version",
                        version.version(),
                        reading.name(writer, version.teammate()),
                        writer.shell().times().full(version.at()));
    }
}
