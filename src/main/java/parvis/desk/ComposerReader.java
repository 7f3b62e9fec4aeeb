package parvis.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.AnswerDraft;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.Copying;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.CannedPage;
import parvis.desk.page.ComposerPage;
import parvis.desk.page.ComposerPage.Copies;
import parvis.desk.page.ComposerPage.Notice;
import parvis.person.AwayWords;
import parvis.person.Manners;
import parvis.person.People;
import parvis.person.PersonId;
import parvis.web.Shell;

/** Makes the place where the house writes. Calls belong inside a transaction of the brand. */
@Component
class ComposerReader {
    /** In UTF-16 units, as the browser counts. */
    static final int MOST = AnswerDrafts.MOST_TEXT;
    /** Those that are used most stand there before anybody looks for one. */
    private static final int CANNED = 8;
    /** In a larger house the others are named by typing their name. */
    private static final int COLLEAGUES = 60;

    private final People people;
    private final Talks talks;
    private final Copying copying;
    private final AnswerGuard guard;
    private final CannedReader canned;
    private final KeptReader drafts;
    private final Team team;
    private final Manners manners;
    private final Absences absences;

    ComposerReader(
            People people,
            Talks talks,
            Copying copying,
            AnswerGuard guard,
            CannedReader canned,
            KeptReader drafts,
            Team team,
            Manners manners,
            Absences absences) {
        this.absences = absences;
        this.team = team;
        this.manners = manners;
        this.canned = canned;
        this.drafts = drafts;
        this.people = people;
        this.copying = copying;
        this.guard = guard;
        this.talks = talks;
    }

    ComposerPage read(
            Visit visit,
            Talks.Head head,
            Moments moments,
            @Nullable Teammate owner,
            String action,
            @Nullable Unsent refused) {
        var me = visit.me();
        var shell = visit.shell();
        // What was refused to be handed over is said where it was asked, unless that is not offered any more.
        var unsent = refused == null
                        || refused.toAColleague()
                        || refused.toAnother()
                        || refused.toATag()
                        || refused.toALink()
                        || refused.toAProposal()
                        || refused.toItself()
                ? null
                : refused;
        var answers = (me.mayAct(head.owner()) || me.proposes()) && head.state() != State.CLOSED;
        var toPublic = answers && head.visibility().isShared();
        var place = new KeptReader.Place(head.id(), head.number());
        // What came back unsent stands in the form as it was typed; else what is kept of what was typed before.
        var opened = unsent == null || unsent.reason() == Unsent.Reason.TAKEN_BACK
                ? drafts.open(visit, place, moments, unsent == null ? null : unsent.text())
                : new KeptReader.Found(null, drafts.same(visit, place, moments));
        var draft = opened.draft() == null ? null : opened.draft().typed();
        var text = unsent != null ? unsent.text() : draft != null ? draft.text() : "";
        return new ComposerPage(
                action,
                head.lastMessage() == null ? null : head.lastMessage().toString(),
                chosen(unsent != null ? unsent.to() : draft != null ? draft.destination() : "", toPublic, answers),
                toPublic,
                head.visibility() == Visibility.MEMBERS,
                answers,
                privately(head, shell),
                answers ? manners(head, shell) : List.of(),
                answers ? copies(visit, head, unsent, draft) : null,
                text,
                me.signs(head.language()).lines().findFirst().orElse(""),
                MOST,
                unsent != null ? refusal(visit, head, owner, unsent) : standing(me, head, shell, moments, owner),
                unsent == null ? AnswerFindings.NONE : findings(visit, head, unsent),
                answers
                        ? canned.offered(visit, head.number(), head.language(), "", CANNED)
                        : new CannedPage.Offers(List.of()),
                opened.page(),
                Hours.page(visit, moments),
                answers && me.proposes() ? proposing(visit, head) : null,
                colleagues(visit, moments),
                visit.shell().houses().isEmpty() ? null : visit.brand().name(),
                visit.brand().slug());
    }

