package parvis.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Permission;
import parvis.conversation.Approval;
import parvis.conversation.Approvals;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.desk.page.ApprovalsPage;
import parvis.desk.page.ApprovalsPage.Line;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.text.Markdown;
import parvis.text.PlainText;

/** Makes the list of answers that wait for somebody's approval. */
@Component
class ApprovalsReader {
    /** The next come when these are decided on. */
    private static final int MOST = 30;

    private static final int EXCERPT = 280;
    private static final int LOOKED_AT = 20;

    private final Approvals approvals;
    private final ProposalReader proposals;
    private final Talks talks;
    private final People people;
    private final Absences absences;
    private final Transactions transactions;

    ApprovalsReader(
            Approvals approvals,
            ProposalReader proposals,
            Talks talks,
            People people,
            Absences absences,
            Transactions transactions) {
        this.absences = absences;
        this.approvals = approvals;
        this.proposals = proposals;
        this.talks = talks;
        this.people = people;
        this.transactions = transactions;
    }

    ApprovalsPage page(Visit visit, Instant now) {
        var me = visit.me();
        var moments = new Moments(visit.shell(), visit.brand(), now);
        return transactions.reading(
                visit.brand().id(),
                () -> new ApprovalsPage(
                        me.may(Permission.ANSWER_OWN)
                                ? lines(
                                        visit,
                                        moments,
                                        approvals.waitingFor(
                                                me,
                                                absences.away(visit.brand(), now)
                                                        .coveredBy(me),
                                                MOST))
                                : null,
                        me.proposes() ? lines(visit, moments, approvals.draftedBy(me.id(), MOST)) : null));
    }

    private List<Line> lines(Visit visit, Moments moments, List<Approval> waiting) {
        return waiting.stream()
                .map(approval -> talks.head(approval.conversation()).map(head -> line(visit, moments, approval, head)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Line line(Visit visit, Moments moments, Approval approval, Talks.Head head) {
        var shell = visit.shell();
        var path = "/desk/conversations/" + head.number();
        var isPublic = approval.visibility() == Visibility.PUBLIC;
        return new Line(
                "m-" + approval.message().value(),
                path + "#m-" + approval.message().value(),
                path + "/messages/" + approval.message().value(),
                head.subject(),
                people.byId(new PersonId(head.person())).map(Person::name).orElse("?"),
                talks.messages(head.id(), null, LOOKED_AT).stream()
                        .filter(said -> said.kind() == Kind.RECEIVED)
                        .findFirst()
                        .map(said -> PlainText.excerpt(said.text(), EXCERPT))
                        .orElse(""),
                shell.t(isPublic ? "desk.meta.answer" : "desk.meta.private"),
                isPublic,
                Markdown.toHtml(approval.text()),
                head.language().equals(shell.language()) ? null : head.language(),
                moments.at(approval.proposed()),
                approval.proposed().toString(),
                proposals.of(visit, approval, head.owner(), head.lastMessage(), null));
    }
}
