package parvis.brand;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Giving teammates another role, and letting them go. A house keeps one owner at least. */
@Component
public class Staffing {

    public enum Outcome {
        DONE,
        /** Nobody else owns the house. */
        LAST_OWNER,
        /** No teammate of this brand, or not any more. */
        UNKNOWN,
        NOT_ALLOWED
    }

    /**
     * Published in the transaction in which somebody ceases to work here, or gets a role that answers nobody.
     *
     * @param left whether they are gone
     */
    public record AnswersNoMore(
            BrandId brand,
            TeammateId teammate,
            UUID account,
            boolean left,
            Actor by,
            @Nullable String origin,
            Instant at) {}

    /** Published in the transaction in which somebody gets another role. */
    public record RoleGiven(BrandId brand, TeammateId teammate, UUID account, Role role, Instant at) {}

    private record Standing(UUID account, Role role) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Staffing(
            Transactions transactions,
            JdbcClient db,
            Team team,
            Changes changes,
            Ledger ledger,
            Audit audit,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
    }

    public Outcome giveRole(Brand brand, TeammateId whom, Role role, Teammate by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var standing = standing(whom, by);
            if (standing instanceof Standing(var account, var before)) {
                if (before == role) {
                    return Outcome.DONE;
                }
                if (before == Role.OWNER && isLastOwner()) {
                    return Outcome.LAST_OWNER;
                }
                db.sql("update brand.teammate set role = ? where id = ?")
                        .params(role.word(), whom.value())
                        .update();
                var detail = Map.<String, Object>of("from", before.word(), "to", role.word());
                told(brand, whom, "teammate.role-given", by, origin, at, detail);
                events.publishEvent(new RoleGiven(brand.id(), whom, account, role, at));
                if (!role.may(Permission.ANSWER_OWN)) {
                    noMore(brand, whom, account, false, by, origin, at);
                }
                return Outcome.DONE;
            }
            return by.may(Permission.SET_TEAM) ? Outcome.UNKNOWN : Outcome.NOT_ALLOWED;
        });
    }

    /** What they wrote stays, under their name. */
    public Outcome letGo(Brand brand, TeammateId whom, Teammate by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var standing = standing(whom, by);
            if (standing instanceof Standing(var account, var before)) {
                if (before == Role.OWNER && isLastOwner()) {
                    return Outcome.LAST_OWNER;
                }
                db.sql("update brand.teammate set active = false where id = ?")
                        .param(whom.value())
                        .update();
                told(brand, whom, "teammate.left", by, origin, at, Map.of("role", before.word()));
                noMore(brand, whom, account, true, by, origin, at);
                return Outcome.DONE;
            }
            return by.may(Permission.SET_TEAM) ? Outcome.UNKNOWN : Outcome.NOT_ALLOWED;
        });
    }

    /** All owners are locked, so that two who step down at once do so one after the other. Whether they may is asked after. */
    private @Nullable Standing standing(TeammateId whom, Teammate by) {
        var rows = db.sql("""
                select id, account, role from brand.teammate
                 where active and (role = 'owner' or id in (:whom, :by)) order by id for update
                """)
                .param("whom", whom.value())
                .param("by", by.id().value())
                .query((row, n) -> Map.entry(
                        Rows.uuid(row, "id"), new Standing(Rows.uuid(row, "account"), Role.of(row.getString("role")))))
                .list();
        Standing found = null;
        var may = false;
        for (var row : rows) {
            if (row.getKey().equals(whom.value())) {
                found = row.getValue();
            }
            may |= row.getKey().equals(by.id().value()) && row.getValue().role().may(Permission.SET_TEAM);
        }
        return may ? found : null;
    }

    private boolean isLastOwner() {
        return db.sql("select count(*) from brand.teammate where active and role = 'owner'")
                        .query(Long.class)
                        .single()
                < 2;
    }

    private void noMore(
            Brand brand,
            TeammateId whom,
            UUID account,
            boolean left,
            Teammate by,
            @Nullable String origin,
            Instant at) {
        events.publishEvent(new AnswersNoMore(
                brand.id(), whom, account, left, Actor.teammate(by.id().value()), origin, at));
    }

    private void told(
            Brand brand,
            TeammateId whom,
            String what,
            Teammate by,
            @Nullable String origin,
            Instant at,
            Map<String, Object> detail) {
        var actor = Actor.teammate(by.id().value());
        changes.record(brand.id(), Change.Kind.TEAM, whom.value());
        ledger.write(new LedgerEvent(brand.id(), at, what, actor, "teammate", whom.value(), null, How.DIRECT, detail));
        audit.write(brand.id(), at, actor, what, "teammate", whom.value(), origin, detail);
        team.forget(brand.id());
    }
}
