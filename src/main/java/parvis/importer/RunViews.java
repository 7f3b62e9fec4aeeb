package parvis.importer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.importer.Field.About;
import parvis.importer.Run.State;
import parvis.importer.page.ImportsPage;
import parvis.importer.page.RunPage;
import parvis.importer.page.RunPage.Choice;
import parvis.importer.page.RunPage.Column;
import parvis.importer.page.RunPage.TableView;
import parvis.web.Shell;

/** Imports, as their owners see them. */
@Component
class RunViews {
    private static final int ALL = 100;

    private final SentFiles uploads;
    private final Team team;
    private final Clock clock;

    RunViews(SentFiles uploads, Team team, Clock clock) {
        this.uploads = uploads;
        this.team = team;
        this.clock = clock;
    }

    ImportsPage.Row row(Run run, Shell shell) {
        return new ImportsPage.Row(
                "/settings/imports/" + run.id(),
                run.name(),
                shell.t("importer.kind." + run.order().kind().word()),
                state(run, shell),
                style(run),
                icon(run),
                run.state() == State.RUNNING || run.state().isOver()
                        ? shell.t(
                                "importer.rows",
                                run.progress().rows(),
                                run.progress().leftOut())
                        : "",
                shell.times().full(run.askedAt()));
    }

    RunPage page(Brand brand, Run run, @Nullable Mapping mapping, Shell shell) {
        var of = run.progress().of();
        return new RunPage(
                run.id().toString(),
                run.name(),
                shell.t("importer.kind." + run.order().kind().word()),
                state(run, shell),
                style(run),
                icon(run),
                run.state() == State.WAITING || run.state() == State.RUNNING,
                run.state() == State.RUNNING && of > 0
                        ? (int) Math.min(ALL, ALL * run.progress().done() / of)
                        : null,
                run.state() == State.RUNNING ? progress(run, shell) : "",
                facts(brand, run, shell),
                brought(run, shell),
                leftOut(run, shell),
                trouble(run, shell),
                !run.state().isOver() && !run.halting(),
                (run.state() == State.HALTED || run.state() == State.FAILED)
                        && isHere(run)
                        && (run.order().kind() != Kind.CSV
                                || mapping == null
                                || mapping.problem().isEmpty()),
                run.state() == State.MAPPING && mapping != null && isHere(run) ? table(run, mapping, shell) : null,
                run.progress().leftOut() > 0 && run.state() != State.MAPPING
                        ? "/settings/imports/" + run.id() + "/left-out.csv"
                        : null);
    }

    private boolean isHere(Run run) {
        return run.file() == null || uploads.find(run.file()).isPresent();
    }

    private static String state(Run run, Shell shell) {
        return shell.t(
                run.halting() && run.state() == State.RUNNING
                        ? "importer.state.halting"
                        : "importer.state." + run.state().word());
    }

    private static String style(Run run) {
        return switch (run.state()) {
            case DONE -> "is-solved";
            case FAILED -> "is-late";
            case HALTED, MAPPING -> "is-soon";
            case WAITING, RUNNING -> "";
        };
    }

    private static String icon(Run run) {
        return switch (run.state()) {
            case DONE -> "circle-check";
            case FAILED -> "alert-circle";
            case HALTED, MAPPING -> "alert-triangle";
            case WAITING, RUNNING -> "clock";
        };
    }

    private static String progress(Run run, Shell shell) {
        var progress = run.progress();
        return progress.of() == 0 && progress.stage() != Progress.Stage.READING
                ? ""
                : shell.t("importer.progress." + progress.stage().word(), progress.done(), progress.of());
    }

    private List<String> facts(Brand brand, Run run, Shell shell) {
        var facts = new ArrayList<String>();
        facts.add(shell.t(
                "importer.asked",
                team.byId(brand.id(), run.by()).map(Teammate::name).orElse("?"),
                shell.times().full(run.askedAt())));
        var begun = run.begunAt();
        var rows = run.progress().rows();
        if (begun != null) {
            facts.add(shell.t("importer.rows", rows, run.progress().leftOut()));
            var end = run.endedAt() == null ? clock.instant() : run.endedAt();
            var seconds = Math.max(1, Duration.between(begun, end).toSeconds());
            facts.add(shell.t("importer.speed", Math.max(rows > 0 ? 1 : 0, rows / seconds)));
        }
        if (run.endedAt() != null) {
            facts.add(shell.t("importer.ended", shell.times().full(run.endedAt())));
        }
        return facts;
    }

