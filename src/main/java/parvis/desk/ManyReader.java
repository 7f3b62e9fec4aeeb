package parvis.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.conversation.Many;
import parvis.desk.page.QueuePage.Colleague;
import parvis.desk.page.QueuePage.Several;
import parvis.desk.page.QueuePage.Told;
import parvis.person.AwayWords;

/** What can be done with several conversations, and what came of what was just done. Calls belong inside a transaction. */
@Component
class ManyReader {
    private static final int NAMED = 12;
    static final Set<String> REFUSALS = Set.of("number", "nobody", "no-tag", "too-late");

    private final Many many;
    private final Team team;
    private final Absences absences;

    ManyReader(Many many, Team team, Absences absences) {
        this.absences = absences;
        this.many = many;
        this.team = team;
    }

    /** Null for who acts on none. */
    @Nullable
    Several several(Visit visit, Moments moments) {
        if (!visit.me().may(Permission.ANSWER_OWN)) {
            return null;
        }
        var shell = visit.shell();
        var away = new AwayWords(absences.away(visit.brand(), moments.now()), shell);
        var colleagues = team.of(visit.brand().id()).stream()
                .filter(t -> t.may(Permission.ANSWER_OWN))
                .map(t -> new Colleague(t.id().value().toString(), away.named(t)))
                .toList();
        return new Several("/desk/bulk" + visit.queue(), colleagues, told(visit, moments), refusal(visit));
    }

    private static @Nullable String refusal(Visit visit) {
        var why = visit.field("refused");
        return REFUSALS.contains(why) ? visit.shell().t("desk.many." + why, Many.MOST) : null;
    }

    private @Nullable Told told(Visit visit, Moments moments) {
        var id = uuid(visit.field("done"));
        if (id == null) {
            return null;
        }
        var found = many.account(visit.brand().id(), id, visit.me().id());
        if (found.isEmpty() || found.get().at().isBefore(moments.now().minus(Duration.ofMinutes(5)))) {
            return null;
        }
        var account = found.get();
        var shell = visit.shell();
        var until = account.at().plus(Many.UNDO);
        var undoable = account.undone() == null && account.done() > 0 && until.isAfter(moments.now());
        var lines = new ArrayList<String>();
        account.left()
                .forEach((why, numbers) ->
                        lines.add(shell.t("desk.many.left." + why, numbers.size(), numbers(numbers))));
        return new Told(
                account.undone() == null
                        ? shell.t("desk.many.done." + account.act().name().toLowerCase(Locale.ROOT), account.done())
                        : shell.t("desk.many.undone", account.done()),
                lines,
                undoable ? "/desk/bulk/" + id + "/removal" + visit.queue() : null,
                until.toString());
    }

    private static String numbers(List<Long> numbers) {
        var named = numbers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() > NAMED ? named + "…" : named;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
