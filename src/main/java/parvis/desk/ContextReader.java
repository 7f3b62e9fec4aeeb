package parvis.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.conversation.Sight;
import parvis.conversation.State;
import parvis.conversation.StoppingLetters;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.desk.page.Avatar;
import parvis.desk.page.ContextPage;
import parvis.desk.page.ContextPage.IdentityLine;
import parvis.desk.page.ContextPage.Past;
import parvis.desk.page.ContextPage.ReportLine;
import parvis.desk.page.ContextPage.Silenced;
import parvis.desk.page.ContextPage.Tile;
import parvis.desk.page.Due;
import parvis.desk.page.Origin;
import parvis.person.Identity;
import parvis.person.Manners;
import parvis.person.OnePerson;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.person.Silence;
import parvis.web.Shell;

/** Makes what stands beside a conversation: who this is. Calls belong inside a transaction of the brand. */
@Component
class ContextReader {
    private static final int PAST = 8;
    private static final int REPORTS = 10;
    private static final int MOST_ALIKE = 9;
    private static final int COUNTED = 1_000;

    private final JdbcClient db;
    private final People people;
    private final Catalogue catalogue;
    private final StoppingLetters stopping;
    private final OnePerson onePerson;
    private final Manners manners;
    private final Sight sight;

    ContextReader(
            JdbcClient db,
            People people,
            Catalogue catalogue,
            StoppingLetters stopping,
            OnePerson onePerson,
            Manners manners,
            Sight sight) {
        this.sight = sight;
        this.onePerson = onePerson;
        this.manners = manners;
        this.db = db;
        this.people = people;
        this.catalogue = catalogue;
        this.stopping = stopping;
    }

    ContextPage read(Visit visit, Talks.Head head, Moments moments) {
        var shell = visit.shell();
        var id = new PersonId(head.person());
        var person = people.byId(id).orElseThrow();
        var group = onePerson.together(id);
        return new ContextPage(
                Avatar.member(person.name(), person.handle()),
                person.name(),
                person.isErased() ? null : "/people/" + person.handle(),
                known(person, shell, moments),
                deeds(group, shell),
                stopping.isStopped(head.id(), id) ? shell.t("desk.quiet") : null,
                visit.me().mayAct(null)
                        ? people.mailAddress(id)
                                .filter(address -> people.undeliverable(address).isEmpty())
                                .map(address -> "/desk/new?to=" + shell.encoded(address))
                                .orElse(null)
                        : null,
                visit.me().may(Permission.KEEP_PRIVACY) && !person.isErased()
                        ? "/desk/people/" + id.value() + "/data"
                        : null,
                person.isErased() ? null : "/desk/people/" + id.value(),
                alike(group, shell),
                MannerWords.of(manners.of(id), person.language(), head.language(), shell),
                identities(group, shell, head, visit.queue()),
                tile(visit.brand(), head, shell),
                past(visit, head, group, moments),
                reports(head, shell, moments));
    }

    private static String known(Person person, Shell shell, Moments moments) {
        // as text: a year is no quantity, and takes no separator
        var year = Integer.toString(moments.yearOf(person.since()));
        var since = person.hasAccount() ? shell.t("desk.member.since", year) : shell.t("desk.known.since", year);
        return person.city() == null ? since : person.city() + " · " + since;
    }

    private @Nullable String alike(List<UUID> group, Shell shell) {
        var proposed = onePerson.alike(group, MOST_ALIKE).size();
        return proposed == 0 ? null : shell.t("desk.alike.perhaps", proposed);
    }

    private String deeds(List<UUID> group, Shell shell) {
        var asked = db.sql(
                        "select count(*) from (select 1 from conversation.conversation where person = any(?) and begun_by is null limit "
                                + COUNTED + ") c")
                .param(Columns.uuids(group))
                .query(Integer.class)
                .single();
        var helped = db.sql("""
                select count(distinct m.conversation) from
                       (select id, brand, conversation from conversation.message where person = any(?) order by at desc limit %d) m
                  join conversation.rating r on r.brand = m.brand and r.message = m.id
                 where r.help = 'yes'
                """.formatted(COUNTED))
                .param(Columns.uuids(group))
                .query(Integer.class)
                .single();
        return shell.t("desk.deeds", asked, helped);
    }

    private List<IdentityLine> identities(List<UUID> group, Shell shell, Talks.Head head, String queue) {
        return group.stream()
                .flatMap(id -> people.byId(new PersonId(id)).stream())
                .flatMap(person -> identities(person, shell, head, queue).stream())
                .toList();
    }

