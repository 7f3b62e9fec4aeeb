package parvis.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Approval;
import parvis.conversation.Approvals;
import parvis.conversation.Departure;
import parvis.conversation.Departures;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.conversation.Withheld;
import parvis.desk.page.Avatar;
import parvis.desk.page.Origin;
import parvis.desk.page.TalkPage;
import parvis.desk.page.TalkPage.Entry;
import parvis.desk.page.TalkPage.EventEntry;
import parvis.desk.page.TalkPage.Hiding;
import parvis.desk.page.TalkPage.Journey;
import parvis.desk.page.TalkPage.Mark;
import parvis.desk.page.TalkPage.MessageEntry;
import parvis.desk.page.TalkPage.PictureView;
import parvis.desk.page.TalkPage.Proposal;
import parvis.newsroom.Told;
import parvis.text.Markdown;
import parvis.text.SafeHtml;
import parvis.web.Shell;

/** Makes the log of a conversation: its messages and what was done in between. Calls belong inside a transaction. */
@Component
class LogReader {
    /** So many messages at a time. */
    static final int PART = 100;

    private static final int EVENTS = 100;
    private static final Instant EVER = Instant.parse("9999-12-31T23:59:59Z");

    private final Talks talks;
    private final Departures departures;
    private final Approvals approvals;
    private final ProposalReader proposals;
    private final Team team;
    private final Catalogue catalogue;
    private final AnswerGuard guard;
    private final SafeHtml safe = new SafeHtml();

    LogReader(
            Talks talks,
            Departures departures,
            Approvals approvals,
            ProposalReader proposals,
            Team team,
            Catalogue catalogue,
            AnswerGuard guard) {
        this.guard = guard;
        this.approvals = approvals;
        this.proposals = proposals;
        this.talks = talks;
        this.departures = departures;
        this.team = team;
        this.catalogue = catalogue;
    }

    /** @param earlier what to ask for the messages before these, or null when these begin the conversation */
    record Log(List<Entry> entries, @Nullable Cursor earlier) {}

    /** @param unsent what was refused: since the newest message that its author had before their eyes, others are new; or null */
    Log read(Visit visit, Talks.Head head, Moments moments, @Nullable Cursor before, @Nullable Unsent unsent) {
        var seen = unsent == null ? null : unsent.newSince();
        var brand = visit.brand();
        var shell = visit.shell();
        var found = talks.messages(head.id(), before, PART + 1);
        var more = found.size() > PART;
        var said = (more ? found.subList(0, PART) : found).reversed();
        var from = more ? said.getFirst().at() : Instant.EPOCH;
        var to = before == null || before.at() == null ? EVER : before.at();
        var pictures = said.isEmpty()
                ? Map.<UUID, List<Talks.Shown>>of()
                : talks.pictures(said.stream().map(Talks.Said::id).toList());
        var files = said.isEmpty()
                ? Map.<UUID, List<Talks.Saved>>of()
                : talks.files(said.stream().map(Talks.Said::id).toList());
        var copies = said.isEmpty()
                ? Map.<UUID, List<Talks.Copy>>of()
                : talks.copies(said.stream().map(Talks.Said::id).toList());
        var atTheDoor = departures.of(head.id()).stream()
                .collect(Collectors.toMap(d -> d.message().value(), Function.identity()));
        var proposed = new Proposed(
                approvals.of(head.id()).stream()
                        .collect(Collectors.toMap(a -> a.message().value(), Function.identity())),
                unsent);
        var lines = new ArrayList<Line>();
        var fresh = false;
        for (var message : said) {
            lines.add(new Line(
                    message.at(),
                    message(
                            visit,
                            head,
                            moments,
                            message,
                            new With(pictures, files, copies, atTheDoor, proposed),
                            fresh)));
            fresh |= message.id().equals(seen);
        }
        for (var rating : talks.ratings(head.id(), from, to, EVENTS)) {
            lines.add(new Line(rating.at(), rating(shell, moments, rating)));
        }
        for (var done : talks.done(head.id(), from, to, EVENTS)) {
            // said before the words with which it was begun
            var at = done.what().equals("conversation.begun") ? done.at().minusNanos(1_000) : done.at();
            lines.add(new Line(at, done(brand, shell, moments, done)));
        }
        lines.sort(Comparator.comparing(Line::at)); // stable: a message stands before what followed from it
        return new Log(
                lines.stream().map(Line::entry).toList(),
                more ? new Cursor(said.getFirst().at(), said.getFirst().id()) : null);
    }

