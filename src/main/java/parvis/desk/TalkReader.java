package parvis.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Departures;
import parvis.conversation.Lending;
import parvis.conversation.Moving;
import parvis.conversation.Sight;
import parvis.conversation.Splitting;
import parvis.conversation.State;
import parvis.conversation.Tagging;
import parvis.conversation.Visibility;
import parvis.desk.page.Due;
import parvis.desk.page.SleepPage;
import parvis.desk.page.TalkPage;
import parvis.desk.page.TalkPage.Colleague;
import parvis.desk.page.TalkPage.Gestures;
import parvis.person.AwayWords;
import parvis.person.Blocking;
import parvis.person.PersonId;
import parvis.web.Missing;
import parvis.web.Shell;

/** Makes the page of a conversation. Calls belong inside a transaction of the brand. */
@Component
class TalkReader {
    /** Somebody who began more is not sorted out by hand. */
    private static final int OTHERS = 30;
    /** As many as help somebody who types. */
    private static final int TAGS = 30;

    private final Talks talks;
    private final LogReader logs;
    private final ContextReader contexts;
    private final ComposerReader composers;
    private final Departures departures;
    private final Team team;
    private final Catalogue catalogue;
    private final Blocking blocking;
    private final Splitting splitting;
    private final Lending lending;
    private final Absences absences;
    private final Sight sight;

    TalkReader(
            Talks talks,
            LogReader logs,
            ContextReader contexts,
            ComposerReader composers,
            Departures departures,
            Team team,
            Catalogue catalogue,
            Blocking blocking,
            Splitting splitting,
            Lending lending,
            Absences absences,
            Sight sight) {
        this.absences = absences;
        this.sight = sight;
        this.splitting = splitting;
        this.lending = lending;
        this.departures = departures;
        this.blocking = blocking;
        this.talks = talks;
        this.logs = logs;
        this.contexts = contexts;
        this.composers = composers;
        this.team = team;
        this.catalogue = catalogue;
    }

    /** @param unsent what was typed and refused, or null */
    TalkPage read(Visit visit, long number, Moments moments, @Nullable Unsent unsent) {
        var brand = visit.brand();
        var shell = visit.shell();
        var queue = visit.queue();
        var before = Cursor.parse(visit.asked().get("before"));
        var head = talks.head(number).orElseThrow(Missing::new);
        var log = logs.read(visit, head, moments, before, unsent);
        var context = contexts.read(visit, head, moments);
        var owner = head.owner() == null
                ? null
                : team.byId(brand.id(), head.owner()).orElse(null);
        var open = head.visibility().isShared();
        var path = "/desk/conversations/" + number;
        return new TalkPage(
                number,
                head.subject(),
                head.language().equals(shell.language()) ? null : head.language(),
                path + queue,
                queue,
                readers(visit, head, moments),
                head.hidden(),
                isLeaving(head) ? new Due(shell.t("desk.leaving"), "send", "") : state(head, shell, moments),
                owner(visit, head, owner),
                open && !head.hidden() ? "/questions/" + number + "-" + head.slug() : null,
                log.entries(),
                log.earlier() == null ? null : path + queue + (queue.isEmpty() ? "?" : "&") + "before=" + log.earlier(),
                before != null,
                gestures(visit, head, moments, unsent),
                tags(visit, head, unsent),
                links(visit, head, unsent),
                composers.read(visit, head, moments, owner, path + "/messages" + queue, unsent),
                context,
                sleep(visit, head, moments),
                split(visit, head, unsent));
    }

    /** Who reads it, where, and whether this teammate may take it elsewhere. */
    private TalkPage.Readers readers(Visit visit, Talks.Head head, Moments moments) {
        var place = head.place() == null
                ? null
                : catalogue.place(visit.brand().id(), head.place()).orElse(null);
        var several = catalogue.places(visit.brand().id()).size() > 1;
        return new TalkPage.Readers(
                switch (head.visibility()) {
                    case PUBLIC -> "world";
                    case MEMBERS -> "users";
                    case PRIVATE -> "lock";
                },
                switch (head.visibility()) {
                    case PUBLIC -> visit.shell().t("desk.public");
                    case MEMBERS -> visit.shell().t("desk.members.talk");
                    case PRIVATE -> visit.shell().t("desk.private.talk");
                },
                place == null || !several ? null : place.name().in(visit.shell().language()),
                several && !head.spam() && Moving.mayMove(head.owner(), head.visibility(), visit.me())
                        ? "/desk/conversations/" + head.number() + "/place" + visit.queue()
                        : null,
                Lending.mayLend(head.owner(), visit.me()) && !head.spam() && hasAgency(visit.brand())
                        ? "/desk/conversations/" + head.number() + "/lending" + visit.queue()
                        : null,
                lending.reaches(head.id(), moments.now()));
    }

    private boolean hasAgency(Brand brand) {
        return team.of(brand.id()).stream().anyMatch(t -> t.may(Permission.ANSWER_LENT));
    }

    /** Who has it, and in whose place; null for nobody. */
    private @Nullable String owner(Visit visit, Talks.Head head, @Nullable Teammate owner) {
        var absent = talks.absent(head.id())
                .flatMap(id -> team.byId(visit.brand().id(), id))
                .map(Teammate::firstName);
        var shell = visit.shell();
        if (absent.isPresent()) {
            return owner == null
                    ? shell.t("desk.owner.queue", absent.get())
                    : shell.t("desk.owner.for", owner.firstName(), absent.get());
        }
        return owner == null ? null : owner.firstName();
    }

