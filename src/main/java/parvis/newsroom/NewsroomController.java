package parvis.newsroom;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.newsroom.page.NewsroomPage;
import parvis.newsroom.page.NewsroomPage.Row;
import parvis.text.Clean;

/** The newsroom's first page: what is being written, and what the guard holds against it. */
@Controller
class NewsroomController {
    private static final int MOST = 20;

    private final Transactions transactions;
    private final Drafts drafts;
    private final Drafting drafting;
    private final DraftReading reading;
    private final Proofreading proofreading;
    private final Editing editing;
    private final Clock clock;

    NewsroomController(
            Transactions transactions,
            Drafts drafts,
            Drafting drafting,
            DraftReading reading,
            Proofreading proofreading,
            Editing editing,
            Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.drafting = drafting;
        this.reading = reading;
        this.proofreading = proofreading;
        this.editing = editing;
        this.clock = clock;
    }

    @GetMapping("/newsroom")
    String newsroom(
            Writer writer,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable Long removed,
            Model model) {
        var cursor = Cursor.of(before).orElse(null);
        var found = transactions.reading(
                writer.brand().id(),
                () -> drafts.list(
                        writer.me(),
                        cursor == null ? null : cursor.at(),
                        cursor == null ? null : cursor.id(),
                        MOST + 1));
        var rows = found.stream().limit(MOST).map(draft -> row(writer, draft)).toList();
        var last = found.size() > MOST ? found.get(MOST - 1) : null;
        model.addAttribute(
                "page",
                new NewsroomPage(
                        writer.self(),
                        rows,
                        last == null ? null : "/newsroom?before=" + new Cursor(last.changedAt(), last.id()).text(),
                        removed == null ? null : writer.shell().t("newsroom.removed", removed)));
        return "newsroom/newsroom";
    }

    @PostMapping("/newsroom/drafts")
    String begin(Writer writer) {
        editing.limit(writer);
        var title = Clean.line(writer.form().field("title"), Wording.MOST_TITLE).text();
        var number = drafting.begin(
                writer.brand(), writer.me(), new Wording(title, "", "", "", null), How.DESK, clock.instant());
        return "redirect:/newsroom/drafts/" + number;
    }

    private Row row(Writer writer, Kept draft) {
        var shell = writer.shell();
        var told = proofreading.read(
                writer.brand(), draft, Whole.of(draft.wording()), writer.agency(), Patience.NONE, clock.instant());
        var blocking = (int) told.stream().filter(Told::blocks).count();
        var standing = Proofreading.standing(told).toList();
        return new Row(
                "/newsroom/drafts/" + draft.number(),
                draft.wording().title().isEmpty()
                        ? shell.t("newsroom.untitled")
                        : draft.wording().title(),
                shell.t("newsroom.state." + draft.standing().word()),
                draft.isOpen() ? "" : "is-solved",
                blocking > 0 ? shell.t("newsroom.blocked", blocking) : DraftReading.summary(standing, shell),
                blocking > 0 ? "is-late" : standing.isEmpty() ? "is-solved" : "is-soon",
                shell.t(
                        "newsroom.changed",
                        reading.name(writer, draft.changedBy()),
                        shell.times().full(draft.changedAt())),
                draft.changedAt().toString(),
                draft.openToAgency());
    }
}
