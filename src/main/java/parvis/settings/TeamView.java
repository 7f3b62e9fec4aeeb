package parvis.settings;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.AwayWords;
import parvis.person.Invitation;
import parvis.person.Inviting;
import parvis.person.RoleWords;
import parvis.person.Visitor;
import parvis.settings.page.HousePage.Choice;
import parvis.settings.page.TeamPage;
import parvis.settings.page.TeamPage.Adding;
import parvis.settings.page.TeamPage.Invited;
import parvis.settings.page.TeamPage.Member;
import parvis.settings.page.TeamPage.RoleRow;
import parvis.web.Shell;

/** What the page about the team shows. */
@Component
class TeamView {
    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;
    private final Inviting inviting;
    private final Absences absences;

    TeamView(Transactions transactions, JdbcClient db, Team team, Inviting inviting, Absences absences) {
        this.absences = absences;
        this.transactions = transactions;
        this.db = db;
        this.team = team;
        this.inviting = inviting;
    }

    TeamPage page(
            Brand brand,
            Visitor visitor,
            Shell shell,
            Adding adding,
            @Nullable String said,
            @Nullable String trouble,
            Instant now) {
        var held = held(brand);
        var away = new AwayWords(absences.away(brand, now), shell);
        return new TeamPage(
                team.of(brand.id()).stream()
                        .filter(Teammate::active)
                        .map(t -> member(t, visitor, held.getOrDefault(t.id().value(), 0L), away, shell))
                        .toList(),
                inviting.of(brand).stream().map(i -> invited(i, now, shell)).toList(),
                Arrays.stream(Role.values())
                        .map(role -> new Choice(role.word(), shell.t("role." + role.word())))
                        .toList(),
                Arrays.stream(Role.values())
                        .map(role -> new RoleRow(shell.t("role." + role.word()), RoleWords.may(role, shell)))
                        .toList(),
                adding,
                said,
                trouble);
    }

    private Map<UUID, Long> held(Brand brand) {
        return transactions.reading(
                brand.id(),
                () ->
                        db
                                .sql("""
                        select owner, count(*) as held from conversation.conversation
                         where owner is not null and state in ('open', 'waiting') group by owner
                        """)
                                .query((row, n) -> Map.entry(Rows.uuid(row, "owner"), row.getLong("held")))
                                .list()
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Member member(Teammate teammate, Visitor visitor, long held, AwayWords away, Shell shell) {
        return new Member(
                teammate.id().value().toString(),
                teammate.name(),
                teammate.title().in(shell.language()),
                teammate.title().fr(),
                teammate.title().en(),
                teammate.role().word(),
                teammate.equals(visitor.teammate()),
                held == 0 ? null : shell.t("team.holds", held),
                away.of(teammate).orElse(null));
    }

    private static Invited invited(Invitation invitation, Instant now, Shell shell) {
        return new Invited(
                invitation.id().toString(),
                invitation.email(),
                shell.t("role." + invitation.role().word()),
                shell.t(
                        invitation.isOpen(now) ? "team.invited.until" : "team.invited.expired",
                        shell.times().full(invitation.expiresAt())),
                invitation.isOpen(now));
    }
}