    private List<IdentityLine> identities(Person person, Shell shell, Talks.Head head, String queue) {
        var lines = new ArrayList<IdentityLine>();
        if (person.hasAccount()) {
            lines.add(new IdentityLine(
                    new Origin("home", shell.t("desk.identity.square")),
                    person.handle(),
                    shell.t("desk.proof." + Identity.Proof.ACCOUNT.word()),
                    true,
                    null));
        }
        for (var identity : people.identities(person.id())) {
            var silence =
                    identity.kind().equals("email") ? people.silence(identity.value()) : Optional.<Silence>empty();
            if (silence.isPresent()) {
                lines.add(new IdentityLine(
                        Origins.ofIdentity(shell, identity.kind()),
                        identity.value(),
                        shell.t(
                                silence.get().kind() == Silence.Kind.BOUNCE
                                        ? "desk.identity.dead"
                                        : "desk.identity.complained"),
                        false,
                        person.id().value().equals(head.person())
                                ? silenced(silence.get(), shell, head, queue)
                                : null));
                continue;
            }
            lines.add(new IdentityLine(
                    Origins.ofIdentity(shell, identity.kind()),
                    identity.value(),
                    shell.t("desk.proof." + identity.proof().word()),
                    identity.proof() != Identity.Proof.PROBABLE && identity.proof() != Identity.Proof.UNCLAIMED,
                    null));
        }
        return lines;
    }

    private static Silenced silenced(Silence silence, Shell shell, Talks.Head head, String queue) {
        return new Silenced(
                shell.t(
                        "desk.silence." + silence.kind().word(),
                        silence.email(),
                        shell.times().day(silence.since()),
                        silence.why()),
                "/desk/conversations/" + head.number() + "/silence/removal" + queue);
    }

    private @Nullable Tile tile(Brand brand, Talks.Head head, Shell shell) {
        return head.product() == null
                ? null
                : catalogue
                        .product(brand.id(), head.product())
                        .map(p -> new Tile(
                                "/products/" + p.slug(), p.name(), p.tagline().in(shell.language()), p.drawing()))
                        .orElse(null);
    }

    private List<Past> past(Visit visit, Talks.Head head, List<UUID> group, Moments moments) {
        var shell = visit.shell();
        var queue = visit.queue();
        return db.sql("""
                select c.number, c.subject, c.language, c.state, c.opened_at,
                       (select m.at from conversation.message m where m.id = c.retained) as answered_at,
                       (select r.help from conversation.rating r
                         where r.conversation = c.id and r.person = c.person order by r.at desc limit 1) as help
                  from conversation.conversation c
                 where c.person = any(?) and c.id <> ? and %s
                 order by c.last_message_at desc limit %d
                """.formatted(sight.sql(visit.brand(), visit.me()), PAST))
                .params(Columns.uuids(group), head.id().value())
                .query((row, n) -> new Past(
                        "/desk/conversations/" + row.getLong("number") + queue,
                        row.getString("subject"),
                        row.getString("language").equals(shell.language()) ? null : row.getString("language"),
                        moments.month(Rows.instant(row, "opened_at")),
                        outcome(row, shell, moments)))
                .list();
    }

    /** What came of it, in the person's own judgement where there is one. */
    private static Due outcome(ResultSet row, Shell shell, Moments moments) throws SQLException {
        var state = State.of(row.getString("state"));
        if (state == State.SATISFIED) {
            var answered = Rows.instantOrNull(row, "answered_at");
            var words = answered == null
                    ? shell.t("desk.past.solved")
                    : shell.t("desk.past.solved.in", moments.tookUntil(Rows.instant(row, "opened_at"), answered));
            return new Due(words, "", "is-solved");
        }
        if ("no".equals(row.getString("help"))) {
            return new Due(shell.t("desk.past.did-not-help"), "", "is-late");
        }
        return Due.quiet(shell.t("desk.is." + state.word()));
    }

    private List<ReportLine> reports(Talks.Head head, Shell shell, Moments moments) {
        return db.sql("""
                select message, reason, words, at, state from conversation.report
                 where conversation = ? order by state = 'open' desc, at desc limit %d
                """.formatted(REPORTS))
                .param(head.id().value())
                .query((row, n) -> new ReportLine(
                        "#m-" + Rows.uuid(row, "message"),
                        shell.t("desk.report." + row.getString("reason")),
                        row.getString("words"),
                        moments.at(Rows.instant(row, "at")),
                        shell.t("desk.report.is." + row.getString("state"))))
                .list();
    }
}
