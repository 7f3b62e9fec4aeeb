package parvis.settings;

import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import parvis.keep.ScheduledBackups;
import parvis.keep.ScheduledBackups.Status;
import parvis.settings.page.BackupsPage;
import parvis.settings.page.BackupsPage.Scheduled;
import parvis.web.Shell;

/** The page of the settings that says whether backups are written. Where they lie is the hosting's business and not shown. */
@Controller
class BackupsController {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final ScheduledBackups backups;

    BackupsController(ScheduledBackups backups) {
        this.backups = backups;
    }

    @GetMapping("/settings/backups")
    String backups(Shell shell, Model model) {
        var status = backups.status();
        model.addAttribute("page", new BackupsPage(status == null ? null : scheduled(status, shell)));
        return "settings/backups";
    }

    private static Scheduled scheduled(Status status, Shell shell) {
        var look = status.failing() != null
                ? new String[] {"is-late", "alert-circle", shell.t("keep.page.failing")}
                : status.newest() == null
                        ? new String[] {"", "clock", shell.t("keep.page.waiting")}
                        : new String[] {"is-solved", "circle-check", shell.t("keep.page.well")};
        var kept = status.retention();
        return new Scheduled(
                look[0],
                look[1],
                look[2],
                at(status.newest(), "keep.page.newest", shell),
                at(status.failing(), "keep.page.failed-at", shell),
                shell.t("keep.page.daily", HOUR.format(status.at())),
                shell.t("keep.page.retention", kept.days(), kept.weeks(), kept.months()),
                shell.t("keep.page.standing", status.count(), (status.bytes() + 999_999) / 1_000_000),
                shell.t(status.encrypted() ? "keep.page.encrypted" : "keep.page.open"));
    }

    private static @Nullable String at(java.time.@Nullable Instant moment, String word, Shell shell) {
        return moment == null ? null : shell.t(word, shell.times().full(moment));
    }
}