    private record Line(Instant at, Entry entry) {}

    /** What came or goes with the messages. */
    private record With(
            Map<UUID, List<Talks.Shown>> pictures,
            Map<UUID, List<Talks.Saved>> files,
            Map<UUID, List<Talks.Copy>> copies,
            Map<UUID, Departure> atTheDoor,
            Proposed proposed) {}

    /** @param unsent what somebody wanted to say of one of them and could not, or null */
    private record Proposed(
            Map<UUID, Approval> approvals, @Nullable Unsent unsent) {}

    private Entry message(Visit visit, Talks.Head head, Moments moments, Talks.Said m, With with, boolean fresh) {
        var brand = visit.brand();
        var me = visit.me();
        var shell = visit.shell();
        var by = m.teammate() == null
                ? null
                : team.byId(brand.id(), m.teammate()).orElse(null);
        var name = by != null ? by.name() : m.personName() != null ? m.personName() : shell.t("desk.somebody");
        var note = m.kind() == Kind.NOTE;
        var own = m.visibility() == Visibility.PRIVATE && !note;
        var sent = m.state().equals("sent");
        var mayHide = sent && !note && !own && head.visibility().isShared() && me.may(Permission.MODERATE);
        return new MessageEntry(
                "m-" + m.id(),
                m.id().toString(),
                (note ? "is-note" : own ? "is-private" : "")
                        + (m.hidden() ? " is-hidden" : "")
                        + (fresh ? " is-new" : ""),
                by != null ? Avatar.staff(name) : Avatar.member(name, m.personHandle() == null ? "" : m.personHandle()),
                name,
                note ? null : origin(shell, m),
                meta(shell, head, m, by),
                moments.at(m.at()),
                m.at().toString(),
                m.hidden() ? Mark.HIDDEN : fresh ? Mark.NEW : note ? Mark.NOTE : own ? Mark.PRIVATE : Mark.NONE,
                html(m),
                m.language() == null || m.language().equals(shell.language()) ? null : m.language(),
                m.quoted(),
                with.pictures().getOrDefault(m.id(), List.of()).stream()
                        .map(LogReader::picture)
                        .toList(),
                m.hidden() ? hiding(brand, me, shell, m) : null,
                mayHide && !m.hidden(),
                came(
                        shell,
                        m,
                        with.files().getOrDefault(m.id(), List.of()),
                        with.copies().getOrDefault(m.id(), List.of())),
                waiting(visit, head, m, name),
                proposal(visit, head, m, with.proposed()),
                journey(visit, head, moments, m, with));
    }

    private @Nullable Proposal proposal(Visit visit, Talks.Head head, Talks.Said m, Proposed proposed) {
        var approval = proposed.approvals().get(m.id());
        if (approval == null) {
            return null;
        }
        var unsent = proposed.unsent();
        var here = unsent != null
                        && unsent.proposal() instanceof Unsent.OfProposal of
                        && of.message().equals(m.id())
                ? unsent
                : null;
        return proposals.of(visit, approval, head.owner(), head.lastMessage(), here);
    }

    /** Null for what has arrived, or never travels. */
    private static @Nullable Journey journey(Visit visit, Talks.Head head, Moments moments, Talks.Said m, With with) {
        if (m.withheld() != null) {
            return null;
        }
        var departure = with.atTheDoor().get(m.id());
        if (departure != null) {
            var approval = with.proposed().approvals().get(m.id());
            var drafted = approval != null
                    && approval.drafter().equals(visit.me().id().value());
            return DoorWords.journey(visit, moments, departure, drafted);
        }
        var shell = visit.shell();
        var leaves = m.leaves();
        if (leaves != null && leaves.isAfter(moments.now())) {
            var mine = visit.me().id().value().equals(m.teammate());
            var left = Math.max(
                    1, Duration.between(moments.now(), leaves).plusMillis(999).toSeconds());
            return new Journey(
                    "",
                    "clock",
                    shell.t("desk.journey.waiting", left),
                    mine,
                    false,
                    leaves.toString(),
                    head.begun() && m.id().equals(head.lastMessage()),
                    null);
        }
        var may = visit.me().mayAct(head.owner());
        if (m.letter() != null) {
            return m.letter().equals("failed")
                    ? new Journey("is-late", "alert-circle", shell.t("desk.letter.failed"), false, may)
                    : new Journey("is-soon", "alert-triangle", shell.t("desk.letter.unconfirmed"), false, may);
        }
        return switch (m.state()) {
            case "waiting", "sending" -> new Journey("", "send", shell.t("desk.journey.sending"), false, false);
            case "unconfirmed" ->
                new Journey("is-soon", "alert-triangle", shell.t("desk.journey.unconfirmed"), false, may);
            case "failed" -> new Journey("is-late", "alert-circle", shell.t("desk.journey.failed"), false, may);
            default -> null;
        };
    }

