package parvis.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.clock.Solved;
import parvis.desk.page.Due;
import parvis.web.Shell;

/**
 * Instants as a colleague says them at this moment: "dans 40 min", "avant 14 h", "lundi 9 h", "retard 25 min". A page of
 * the desk is read at once by one person, so it may say "today".
 */
final class Moments {
    private static final Duration SOON = Duration.ofHours(1);
    private static final int DAYS_BY_NAME = 6;
    /** A delay longer than this is said in days: nobody counts opening hours any more. */
    private static final Duration LONG_LATE = Duration.ofHours(48);

    private final Shell shell;
    private final Brand brand;
    private final Instant now;

    Moments(Shell shell, Brand brand, Instant now) {
        this.shell = shell;
        this.brand = brand;
        this.now = now;
    }

    /** How long an answer took, as the public page says it. */
    String tookUntil(Instant asked, Instant answered) {
        return shell.times().lasting(Solved.in(brand.hours(), asked, answered));
    }

    Instant now() {
        return now;
    }

    /** Of an open conversation in the queue. */
    Due due(@Nullable Instant due) {
        if (due == null) {
            return Due.quiet("");
        }
        if (due.isBefore(now)) {
            var late = late(due);
            return new Due(
                    late.isZero()
                            ? shell.t("desk.due.passed", shortly(due))
                            : shell.t("desk.due.late", shell.times().lasting(late)),
                    "alert-circle",
                    "is-late");
        }
        if (Duration.between(now, due).compareTo(SOON) <= 0) {
            return new Due(
                    shell.t("desk.due.soon", shell.times().lasting(Duration.between(now, due))), "clock", "is-soon");
        }
        return Due.quiet(isToday(due) ? shell.t("desk.due.before", shell.times().hour(due)) : shortly(due));
    }

    /** How long somebody has waited: "3 j", "2 h 10". */
    String waits(Instant since) {
        var passed = Duration.between(since, now);
        return shell.times().lasting(passed.toMinutes() < 1 ? Duration.ofMinutes(1) : passed);
    }

    /** The same where it stands alone, above a conversation. */
    Due dueInFull(@Nullable Instant due) {
        if (due == null) {
            return new Due(shell.t("desk.state.open"), "clock", "");
        }
        if (due.isBefore(now)) {
            var late = late(due);
            return new Due(
                    late.isZero()
                            ? shell.t("desk.answer.passed", shortly(due))
                            : shell.t("desk.answer.late", shell.times().lasting(late)),
                    "alert-circle",
                    "is-late");
        }
        var soon = Duration.between(now, due).compareTo(SOON) <= 0;
        return new Due(
                shell.t("desk.answer.before", isToday(due) ? shell.times().hour(due) : shortly(due)),
                "clock",
                soon ? "is-soon" : "");
    }

    /** The heading under which something due then stands. */
    String group(@Nullable Instant due) {
        if (due == null) {
            return shell.t("desk.group.undated");
        }
        if (due.isBefore(now)) {
            return shell.t("desk.group.late");
        }
        var days = daysTo(due);
        if (days == 0) {
            return shell.t("desk.group.today");
        }
        if (days == 1) {
            return shell.t("desk.group.tomorrow");
        }
        var words = days <= DAYS_BY_NAME ? format(due, "EEEE") : format(due, year(due) ? "d MMMM" : "d MMMM yyyy");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** When a message was written: "8 h 28" today, "samedi à 8 h 10" this week, "3 mars à 8 h 10". */
    String at(Instant at) {
        var hour = shell.times().hour(at);
        return isToday(at) ? hour : shell.t("desk.moment", day(at), hour);
    }

    /** The day alone: "8 h 28" today, "samedi", "3 mars", "3 mars 2024". */
    String day(Instant at) {
        if (isToday(at)) {
            return shell.times().hour(at);
        }
        var days = -daysTo(at);
        if (days == 1) {
            return shell.t("desk.yesterday");
        }
        return days > 0 && days <= DAYS_BY_NAME ? format(at, "EEEE") : format(at, year(at) ? "d MMMM" : "d MMMM yyyy");
    }

    /** "juillet 2025". */
    String month(Instant at) {
        return format(at, "MMMM yyyy");
    }

    int yearOf(Instant at) {
        return shell.times().year(at);
    }

    private String shortly(Instant at) {
        var hour = shell.times().hour(at);
        var days = daysTo(at);
        if (days == 0) {
            return hour;
        }
        if (days == 1) {
            return shell.t("desk.tomorrow", hour);
        }
        return days > 1 && days <= DAYS_BY_NAME
                ? format(at, "EEEE") + " " + hour
                : format(at, year(at) ? "d MMMM" : "d MMMM yyyy");
    }

    /** Opening time, because a promise counts nothing else; days when it is long past. */
    private Duration late(Instant due) {
        var passed = Duration.between(due, now);
        if (passed.compareTo(LONG_LATE) > 0) {
            return Duration.ofDays(Math.max(2, -daysTo(due)));
        }
        var open = brand.hours().between(due, now);
        return open.toMinutes() == 0 && passed.toMinutes() > 0 ? Duration.ZERO : later(open);
    }

    private static Duration later(Duration open) {
        return open.toMinutes() == 0 ? Duration.ofMinutes(1) : open;
    }

    private boolean isToday(Instant at) {
        return daysTo(at) == 0;
    }

    private long daysTo(Instant at) {
        return ChronoUnit.DAYS.between(date(now), date(at));
    }

    private boolean year(Instant at) {
        return date(at).getYear() == date(now).getYear();
    }

    private LocalDate date(Instant at) {
        return at.atZone(brand.zone()).toLocalDate();
    }

    private String format(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, shell.words().locale()).format(at.atZone(brand.zone()));
    }
}