    private static List<String> brought(Run run, Shell shell) {
        var summary = run.summary();
        if (summary == null) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        summary.brought()
                .forEach((what, brought) -> lines.add(shell.t("importer.summary." + what.word(), brought.added())
                        + (brought.known() == 0 ? "" : shell.t("importer.summary.known", brought.known()))));
        if (!summary.brought().containsKey(Summary.What.PEOPLE)) {
            lines.add(shell.t("importer.summary.people", summary.people()));
        }
        return lines;
    }

    private static List<String> leftOut(Run run, Shell shell) {
        var summary = run.summary();
        return summary == null
                ? List.of()
                : summary.leftOut().entrySet().stream()
                        .map(left -> shell.t("importer.left." + left.getKey().word(), left.getValue()))
                        .toList();
    }

    private static @Nullable String trouble(Run run, Shell shell) {
        var trouble = run.trouble();
        return trouble == null
                ? null
                : shell.t("importer.refused." + trouble.reason(), trouble.file(), trouble.detail());
    }

    private TableView table(Run run, Mapping mapping, Shell shell) {
        var table = Table.of(
                uploads.find(java.util.Objects.requireNonNull(run.file())).orElseThrow());
        var columns = new ArrayList<Column>();
        for (var i = 0; i < table.columns().size(); i++) {
            var column = i;
            columns.add(new Column(
                    i,
                    table.columns().get(i),
                    table.samples().stream()
                            .filter(sample -> sample.size() > column
                                    && !sample.get(column).isBlank())
                            .map(sample -> sample.get(column))
                            .toList(),
                    fields(mapping, mapping.of(i), shell)));
        }
        return new TableView(
                shell.t(
                        "importer.table.how",
                        table.charset().displayName(),
                        shell.t("importer.separator." + separator(table.separator()))),
                mapping.about().word(),
                Arrays.stream(About.values())
                        .map(about -> new Choice(
                                about.word(), shell.t("importer.about." + about.word()), about == mapping.about()))
                        .toList(),
                columns,
                mapping.problem()
                        .map(problem -> shell.t("importer.mapping." + problem.word()))
                        .orElse(null));
    }

    private static List<Choice> fields(Mapping mapping, @Nullable Field chosen, Shell shell) {
        var fields = new ArrayList<Choice>();
        fields.add(new Choice("-", shell.t("importer.field.none"), chosen == null));
        mapping.about()
                .fields()
                .forEach(field -> fields.add(
                        new Choice(field.word(), shell.t("importer.field." + field.word()), field == chosen)));
        return fields;
    }

    private static String separator(char separator) {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "bar";
        };
    }

    /** As the form says it; where the table is about something else now, guessed anew. */
    Mapping mapped(Run run, Map<String, String[]> form) {
        var before = java.util.Objects.requireNonNull(run.order().mapping());
        var about = About.of(first(form, "about")).orElse(before.about());
        if (form.containsKey("again") && !first(form, "was").equals(about.word())) {
            return Mapping.guess(
                    Table.of(uploads.find(java.util.Objects.requireNonNull(run.file()))
                            .orElseThrow()),
                    about);
        }
        var columns = new EnumMap<Field, Integer>(Field.class);
        form.forEach((name, values) -> {
            if (name.matches("column-\\d{1,3}")) {
                Field.of(values[0])
                        .filter(about.fields()::contains)
                        .ifPresent(field ->
                                columns.merge(field, Integer.valueOf(name.substring("column-".length())), Math::min));
            }
        });
        return new Mapping(about, columns);
    }

    private static String first(Map<String, String[]> form, String name) {
        var values = form.get(name);
        return values == null ? "" : values[0];
    }
}
