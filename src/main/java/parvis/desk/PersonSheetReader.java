package parvis.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Sight;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.desk.page.AlikePage;
import parvis.desk.page.Avatar;
import parvis.desk.page.PersonSheet;
import parvis.desk.page.PersonSheet.Deed;
import parvis.desk.page.PersonSheet.Deeds;
import parvis.person.Blocking;
import parvis.person.Identity;
import parvis.person.Manner;
import parvis.person.Manners;
import parvis.person.OnePerson;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.web.Missing;
import parvis.web.Shell;

/** Makes the page of somebody at the desk, and the list of those who may be one. Calls belong inside a transaction of the brand. */
@Component
class PersonSheetReader {
    static final int MOST_ALIKE = 50;
    private static final int MOST_DISTINCT = 20;
    private static final int PART = 20;
    private static final int MOST_IDENTITIES = 20;
    private static final String HANDLED = " and c.spam_at is null ";

    private final JdbcClient db;
    private final People people;
    private final OnePerson onePerson;
    private final Manners manners;
    private final Blocking blocking;
    private final Team team;
    private final Sight sight;

    PersonSheetReader(
            JdbcClient db,
            People people,
            OnePerson onePerson,
            Manners manners,
            Blocking blocking,
            Team team,
            Sight sight) {
        this.sight = sight;
        this.db = db;
        this.people = people;
        this.onePerson = onePerson;
        this.manners = manners;
        this.blocking = blocking;
        this.team = team;
    }

    /**
     * @param typed what of their manner was typed and not kept; null for none
     * @param problem what is wrong with it
     */
    PersonSheet read(Visit visit, PersonId asked, Moments moments, @Nullable Manner typed, @Nullable String problem) {
        var head = onePerson.head(asked);
        var person = known(head);
        var shell = visit.shell();
        var group = onePerson.together(head);
        var manner = typed != null ? typed : manners.of(head);
        return new PersonSheet(
                head.value().toString(),
                Avatar.member(person.name(), person.handle()),
                person.name(),
                since(person, shell, moments),
                deeds(group, shell),
                isPublic(head) ? "/people/" + person.handle() : null,
                visit.me().mayAct(null) ? write(group, shell) : null,
                visit.me().may(Permission.KEEP_PRIVACY) ? "/desk/people/" + head.value() + "/data" : null,
                blocked(visit.brand(), group, shell),
                parts(visit, group),
                pairs(onePerson.alike(group, MOST_ALIKE), shell, moments),
                distinct(visit, group),
                visit.me().may(Permission.ANSWER_ANY),
                MannerWords.of(manners.of(head), person.language(), shell.language(), shell),
                visit.me().may(Permission.ANSWER_OWN)
                        ? new PersonSheet.MannerForm(
                                manner.title(),
                                manner.address(),
                                typed != null
                                        ? visit.field("language")
                                        : person.language() == null ? "" : person.language(),
                                manner.hours(),
                                Manner.MOST_HOURS,
                                problem)
                        : null,
                asked(visit, head, group, moments),
                helped(visit, head, group, moments));
    }

    AlikePage alike(Visit visit, Moments moments) {
        return new AlikePage(
                pairs(onePerson.alike(MOST_ALIKE), visit.shell(), moments),
                visit.me().may(Permission.ANSWER_ANY),
                MOST_ALIKE);
    }

    private Person known(PersonId id) {
        return people.byId(id).filter(person -> !person.isErased()).orElseThrow(Missing::new);
    }

    private static String since(Person person, Shell shell, Moments moments) {
        var year = Integer.toString(moments.yearOf(person.since()));
        var since = person.hasAccount() ? shell.t("desk.member.since", year) : shell.t("desk.known.since", year);
        return person.city() == null ? since : person.city() + " · " + since;
    }

    private String deeds(List<UUID> group, Shell shell) {
        var opened =
                db.sql("""
                select count(*) from (select from conversation.conversation where person = any(?) and begun_by is null limit 1000) c
                """).param(Columns.uuids(group)).query(Integer.class).single();
        var helped =
                db.sql("""
                select count(distinct m.conversation)
                  from (select id, brand, conversation from conversation.message where person = any(?) order by at desc limit 1000) m
                  join conversation.rating r on r.brand = m.brand and r.message = m.id
                 where r.help = 'yes'
                """).param(Columns.uuids(group)).query(Integer.class).single();
        return shell.t("desk.deeds", opened, helped);
    }