    /** What came as HTML was made safe when it came; it is made safe again, because rules get stricter. */
    private String html(Talks.Said m) {
        return isMail(m) || m.html() == null ? Markdown.toHtml(m.text()) : safe.sanitize(m.html());
    }

    /** Of a mail the person's own words stand here, and all of it behind a fold. */
    private static boolean isMail(Talks.Said m) {
        return m.channel().equals("mail");
    }

    private TalkPage.Came came(Shell shell, Talks.Said m, List<Talks.Saved> files, List<Talks.Copy> copies) {
        return new TalkPage.Came(
                m.origin().equals("person") ? null : shell.t("desk.origin." + m.origin()),
                files.stream()
                        .map(file -> new TalkPage.FileView(
                                "/files/" + file.file(), file.name(), shell.size(file.bytes()), file.words()))
                        .toList(),
                m.remotePictures() == 0 ? null : shell.t("desk.remote", m.remotePictures()),
                m.raw() ? "/desk/messages/" + m.id() + "/raw" : null,
                isMail(m) && m.html() != null ? safe.sanitize(m.html()) : null,
                "doubtful".equals(m.standing()) ? doubt(shell, m) : null,
                "signed".equals(m.standing()) ? shell.t("desk.sender.signed", of(m)) : null,
                copies.isEmpty() ? null : shell.t("desk.copied", listed(copies)),
                copies.stream().anyMatch(copy -> copy.failed() != null)
                        ? shell.t(
                                "desk.copied.failed",
                                listed(copies.stream()
                                        .filter(copy -> copy.failed() != null)
                                        .toList()))
                        : null);
    }

    /** Null where it is said already: words in a colleague's name that wait say why. */
    private static @Nullable String doubt(Shell shell, Talks.Said m) {
        return m.withheld() == null ? shell.t("desk.sender.doubtful.why", of(m)) : null;
    }

    private static String of(Talks.Said m) {
        return java.util.Objects.requireNonNullElse(m.standingOf(), "");
    }

    private static String listed(List<Talks.Copy> copies) {
        return copies.stream()
                .map(copy -> copy.name().isEmpty() ? copy.email() : copy.name() + " <" + copy.email() + ">")
                .collect(Collectors.joining(", "));
    }

    /** Null for what nobody holds back: an answer on its way has a {@link #journey} instead. */
    private TalkPage.@Nullable Waiting waiting(Visit visit, Talks.Head head, Talks.Said m, String name) {
        if (m.withheld() == null || m.state().equals("sent") || m.withheld().equals("approval")) {
            return null;
        }
        var shell = visit.shell();
        var from = m.writtenFrom() == null ? "" : m.writtenFrom();
        if (!m.state().equals("waiting")) {
            return new TalkPage.Waiting(shell.t("desk.withheld.away", from), false, List.of());
        }
        var mayAct = visit.me().mayAct(head.owner());
        var exposed = mayAct
                ? guard.exposed(
                        visit.brand(),
                        new Withheld.Waiting(head.id(), head.number(), m.text(), m.kind(), m.visibility()))
                : List.<Told>of();
        return new TalkPage.Waiting(
                shell.t("desk.withheld." + m.withheld(), from, name),
                mayAct,
                exposed.stream()
                        .map(told -> m.text()
                                .substring(
                                        told.finding().start(), told.finding().end()))
                        .distinct()
                        .toList());
    }

    private static Origin origin(Shell shell, Talks.Said m) {
        return m.kind() == Kind.SENT && m.visibility() == Visibility.PRIVATE
                ? new Origin("mail", shell.t("desk.private"))
                : Origins.of(shell, m.channel());
    }

