package parvis.person;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** People whose next messages go to spam: nothing that they write is lost, and nobody owes it an answer. */
@Component
public class Blocking {
    public enum Outcome {
        DONE,
        /** They were already, or were not. */
        UNCHANGED,
        NOT_ALLOWED
    }

    /** @param by the colleague who decided so */
    public record Blocked(PersonId person, String name, String handle, UUID by, Instant at) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Blocking(Transactions transactions, JdbcClient db, Changes changes, Ledger ledger, Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * Who decides what is public decides this too.
     *
     * @param conversation in which somebody decided so
     */
    public Outcome block(Brand brand, PersonId person, UUID conversation, Visitor by, Instant at) {
        var teammate = by.teammate();
        if (teammate == null || !by.may(Permission.MODERATE)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> {
            var done = db.sql("""
                    insert into person.blocked (brand, person, by_teammate, at) values (?, ?, ?, ?) on conflict do nothing
                    """)
                    .params(brand.id().value(), person.value(), teammate.id().value(), Rows.time(at))
                    .update();
            return told(done, brand, person, conversation, "person.blocked", by, at);
        });
    }

    public Outcome unblock(Brand brand, PersonId person, Visitor by, Instant at) {
        if (!by.may(Permission.MODERATE)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> {
            var done = db.sql("delete from person.blocked where person in (select person.together(?))")
                    .param(person.value())
                    .update();
            return told(done, brand, person, null, "person.unblocked", by, at);
        });
    }

    private Outcome told(
            int rows, Brand brand, PersonId person, @Nullable UUID conversation, String what, Visitor by, Instant at) {
        if (rows == 0) {
            return Outcome.UNCHANGED;
        }
        changes.record(brand.id(), Change.Kind.PERSON, person.value());
        ledger.write(new LedgerEvent(
                brand.id(), at, what, by.actor(), "person", person.value(), conversation, by.how(), Map.of()));
        audit.write(brand.id(), at, by.actor(), what, "person", person.value(), by.address(), Map.of(), Map.of());
        return Outcome.DONE;
    }

    /** Which colleague blocked them. Belongs inside a transaction of the brand. */
    public Optional<UUID> blockedBy(PersonId person) {
        return Optional.ofNullable(blockedBy(List.of(person.value())).get(person.value()));
    }

    /**
     * Of these, those who are blocked, and by whom: whoever is one with somebody blocked is blocked too. Belongs inside a
     * transaction of the brand.
     */
    public Map<UUID, UUID> blockedBy(Collection<UUID> people) {
        return db
                .sql("""
                select person, by_teammate from person.blocked where person = any(:people)
                union all
                select w.id, b.by_teammate from unnest(:people) as w(id)
                 cross join lateral person.together(w.id) as t(id)
                  join person.blocked b on b.person = t.id
                 where exists (select from person.merger m where m.person = w.id)
                    or exists (select from person.merger m where m.into_person = w.id)
                """)
                .param("people", Columns.uuids(people))
                .query((row, n) -> Map.entry(Rows.uuid(row, "person"), Rows.uuid(row, "by_teammate")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
    }

    /** The latest first. Belongs inside a transaction of the brand. */
    public List<Blocked> list(int most) {
        return db.sql("""
                select b.person, p.name, p.handle, b.by_teammate, b.at
                  from person.blocked b join person.person p on p.brand = b.brand and p.id = b.person
                 order by b.at desc, b.person limit ?
                """)
                .param(most)
                .query((row, n) -> new Blocked(
                        new PersonId(Rows.uuid(row, "person")),
                        row.getString("name"),
                        row.getString("handle"),
                        Rows.uuid(row, "by_teammate"),
                        Rows.instant(row, "at")))
                .list();
    }
}
