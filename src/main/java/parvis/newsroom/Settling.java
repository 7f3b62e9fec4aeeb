package parvis.newsroom;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Clean;

/** People judge what the guard found, and it learns: see {@link Learning} and {@link Passages}. */
@Component
public class Settling {
    public static final int MOST_REASON = 400;

    public enum Outcome {
        DONE,
        /** Nobody may accept or contest without saying why. */
        NO_REASON,
        /** What blocks is decided by whoever may let the draft go out. */
        NOT_ALLOWED
    }

    private final Transactions transactions;
    private final Verdicts verdicts;
    private final Changes changes;
    private final Ledger ledger;

    Settling(Transactions transactions, Verdicts verdicts, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.verdicts = verdicts;
        this.changes = changes;
        this.ledger = ledger;
    }

    /**
     * @param subject the draft or the conversation in which it was found
     * @param subjectKind {@code draft} or {@code conversation}
     */
    public Outcome judge(
            Brand brand,
            Teammate by,
            UUID subject,
            String subjectKind,
            Told told,
            Judgement judgement,
            String reason,
            Instant at) {
        return judge(brand, by, subject, subjectKind, told, judgement, reason, How.DESK, at);
    }

    /** An answer leaves with what blocks it, for this reason. */
    public void meant(
            Brand brand, Teammate by, UUID conversation, List<Told> findings, String reason, How how, Instant at) {
        for (var told : findings) {
            if (told.blocks()) {
                judge(brand, by, conversation, "conversation", told, Judgement.ACCEPTED, reason, how, at);
            }
        }
    }

    private Outcome judge(
            Brand brand,
            Teammate by,
            UUID subject,
            String subjectKind,
            Told told,
            Judgement judgement,
            String reason,
            How how,
            Instant at) {
        var why = Clean.line(reason, MOST_REASON);
        var answers = subjectKind.equals("conversation");
        if (!by.may(answers ? Permission.ANSWER_OWN : Permission.WRITE_DRAFTS)
                || (told.blocks()
                        && !answers
                        && judgement != Judgement.FOLLOWED
                        && !by.may(Permission.RELEASE_DRAFTS))) {
            return Outcome.NOT_ALLOWED;
        }
        if (judgement != Judgement.FOLLOWED && (why.isBlank() || !why.fitted())) {
            return Outcome.NO_REASON;
        }
        var verdict = new Verdict(
                Ids.next(),
                subject,
                told.finding().check().word(),
                told.finding().kind(),
                told.passage(),
                judgement,
                why.text(),
                by.id().value(),
                at);
        transactions.run(brand.id(), () -> {
            verdicts.put(brand.id(), verdict);
            tell(
                    brand,
                    by,
                    subject,
                    subjectKind,
                    "finding." + judgement.word(),
                    verdict.check() + "." + verdict.kind(),
                    how,
                    at);
        });
        return Outcome.DONE;
    }

    /** What was said of a finding is taken back: it stands again, and taught nothing. */
    Outcome takeBack(Brand brand, Teammate by, UUID draft, UUID verdict, Instant at) {
        if (!by.may(Permission.WRITE_DRAFTS)) {
            return Outcome.NOT_ALLOWED;
        }
        transactions.run(
                brand.id(),
                () -> verdicts.remove(verdict)
                        .ifPresent(what -> tell(brand, by, draft, "draft", "verdict.taken-back", what, How.DESK, at)));
        return Outcome.DONE;
    }

    private void tell(
            Brand brand,
            Teammate by,
            UUID subject,
            String subjectKind,
            String what,
            String finding,
            How how,
            Instant at) {
        changes.record(brand.id(), Change.Kind.GUARD, subject);
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                subjectKind,
                subject,
                subjectKind.equals("conversation") ? subject : null,
                how,
                Map.of("finding", finding)));
    }
}