    private boolean isPublic(PersonId person) {
        return db.sql("""
                select exists (select from conversation.message m
                                 join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                                where m.person = ? and m.visibility = 'public' and m.hidden_at is null
                                  and c.visibility = 'public' and c.hidden_at is null)
                """)
                .param(person.value())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private @Nullable String write(List<UUID> group, Shell shell) {
        return group.stream()
                .flatMap(id -> people.mailAddress(new PersonId(id)).stream())
                .filter(address -> people.undeliverable(address).isEmpty())
                .findFirst()
                .map(address -> "/desk/new?to=" + shell.encoded(address))
                .orElse(null);
    }

    private @Nullable String blocked(Brand brand, List<UUID> group, Shell shell) {
        return blocking.blockedBy(group).values().stream()
                .findFirst()
                .map(by -> shell.t(
                        group.size() > 1 ? "desk.person.blocked.all" : "desk.person.blocked",
                        firstName(brand, by, shell)))
                .orElse(null);
    }

    private List<PersonSheet.Part> parts(Visit visit, List<UUID> group) {
        var shell = visit.shell();
        var joined = new HashMap<UUID, OnePerson.Joined>();
        onePerson.joined(group).forEach(one -> joined.put(one.person().value(), one));
        return group.stream()
                .flatMap(id -> people.byId(new PersonId(id)).stream())
                .map(person -> {
                    var into = joined.get(person.id().value());
                    return new PersonSheet.Part(
                            person.id().value().toString(),
                            person.name(),
                            identities(person, shell),
                            deeds(List.of(person.id().value()), shell),
                            into == null ? null : joinedWords(visit.brand(), into, shell));
                })
                .toList();
    }

    private String joinedWords(Brand brand, OnePerson.Joined joined, Shell shell) {
        var when = shell.times().day(joined.at());
        var who = firstName(brand, joined.by(), shell);
        return joined.why().isEmpty()
                ? shell.t("desk.person.joined", when, who)
                : shell.t(
                        "desk.person.joined.because",
                        when,
                        who,
                        joined.why().stream()
                                .map(kind -> shell.t("desk.alike.was." + kind))
                                .collect(java.util.stream.Collectors.joining(", ")));
    }

    private List<PersonSheet.Identity> identities(Person person, Shell shell) {
        var lines = new ArrayList<PersonSheet.Identity>();
        if (person.hasAccount()) {
            lines.add(new PersonSheet.Identity(
                    new parvis.desk.page.Origin("home", shell.t("desk.identity.square")),
                    person.handle(),
                    shell.t("desk.proof." + Identity.Proof.ACCOUNT.word()),
                    true));
        }
        people.identities(person.id()).stream().limit(MOST_IDENTITIES).forEach(identity -> {
            var silent = identity.kind().equals("email")
                    && people.undeliverable(identity.value()).isPresent();
            lines.add(new PersonSheet.Identity(
                    Origins.ofIdentity(shell, identity.kind()),
                    identity.value(),
                    shell.t(
                            silent
                                    ? "desk.person.silent"
                                    : "desk.proof." + identity.proof().word()),
                    !silent
                            && identity.proof() != Identity.Proof.PROBABLE
                            && identity.proof() != Identity.Proof.UNCLAIMED));
        });
        return lines;
    }

    private List<AlikePage.Pair> pairs(List<OnePerson.Alike> found, Shell shell, Moments moments) {
        return found.stream()
                .map(alike -> new AlikePage.Pair(
                        side(alike.one(), shell, moments),
                        side(alike.other(), shell, moments),
                        reasons(alike.why(), shell),
                        shell.t("desk.alike.strength." + strength(alike.why()))))
                .toList();
    }

    private AlikePage.Side side(PersonId id, Shell shell, Moments moments) {
        var person = known(id);
        return new AlikePage.Side(
                id.value().toString(),
                "/desk/people/" + id.value(),
                Avatar.member(person.name(), person.handle()),
                person.name(),
                since(person, shell, moments),
                deeds(List.of(id.value()), shell),
                identities(person, shell));
    }

    private static List<String> reasons(Map<String, List<String>> why, Shell shell) {
        return why.entrySet().stream()
                .map(reason -> shell.t("desk.alike." + reason.getKey(), String.join(", ", shown(reason))))
                .toList();
    }

    private static List<String> shown(Map.Entry<String, List<String>> reason) {
        return reason.getKey().equals("name")
                ? reason.getValue().stream()
                        .map(value -> value.substring(value.indexOf('@') + 1))
                        .toList()
                : reason.getValue();
    }

    /** Two reasons are worth more than one. */
    private static String strength(Map<String, List<String>> why) {
        if (why.containsKey("address") || why.size() > 1) {
            return "strong";
        }
        return why.containsKey("name") ? "weak" : "likely";
    }

    private List<PersonSheet.Distinct> distinct(Visit visit, List<UUID> group) {
        var shell = visit.shell();
        return onePerson.apart(group, MOST_DISTINCT).stream()
                .flatMap(apart -> {
                    var other = group.contains(apart.one().value()) ? apart.other() : apart.one();
                    return people
                            .byId(other)
                            .map(person -> new PersonSheet.Distinct(
                                    other.value().toString(),
                                    "/desk/people/" + other.value(),
                                    person.name(),
                                    shell.t(
                                            "desk.person.distinct.since",
                                            shell.times().day(apart.at()),
                                            firstName(visit.brand(), apart.by(), shell))))
                            .stream();
                })
                .sorted(Comparator.comparing(PersonSheet.Distinct::name))
                .toList();
    }

    private Deeds asked(Visit visit, PersonId head, List<UUID> group, Moments moments) {
        var before = Cursor.parse(visit.field("asked"));
        return deeds(
                visit,
                head,
                "asked",
                before,
                """
                select c.id, c.number, c.subject, c.language, c.state, c.last_message_at as at, 0 as yes
                  from conversation.conversation c
                 where c.person = any(:group) and %s %s %s
                 order by c.last_message_at desc, c.id desc limit :most
                """.formatted(
                        sight.sql(visit.brand(), visit.me()),
                        HANDLED,
                        before == null ? "" : "and (c.last_message_at, c.id) < (cast(:key as timestamptz), :before)"),
                group,
                moments);
    }

    /** Where they wrote in what others asked. */
    private Deeds helped(Visit visit, PersonId head, List<UUID> group, Moments moments) {
        var before = Cursor.parse(visit.field("helped"));
        return deeds(
                visit,
                head,
                "helped",
                before,
                """
                select c.id, c.number, c.subject, c.language, c.state, d.at,
                       (select count(*) from conversation.rating r join conversation.message m on m.brand = r.brand and m.id = r.message
                         where r.conversation = c.id and r.help = 'yes' and m.person = any(:group)) as yes
                  from (select m.conversation, max(m.at) as at from conversation.message m
                         where m.person = any(:group) and m.kind = 'received' group by m.conversation) d
                  join conversation.conversation c on c.id = d.conversation
                 where not (c.person = any(:group)) and %s %s %s
                 order by d.at desc, c.id desc limit :most
                """.formatted(
                                sight.sql(visit.brand(), visit.me()),
                                HANDLED,
                                before == null ? "" : "and (d.at, c.id) < (cast(:key as timestamptz), :before)"),
                group,
                moments);
    }

    private Deeds deeds(
            Visit visit,
            PersonId head,
            String list,
            @Nullable Cursor before,
            String sql,
            List<UUID> group,
            Moments moments) {
        record Row(UUID id, Instant at, Deed deed) {}
        var shell = visit.shell();
        var parameters = new HashMap<String, Object>();
        parameters.put("group", Columns.uuids(group));
        parameters.put("most", PART + 1);
        if (before != null) {
            parameters.put("key", before.key());
            parameters.put("before", before.id());
        }
        var rows = db.sql(sql)
                .params(parameters)
                .query((row, n) -> {
                    var at = Rows.instant(row, "at");
                    var yes = row.getInt("yes");
                    return new Row(
                            Rows.uuid(row, "id"),
                            at,
                            new Deed(
                                    "/desk/conversations/" + row.getLong("number"),
                                    row.getString("subject"),
                                    row.getString("language").equals(shell.language())
                                            ? null
                                            : row.getString("language"),
                                    moments.day(at),
                                    yes > 0
                                            ? shell.t("desk.person.helped.yes", yes)
                                            : shell.t("desk.is." + row.getString("state"))));
                })
                .list();
        var more = rows.size() > PART;
        var shown = more ? rows.subList(0, PART) : rows;
        var further = more
                ? "/desk/people/" + head.value() + "?" + list + "="
                        + shell.encoded(
                                new Cursor(shown.getLast().at(), shown.getLast().id()).toString()) + "#" + list
                : null;
        return new Deeds(shown.stream().map(Row::deed).toList(), further, before != null);
    }

    private String firstName(Brand brand, UUID teammate, Shell shell) {
        return team.byId(brand.id(), teammate).map(Teammate::firstName).orElse(shell.t("desk.the-house"));
    }
}
