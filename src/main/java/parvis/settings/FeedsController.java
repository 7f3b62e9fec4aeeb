package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
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
import parvis.feed.Watching;
import parvis.feed.Watching.Outcome;
import parvis.person.Visitor;
import parvis.settings.page.FeedsPage;
import parvis.settings.page.FeedsPage.Adding;
import parvis.settings.page.FeedsPage.FeedRow;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The page of the settings about the feeds that the brand watches. */
@Controller
class FeedsController {
    private static final int LONGEST = 2048;

    private final Watching watching;
    private final Clock clock;

    FeedsController(Watching watching, Clock clock) {
        this.watching = watching;
        this.clock = clock;
    }

    @GetMapping("/settings/feeds")
    String feeds(Brand brand, Shell shell, @RequestParam(required = false) @Nullable String added, Model model) {
        return show(brand, shell, new Adding("", "", null), added, model);
    }

    /** Waits while it is read; what is refused comes back with its words. */
    @PostMapping("/settings/feeds")
    String add(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model) {
        var outcome = watching.add(brand, address, name, visitor, clock.instant());
        if (outcome instanceof Outcome.Done(var feed, var called)) {
            return "redirect:/settings/feeds?added=" + feed;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var written = new Adding(
                Clean.line(address, LONGEST).text(), Clean.line(name, LONGEST).text(), why(outcome, shell));
        return show(brand, shell, written, null, model);
    }

    @PostMapping("/settings/feeds/{feed}/removal")
    String remove(Brand brand, Visitor visitor, @PathVariable String feed) {
        UUID id;
        try {
            id = UUID.fromString(feed);
        } catch (IllegalArgumentException notOne) {
            throw new Missing();
        }
        if (!watching.remove(brand, id, visitor, clock.instant())) {
            throw new NotAllowed();
        }
        return "redirect:/settings/feeds";
    }

    private static String why(Outcome outcome, Shell shell) {
        return switch (outcome) {
            case Outcome.NotAllowed() -> throw new NotAllowed();
            case Outcome.Done(var feed, var called) -> called;
            case Outcome.Known() -> shell.t("feed.known");
            case Outcome.TooMany() -> shell.t("feed.too-many", Watching.MOST);
            case Outcome.Later() -> shell.t("feed.later");
            case Outcome.Refused(var trouble) -> shell.t("feed.refused", shell.t("feed.trouble." + trouble.word()));
        };
    }

    private String show(Brand brand, Shell shell, Adding adding, @Nullable String added, Model model) {
        var rows = watching.of(brand).stream().map(feed -> row(feed, shell)).toList();
        var name = rows.stream()
                .filter(row -> row.id().equals(added))
                .map(FeedRow::name)
                .findFirst()
                .orElse(null);
        model.addAttribute("page", new FeedsPage(rows, adding, name));
        return "settings/feeds";
    }

    private static FeedRow row(Watching.Watched feed, Shell shell) {
        var look = switch (feed.state()) {
            case "read" -> new String[] {"is-solved", "circle-check"};
            case "failing" -> new String[] {"is-soon", "alert-triangle"};
            case "gone" -> new String[] {"is-late", "alert-circle"};
            default -> new String[] {"", "clock"};
        };
        return new FeedRow(
                feed.id().toString(),
                feed.name(),
                feed.address(),
                feed.home(),
                shell.t("feed.state." + feed.state()),
                look[0],
                look[1],
                said(feed, shell),
                shell.t("feed.entries", feed.entries()));
    }

    private static String said(Watching.Watched feed, Shell shell) {
        var trouble = feed.trouble();
        if (trouble != null) {
            return shell.t(
                            "feed.failing.since",
                            shell.times().full(feed.since()),
                            shell.t("feed.trouble." + trouble.word()))
                    + " " + shell.t("feed.next", shell.times().full(feed.nextAt()));
        }
        return feed.readAt() == null
                ? ""
                : shell.t("feed.read.at", shell.times().full(feed.readAt()));
    }
}