    /** Who they are and by which way it came: "membre, sur la place", "réponse publique", "bureau d’études". */
    private static String meta(Shell shell, Talks.Head head, Talks.Said m, @Nullable Teammate by) {
        var where = Origins.of(shell, m.channel()).words();
        return switch (m.kind()) {
            case NOTE -> by == null ? "" : by.title().in(shell.language());
            case SENT ->
                m.visibility() == Visibility.PRIVATE
                        ? shell.t("desk.meta.private")
                        : shell.t(head.visibility() == Visibility.MEMBERS ? "desk.meta.members" : "desk.meta.answer");
            case RECEIVED -> {
                if (m.visibility() == Visibility.PRIVATE) {
                    yield shell.t(
                            head.person().equals(m.person()) ? "desk.meta.privately" : "desk.meta.another", where);
                }
                yield head.person().equals(m.person()) ? where : shell.t("desk.meta.member", where);
            }
        };
    }

    private Hiding hiding(Brand brand, Teammate me, Shell shell, Talks.Said m) {
        var by = m.hiddenBy() == null
                ? null
                : team.byId(brand.id(), m.hiddenBy()).orElse(null);
        var reason = m.hiddenReason() == null ? "" : m.hiddenReason();
        return new Hiding(
                by == null ? shell.t("desk.hidden", reason) : shell.t("desk.hidden.by", by.firstName(), reason),
                me.may(Permission.MODERATE));
    }

    private static PictureView picture(Talks.Shown shown) {
        var href = "/files/" + shown.file();
        return new PictureView(
                href, shown.thumb() == null ? href : href + "/thumb", shown.alt(), shown.width(), shown.height());
    }

    private static Entry rating(Shell shell, Moments moments, Talks.Rated r) {
        var name = r.name() == null ? shell.t("desk.reader") : r.name();
        var help = shell.t("desk.help." + r.help().word());
        var words = r.words() == null || r.words().isBlank()
                ? shell.t("desk.rated", name, help)
                : shell.t("desk.rated.words", name, help, r.words());
        var icon = switch (r.help()) {
            case YES -> "circle-check";
            case PARTLY -> "circle-dashed-check";
            case NO -> "circle-x";
        };
        return new EventEntry("r-" + r.id(), icon, words, moments.at(r.at()), r.at().toString());
    }