    private List<ComposerPage.Colleague> colleagues(Visit visit, Moments moments) {
        var away = new AwayWords(absences.away(visit.brand(), moments.now()), visit.shell());
        return team.of(visit.brand().id()).stream()
                .filter(t ->
                        t.may(Permission.SEE_DESK) && !t.id().equals(visit.me().id()))
                .limit(COLLEAGUES)
                .map(t -> new ComposerPage.Colleague(
                        t.handle(),
                        t.name(),
                        away.of(t).orElseGet(() -> t.title().in(visit.shell().language())),
                        t.handle() + " " + t.name()))
                .toList();
    }

    private ComposerPage.Proposing proposing(Visit visit, Talks.Head head) {
        if (!visit.me().may(Permission.WRITE_FOR)) {
            return new ComposerPage.Proposing(List.of());
        }
        var written = team.writtenFor(visit.brand().id()).stream()
                .filter(t -> t.mayAct(head.owner()))
                .toList();
        return new ComposerPage.Proposing(written.stream()
                .map(t -> new ComposerPage.Voice(
                        t.id().value().toString(),
                        t.name(),
                        written.size() == 1 || t.id().value().toString().equals(visit.field("voice"))))
                .toList());
    }

    /** What kept it from leaving, or what somebody asked to read. */
    private AnswerFindings findings(Visit visit, Talks.Head head, Unsent unsent) {
        if (unsent.reason() != Unsent.Reason.GUARDED && unsent.reason() != Unsent.Reason.READ) {
            return AnswerFindings.NONE;
        }
        var found = guard.read(visit.brand(), unsent.text(), unsent.to(), head.id());
        return guard.shown(
                found,
                unsent.text(),
                unsent.reason() == Unsent.Reason.GUARDED,
                visit.field("reason"),
                visit.shell().words());
    }

    /** What was chosen stays chosen while it is offered; else the most open way that is. */
    private static String chosen(String wanted, boolean toPublic, boolean toPrivate) {
        if (wanted.equals("note") || (wanted.equals("private") && toPrivate)) {
            return wanted;
        }
        return toPublic ? "public" : toPrivate ? "private" : "note";
    }

    /** Null when no letter leaves, and so none that others could get too. */
    private @Nullable Copies copies(
            Visit visit, Talks.Head head, @Nullable Unsent unsent, AnswerDraft.@Nullable Typed draft) {
        var asker = new PersonId(head.person());
        if (people.mailAddress(asker).isEmpty()) {
            return null;
        }
        var typed = unsent != null ? unsent.copies() : draft != null ? draft.copies() : null;
        return new Copies(
                typed != null ? typed : Copying.written(copying.proposed(visit.brand(), head.id(), asker)),
                unsent != null && unsent.reason().word().startsWith("copy-"));
    }

    private List<String> manners(Talks.Head head, Shell shell) {
        var id = new PersonId(head.person());
        return people.byId(id)
                .map(person -> MannerWords.of(manners.of(id), person.language(), head.language(), shell))
                .orElse(List.of());
    }

    private String privately(Talks.Head head, Shell shell) {
        var person = new PersonId(head.person());
        var address = people.mailAddress(person);
        if (address.isPresent()) {
            return people.undeliverable(address.get()).isPresent()
                    ? shell.t("desk.to.address.dead", address.get())
                    : shell.t("desk.to.address", address.get());
        }
        return head.channel().equals("api") ? shell.t("desk.to.api") : shell.t("desk.to.page");
    }

    private static @Nullable Notice standing(
            Teammate me, Talks.Head head, Shell shell, Moments moments, @Nullable Teammate owner) {
        if (!me.mayAct(head.owner()) && !me.proposes()) {
            return new Notice("", "lock", "", notYours(shell, owner), null, false, false);
        }
        if (head.spam()) {
            return new Notice("", "ban", "", shell.t("desk.spam.closed"), null, false, false);
        }
        if (head.state() == State.CLOSED) {
            return new Notice("", "lock", "", closed(head, shell, moments), null, true, false);
        }
        return null;
    }

