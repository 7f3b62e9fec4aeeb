package parvis.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Absence;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Transactions;
import parvis.person.page.AbsencesPage;
import parvis.person.page.AbsencesPage.Choice;
import parvis.person.page.AbsencesPage.Line;
import parvis.person.page.AbsencesPage.Typed;
import parvis.web.Shell;

/** What the page about somebody's absences shows. */
@Component
class AbsencesView {
    private final Absences absences;
    private final Team team;
    private final Transactions transactions;
    private final JdbcClient db;

    AbsencesView(Absences absences, Team team, Transactions transactions, JdbcClient db) {
        this.absences = absences;
        this.team = team;
        this.transactions = transactions;
        this.db = db;
    }

    AbsencesPage page(
            Brand brand,
            Teammate whom,
            boolean self,
            String path,
            Shell shell,
            Typed typed,
            @Nullable String said,
            Instant now) {
        return new AbsencesPage(
                path,
                self ? null : whom.name(),
                absences.of(brand.id(), whom.id()).stream()
                        .map(absence -> line(brand, absence, shell, now))
                        .toList(),
                team.of(brand.id()).stream()
                        .filter(t -> t.may(Permission.ANSWER_OWN) && !t.id().equals(whom.id()))
                        .map(t -> new Choice(
                                t.id().value().toString(),
                                t.name() + ", " + t.title().in(shell.language())))
                        .toList(),
                typed,
                now.atZone(brand.zone()).toLocalDate().toString(),
                Absences.MOST_WORDS,
                said);
    }

    private Line line(Brand brand, Absence absence, Shell shell, Instant now) {
        var holds = absence.holds(brand.zone(), now);
        var ahead = absence.isAhead(brand.zone(), now);
        var first = day(absence.first(), brand, shell);
        var last = day(absence.last(), brand, shell);
        return new Line(
                absence.id().toString(),
                first.equals(last) ? first : shell.t("absence.days", first, last),
                standIn(brand, absence, shell, holds),
                absence.words(),
                absence.ended() != null
                        ? shell.t("absence.is.taken-back", shell.times().day(absence.ended()))
                        : shell.t(holds ? "absence.is.now" : ahead ? "absence.is.ahead" : "absence.is.over"),
                holds ? "is-soon" : "",
                ahead ? shell.t(holds ? "absence.take-back.now" : "absence.take-back") : null);
    }

    private String standIn(Brand brand, Absence absence, Shell shell, boolean holds) {
        var words = absence.standIn() == null
                ? shell.t("absence.queue")
                : shell.t(
                        "absence.by",
                        team.byId(brand.id(), absence.standIn())
                                .map(Teammate::name)
                                .orElse("?"));
        return holds
                ? words + " · "
                        + shell.t("absence.held", held(brand, absence.teammate().value()))
                : words;
    }

    /** How many conversations of theirs somebody else has meanwhile. */
    private int held(Brand brand, UUID absent) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from conversation.standing_in where absent = ?")
                        .param(absent)
                        .query(Integer.class)
                        .single());
    }

    private static String day(LocalDate day, Brand brand, Shell shell) {
        return shell.times().day(day.atStartOfDay(brand.zone()).toInstant());
    }
}