    private Entry done(Brand brand, Shell shell, Moments moments, Talks.Done done) {
        var by = firstName(brand, shell, done.by());
        var at = moments.at(done.at());
        return switch (done.what()) {
            case "conversation.closed" ->
                new EventEntry(
                        "d-" + done.id(),
                        "check",
                        shell.t("desk.done.closed", by),
                        at,
                        done.at().toString());
            case "conversation.reopened" ->
                new EventEntry(
                        "d-" + done.id(),
                        "arrow-back-up",
                        shell.t("desk.done.reopened", by),
                        at,
                        done.at().toString());
            case "conversation.moved" ->
                event(done, "home", shell.t("desk.done.moved", by, place(brand, shell, done)), at);
            case "conversation.lent" -> event(done, "users", shell.t("desk.done.lent", by, when(moments, done)), at);
            case "conversation.taken-back" -> event(done, "arrow-back-up", shell.t("desk.done.lent-back", by), at);
            case "conversation.stood-in" -> event(done, "user-share", stoodIn(brand, shell, done), at);
            case "conversation.given-back" ->
                event(done, "user-check", shell.t("desk.done.given-back", firstName(brand, shell, done.by())), at);
            case "conversation.merged" ->
                event(done, "git-merge", shell.t("desk.done.merged", by, String.valueOf(done.to())), at);
            case "conversation.split", "conversation.split-from", "conversation.split-undone" ->
                event(
                        done,
                        done.what().equals("conversation.split-undone") ? "arrow-back-up" : "message",
                        shell.t(
                                "desk.done." + done.what().substring("conversation.".length()),
                                by,
                                String.valueOf(done.to())),
                        at);
            case "conversation.linked" ->
                event(done, "link", shell.t("desk.done.linked", by, String.valueOf(done.to())), at);
            case "conversation.duplicate" ->
                event(done, "copy", shell.t("desk.done.duplicate", by, String.valueOf(done.to())), at);
            case "conversation.unlinked" ->
                event(done, "x", shell.t("desk.done.unlinked", by, String.valueOf(done.to())), at);
            case "person.blocked" -> event(done, "hand-stop", shell.t("desk.done.blocked", by), at);
            case "conversation.spam" ->
                event(done, "ban", shell.t(done.by() == null ? "desk.done.spam-blocked" : "desk.done.spam", by), at);
            case "conversation.not-spam" -> event(done, "inbox", shell.t("desk.done.not-spam", by), at);
            case "conversation.undone" -> event(done, "arrow-back-up", shell.t("desk.done.undone", by), at);
            case "conversation.tagged" -> event(done, "plus", tag(shell, "desk.done.tagged", by, done.to()), at);
            case "conversation.untagged" -> event(done, "x", tag(shell, "desk.done.untagged", by, done.to()), at);
            case "answer.taken-back" -> event(done, "arrow-back-up", shell.t("desk.done.taken-back", by), at);
            case "answer.proposed" -> event(done, "pencil", shell.t("desk.done.proposed", by), at);
            case "answer.revised" -> event(done, "pencil", shell.t("desk.done.revised", by), at);
            case "answer.returned" -> event(done, "arrow-back-up", shell.t("desk.done.returned", by), at);
            case "answer.approved" -> event(done, "check", shell.t("desk.done.approved", by), at);
            case "answer.approved-edited" -> event(done, "check", shell.t("desk.done.approved-edited", by), at);
            case "answer.unapproved" -> event(done, "arrow-back-up", shell.t("desk.done.unapproved", by), at);
            case "answer.put-off" -> event(done, "clock", shell.t("desk.done.put-off", by, when(moments, done)), at);
            case "answer.stopped" ->
                event(done, "hand-stop", shell.t("desk.done.stopped", firstName(brand, shell, uuid(done.to()))), at);
            case "conversation.put-to-sleep" ->
                event(done, "moon", shell.t("desk.done.asleep", by, when(moments, done)), at);
            case "conversation.woken" ->
                event(
                        done,
                        "bell",
                        done.to() == null ? shell.t("desk.done.woken", by) : shell.t("desk.done.woken." + done.to()),
                        at);
            case "answer.arrived" -> event(done, "check", shell.t("desk.done.arrived", by), at);
            case "answer.sent-again" -> event(done, "send", shell.t("desk.done.sent-again", by), at);
            case "conversation.begun" -> event(done, "pencil", shell.t("desk.done.begun", by), at);
            case "letters.stopped" -> event(done, "bell", shell.t("desk.done.letters-stopped"), at);
            case "letters.resumed" -> event(done, "bell", shell.t("desk.done.letters-resumed"), at);
            default ->
                new EventEntry(
                        "d-" + done.id(),
                        "user-share",
                        handedOver(brand, shell, by, done),
                        at,
                        done.at().toString());
        };
    }

    private String stoodIn(Brand brand, Shell shell, Talks.Done done) {
        var absent = firstName(brand, shell, uuid(done.beside()));
        return done.to() == null
                ? shell.t("desk.done.stood-in.queue", absent)
                : shell.t("desk.done.stood-in", absent, firstName(brand, shell, uuid(done.to())));
    }

    private String handedOver(Brand brand, Shell shell, String by, Talks.Done done) {
        var to = firstName(brand, shell, uuid(done.to()));
        var holder = done.beside();
        if (holder == null) {
            return shell.t("desk.done.handed-over", by, to);
        }
        return holder.isEmpty()
                ? shell.t("desk.done.handed-over.queue", by, to)
                : shell.t("desk.done.handed-over.away", by, to, firstName(brand, shell, uuid(holder)));
    }

    /** @param tag null when its word was taken away, or never kept */
    private static String tag(Shell shell, String what, String by, @Nullable String tag) {
        return tag == null ? shell.t(what, by) : shell.t(what + ".word", by, tag);
    }

    private static String when(Moments moments, Talks.Done done) {
        return done.to() == null ? "" : moments.at(Instant.parse(done.to()));
    }

    private String place(Brand brand, Shell shell, Talks.Done done) {
        return Optional.ofNullable(done.to())
                .map(UUID::fromString)
                .flatMap(id -> catalogue.place(brand.id(), id))
                .map(place -> place.name().in(shell.language()))
                .orElse("?");
    }

    private static Entry event(Talks.Done done, String icon, String words, String at) {
        return new EventEntry("d-" + done.id(), icon, words, at, done.at().toString());
    }

    private String firstName(Brand brand, Shell shell, @Nullable UUID teammate) {
        return teammate == null
                ? shell.t("desk.the-house")
                : team.byId(brand.id(), teammate).map(Teammate::firstName).orElseGet(() -> shell.t("desk.the-house"));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