    private TalkPage.Split split(Visit visit, Talks.Head head, @Nullable Unsent unsent) {
        var may = visit.me().mayAct(head.owner()) && !head.spam();
        var refused = unsent != null && unsent.toItself() ? unsent : null;
        return new TalkPage.Split(
                may,
                may && splitting.canUndo(head.id()),
                refused == null ? "" : refused.text(),
                Splitting.MOST_SUBJECT,
                refused == null ? null : visit.shell().t("desk.split.not." + refused.about()));
    }

    private boolean isLeaving(Talks.Head head) {
        return departures.of(head.id()).stream().anyMatch(departure -> !departure.later());
    }

    private SleepPage sleep(Visit visit, Talks.Head head, Moments moments) {
        var asleep = talks.asleep(head.id())
                .map(sleep -> visit.shell()
                        .t(
                                "desk.asleep.by",
                                moments.at(sleep.until()),
                                team.byId(visit.brand().id(), sleep.by())
                                        .map(Teammate::firstName)
                                        .orElse("")))
                .orElse(null);
        return new SleepPage(
                asleep, visit.me().mayAct(head.owner()) && head.state() != State.CLOSED, Hours.page(visit, moments));
    }

    private Gestures gestures(Visit visit, Talks.Head head, Moments moments, @Nullable Unsent unsent) {
        var shell = visit.shell();
        var may = visit.me().mayAct(head.owner());
        var refused = unsent != null && unsent.toAColleague() ? unsent : null;
        return new Gestures(
                may,
                visit.me().may(Permission.MODERATE),
                head.state() == State.CLOSED,
                head.spam(),
                may && (head.visibility() == Visibility.PRIVATE || visit.me().may(Permission.MODERATE)),
                blocking.blockedBy(new PersonId(head.person())).isPresent(),
                may ? colleagues(visit, head.owner(), moments) : List.of(),
                refused == null ? "" : refused.text(),
                refused == null || !may
                        ? null
                        : shell.t("desk.refused." + refused.reason().word(), ComposerReader.MOST),
                may && !head.spam() ? others(visit, head) : List.of(),
                unsent == null || !unsent.toAnother()
                        ? null
                        : shell.t("desk.refused." + unsent.reason().word()));
    }

    private TalkPage.Links links(Visit visit, Talks.Head head, @Nullable Unsent unsent) {
        return new TalkPage.Links(
                talks.linked(head.id(), sight.sql(visit.brand(), visit.me())).stream()
                        .map(link -> new TalkPage.Link(
                                "/desk/conversations/" + link.number() + visit.queue(),
                                link.number(),
                                link.subject(),
                                link.again()))
                        .toList(),
                unsent == null || !unsent.toALink()
                        ? null
                        : visit.shell().t("desk.refused." + unsent.reason().word()));
    }

    private TalkPage.Tags tags(Visit visit, Talks.Head head, @Nullable Unsent unsent) {
        var shell = visit.shell();
        var carried = talks.tags(head.id());
        return new TalkPage.Tags(
                carried.stream()
                        .map(tag -> new TalkPage.Tag(tag, "/desk?view=team&tag=" + shell.encoded(tag)))
                        .toList(),
                visit.me().may(Permission.NOTE),
                talks.tagsInUse(TAGS, sight.sql(visit.brand(), visit.me())).stream()
                        .filter(tag -> !carried.contains(tag))
                        .toList(),
                unsent == null || !unsent.toATag()
                        ? null
                        : shell.t(
                                "desk.refused." + unsent.reason().word(),
                                unsent.reason() == Unsent.Reason.NO_TAG ? Tagging.LONGEST : Tagging.MOST));
    }

    private List<TalkPage.Other> others(Visit visit, Talks.Head head) {
        return talks.others(head, sight.sql(visit.brand(), visit.me()), OTHERS).stream()
                .map(other -> new TalkPage.Other(other.number(), other.subject()))
                .toList();
    }

    private List<Colleague> colleagues(Visit visit, @Nullable UUID owner, Moments moments) {
        var away = new AwayWords(absences.away(visit.brand(), moments.now()), visit.shell());
        return team.of(visit.brand().id()).stream()
                .filter(t -> t.may(Permission.ANSWER_OWN) && !t.id().value().equals(owner))
                .map(t -> new Colleague(t.id().value().toString(), away.named(t)))
                .toList();
    }

    private static Due state(Talks.Head head, Shell shell, Moments moments) {
        return switch (head.state()) {
            case OPEN -> moments.dueInFull(head.due());
            case WAITING -> new Due(shell.t("desk.state.waiting"), "clock-pause", "");
            case SATISFIED ->
                new Due(
                        head.answered() == null
                                ? shell.t("desk.solved")
                                : shell.t("desk.solved.in", moments.tookUntil(head.opened(), head.answered())),
                        "circle-check",
                        "is-solved");
            case CLOSED ->
                head.spam()
                        ? new Due(shell.t("desk.spam"), "ban", "")
                        : new Due(shell.t("desk.is.closed"), "check", "");
        };
    }
}
