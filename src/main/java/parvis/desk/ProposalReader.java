package parvis.desk;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Approval;
import parvis.conversation.Approval.State;
import parvis.conversation.Approving;
import parvis.desk.page.TalkPage.Proposal;
import parvis.web.Shell;

/** What is said of an answer that leaves once somebody approves, and what may be done with it. */
@Component
class ProposalReader {
    private final Team team;
    private final Absences absences;
    private final Clock clock;

    ProposalReader(Team team, Absences absences, Clock clock) {
        this.absences = absences;
        this.clock = clock;
        this.team = team;
    }

    /**
     * @param owner of its conversation, or null
     * @param lastSeen the newest message on the page, or null
     * @param unsent what was refused about it, or null
     */
    Proposal of(
            Visit visit, Approval approval, @Nullable UUID owner, @Nullable UUID lastSeen, @Nullable Unsent unsent) {
        var open = approval.state() != State.APPROVED;
        var me = visit.me();
        return new Proposal(
                words(visit, approval),
                open,
                open && approval.advice() != null ? visit.shell().t("desk.approval.advice", approval.advice()) : null,
                approval.text(),
                approval.version(),
                lastSeen == null ? null : lastSeen.toString(),
                approval.state() == State.WAITING
                        && Approving.mayDecide(
                                approval,
                                owner,
                                me,
                                absences.away(visit.brand(), clock.instant()).coveredBy(me)),
                open && me.proposes() && me.id().value().equals(approval.drafter()),
                unsent == null ? null : refusal(visit.shell(), unsent),
                unsent == null || unsent.proposal() == null
                        ? Proposal.Typed.NOTHING
                        : new Proposal.Typed(
                                unsent.proposal().in(),
                                unsent.text(),
                                unsent.proposal().why()));
    }

    /** "Léa l’a écrite et attend une approbation", "Léa l’a écrite pour Claire", "écrite par Léa, approuvée par Maud". */
    private String words(Visit visit, Approval approval) {
        var shell = visit.shell();
        var drafter = name(visit, approval.drafter());
        return switch (approval.state()) {
            case WAITING ->
                approval.isForAnother()
                        ? shell.t("desk.approval.waits.for", drafter, name(visit, approval.voice()))
                        : shell.t("desk.approval.waits", drafter);
            case RETURNED -> shell.t("desk.approval.returned", drafter, name(visit, approval.decidedBy()));
            case APPROVED ->
                shell.t(
                        approval.edited() ? "desk.approval.edited" : "desk.approval.approved",
                        drafter,
                        name(visit, approval.decidedBy()));
        };
    }

    private String name(Visit visit, @Nullable UUID who) {
        return who == null
                ? visit.shell().t("desk.the-house")
                : team.byId(visit.brand().id(), who)
                        .map(Teammate::name)
                        .orElseGet(() -> visit.shell().t("desk.the-house"));
    }

    private static String refusal(Shell shell, Unsent unsent) {
        return switch (unsent.reason()) {
            case GUARDED -> shell.t("desk.approval.guarded", unsent.about());
            case SETTLED -> shell.t("desk.refused.settled", unsent.about());
            case NOT_ALLOWED -> shell.t("desk.approval.not-yours");
            case NO_ADVICE -> shell.t("desk.refused.no-advice", Approving.MOST_ADVICE);
            default -> shell.t("desk.refused." + unsent.reason().word(), ComposerReader.MOST);
        };
    }
}