    private Notice refusal(Visit visit, Talks.Head head, @Nullable Teammate owner, Unsent unsent) {
        var shell = visit.shell();
        return switch (unsent.reason()) {
            case OVERTAKEN -> {
                var newer = newer(head, unsent);
                yield new Notice(
                        "is-soon",
                        "alert-triangle",
                        newer == null
                                ? shell.t("desk.refused.overtaken.somebody")
                                : shell.t("desk.refused.overtaken.by", newer.name()),
                        shell.t("desk.refused.overtaken"),
                        newer == null ? null : "m-" + newer.message(),
                        false,
                        true);
            }
            case BLANKED -> new Notice("", "shield", "", shell.t("desk.refused.blanked"), null, false, true);
            case READ -> new Notice("", "shield", "", shell.t("desk.refused.read"), null, false, true);
            case TAKEN_BACK ->
                new Notice("", "arrow-back-up", "", shell.t("desk.refused.taken-back"), null, false, true);
            case CANNED -> new Notice("", "books", "", shell.t("desk.refused.canned"), null, false, false);
            case HOLE -> refused(shell.t("desk.refused.hole", unsent.about()), false);
            case UNSEEN -> refused(shell.t("desk.refused.unseen", unsent.about()), false);
            case OTHER_HOUSE ->
                new Notice(
                        "is-soon",
                        "alert-triangle",
                        "",
                        shell.t("desk.refused.other-house", visit.brand().name(), unsent.about()),
                        null,
                        false,
                        true,
                        shell.t("desk.voice.yes", visit.brand().name()));
            case CLOSED -> refused(shell.t("desk.refused.closed"), true);
            case NOT_ALLOWED -> refused(notYours(shell, owner), false);
            case SETTLED -> refused(shell.t("desk.refused.settled", unsent.about()), false);
            case GUARDED,
                    PROPOSED,
                    NO_VOICE,
                    CHANGED,
                    NO_ADVICE,
                    ONLY_PRIVATE,
                    TOO_LATE,
                    EMPTY,
                    HOUR,
                    SLEEP_HOUR,
                    TOO_LONG,
                    NO_RECEIVER,
                    CANNOT_TAKE,
                    NO_OTHER,
                    OTHER_PERSON,
                    WOULD_HIDE,
                    NOT_SPLIT,
                    NO_TAG,
                    TAGS_MANY,
                    PICTURES_MANY,
                    PICTURES_LARGE,
                    PICTURES_HEAVY,
                    PICTURES_UNREADABLE,
                    PICTURES_UNDESCRIBED,
                    PICTURES_BUSY,
                    PICTURES_NO_ROOM ->
                refused(shell.t("desk.refused." + unsent.reason().word(), MOST), false);
            case COPY_UNREADABLE, COPY_OWN, COPY_SILENT, COPY_TOO_MANY ->
                refused(shell.t("desk.refused." + unsent.reason().word(), unsent.about(), Copying.MOST), false);
        };
    }

    private static Notice refused(String words, boolean reopening) {
        return new Notice("is-late", "alert-circle", "", words, null, reopening, true);
    }

    private static String notYours(Shell shell, @Nullable Teammate owner) {
        return owner == null ? shell.t("desk.not-yours") : shell.t("desk.not-yours.but", owner.name());
    }

    private static String closed(Talks.Head head, Shell shell, Moments moments) {
        Instant since = head.closed();
        return since == null ? shell.t("desk.closed") : shell.t("desk.closed.since", moments.at(since));
    }

    private Talks.@Nullable Newer newer(Talks.Head head, Unsent unsent) {
        return unsent.lastSeen() == null
                ? null
                : talks.after(head.id(), unsent.lastSeen()).orElse(null);
    }
}
