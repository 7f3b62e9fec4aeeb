package parvis.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/**
 * Two whom the house knows are one, or are two: a colleague decides, and decides otherwise later. Nothing moves: each keeps their
 * identities, their conversations and what was noted of them, and the desk shows them together. So they come apart as they were,
 * and nobody reads on the square what another wrote because a colleague was mistaken.
 */
@Component
public class OnePerson {
    public enum Outcome {
        DONE,
        /** It was so already. */
        UNCHANGED,
        /** Nobody is one with themselves. */
        SAME,
        NOT_ALLOWED,
        UNKNOWN
    }

    /**
     * Somebody who is one with another.
     *
     * @param why by what they were proposed, as words of {@link Alike}; empty when nothing did
     */
    public record Joined(PersonId person, PersonId into, List<String> why, UUID by, Instant at) {}

    /** Two who may be one; the kinds of what they have in common, each with its values. */
    public record Alike(PersonId one, PersonId other, Map<String, List<String>> why, Instant at) {}

    /** Two of whom somebody said that they are two. */
    public record Apart(PersonId one, PersonId other, UUID by, Instant at) {}

    private record Pair(UUID one, UUID other) {}

    private static final String ALIKE = """
            select a.one, a.other, a.kind, a.value, pair.latest as at
              from (select one, other, max(at) as latest from person.alike %s
                     group by one, other order by max(at) desc, one, other limit :most) pair
              join person.alike a on a.one = pair.one and a.other = pair.other
             order by pair.latest desc, a.one, a.other, array_position(array['address', 'said', 'phone', 'order', 'name'], a.kind), a.value
            """;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Resemblance resemblance;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    OnePerson(
            Transactions transactions,
            JdbcClient db,
            Resemblance resemblance,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.resemblance = resemblance;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    public static boolean mayDecide(Visitor by) {
        return by.may(Permission.ANSWER_ANY);
    }

    /** @param other who is shown with the first from now on, and under the first's name */
    public Outcome merge(Brand brand, PersonId person, PersonId other, Visitor by, Instant at) {
        return both(brand, person, other, by, teammate -> {
            var head = head(person.value());
            var joined = head(other.value());
            if (head.equals(joined)) {
                return Outcome.UNCHANGED;
            }
            var pairs = pairs(head, joined);
            var why = db.sql("""
                    select distinct kind from person.alike a
                      join unnest(:ones, :others) as p(one, other) on a.one = p.one and a.other = p.other order by kind
                    """)
                    .param("ones", Columns.uuids(pairs, Pair::one))
                    .param("others", Columns.uuids(pairs, Pair::other))
                    .query(String.class)
                    .list();
            settled(pairs);
            db.sql(
                            "delete from person.apart a using unnest(:ones, :others) as p(one, other) where a.one = p.one and a.other = p.other")
                    .param("ones", Columns.uuids(pairs, Pair::one))
                    .param("others", Columns.uuids(pairs, Pair::other))
                    .update();
            db.sql("""
                    insert into person.merger (brand, person, into_person, why, by_teammate, at) values (?, ?, ?, ?, ?, ?)
                    """)
                    .params(brand.id().value(), joined, head, String.join(" ", why), teammate, Rows.time(at))
                    .update();
            told(brand, joined, head, "person.merged", by, at);
            return Outcome.DONE;
        });
    }

    /** Somebody comes apart from whom they were merged into, with whoever was merged into them before; they are two from then on. */
    public Outcome split(Brand brand, PersonId person, Visitor by, Instant at) {
        return allowed(brand, by, teammate -> {
            hold();
            var into = db.sql("delete from person.merger where person = ? returning into_person")
                    .param(person.value())
                    .query(UUID.class)
                    .optional();
            if (into.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            apart(brand, pairs(person.value(), into.get()), teammate, at);
            told(brand, person.value(), into.get(), "person.split", by, at);
            return Outcome.DONE;
        });
    }

    /** They are two, and are not proposed again. */
    public Outcome distinguish(Brand brand, PersonId person, PersonId other, Visitor by, Instant at) {
        return both(brand, person, other, by, teammate -> {
            if (together(person).contains(other.value())) {
                return Outcome.SAME;
            }
            if (apart(brand, pairs(person.value(), other.value()), teammate, at) == 0) {
                return Outcome.UNCHANGED;
            }
            told(brand, person.value(), other.value(), "person.distinguished", by, at);
            return Outcome.DONE;
        });
    }

    /** Nobody says so any more: what they have in common is proposed again. */
    public Outcome forgetDistinction(Brand brand, PersonId person, PersonId other, Visitor by, Instant at) {
        return both(brand, person, other, by, teammate -> {
            var gone = 0;
            for (var pair : pairs(person.value(), other.value())) {
                gone += db.sql("delete from person.apart where one = ? and other = ?")
                        .params(pair.one(), pair.other())
                        .update();
                resemblance.again(brand.id(), new PersonId(pair.one()));
            }
            if (gone == 0) {
                return Outcome.UNCHANGED;
            }
            told(brand, person.value(), other.value(), "person.undistinguished", by, at);
            return Outcome.DONE;
        });
    }

    /** All who are one with somebody, themselves first. Belongs inside a transaction of the brand. */
    public List<UUID> together(PersonId person) {
        return db.sql("select t.id from person.together(:person) t(id) order by t.id <> :person, t.id")
                .param("person", person.value())
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
    }

    /** Who is shown for all who are one with somebody. Belongs inside a transaction of the brand. */
    public PersonId head(PersonId person) {
        return new PersonId(head(person.value()));
    }

    /** Who was merged into one of these. Belongs inside a transaction of the brand. */
    public List<Joined> joined(Collection<UUID> group) {
        return db.sql("select * from person.merger where person = any(?) order by at, person")
                .param(Columns.uuids(group))
                .query((row, n) -> new Joined(
                        new PersonId(Rows.uuid(row, "person")),
                        new PersonId(Rows.uuid(row, "into_person")),
                        row.getString("why").isEmpty()
                                ? List.of()
                                : List.of(row.getString("why").split(" ")),
                        Rows.uuid(row, "by_teammate"),
                        Rows.instant(row, "at")))
                .list();
    }

    /** Who may be one with one of these. Belongs inside a transaction of the brand. */
    public List<Alike> alike(Collection<UUID> group, int most) {
        return alikes(db.sql(ALIKE.formatted("where one = any(:group) or other = any(:group)"))
                .param("group", Columns.uuids(group))
                .param("most", most));
    }

    /** The latest first. Belongs inside a transaction of the brand. */
    public List<Alike> alike(int most) {
        return alikes(db.sql(ALIKE.formatted("")).param("most", most));
    }

    /** Belongs inside a transaction of the brand. */
    public List<Apart> apart(Collection<UUID> group, int most) {
        return db.sql("""
                select * from person.apart where one = any(:group) or other = any(:group) order by at desc, one, other limit :most
                """)
                .param("group", Columns.uuids(group))
                .param("most", most)
                .query((row, n) -> new Apart(
                        new PersonId(Rows.uuid(row, "one")),
                        new PersonId(Rows.uuid(row, "other")),
                        Rows.uuid(row, "by_teammate"),
                        Rows.instant(row, "at")))
                .list();
    }

    private static List<Alike> alikes(JdbcClient.StatementSpec found) {
        var all = new LinkedHashMap<Pair, Alike>();
        found.query(row -> {
            var pair = new Pair(Rows.uuid(row, "one"), Rows.uuid(row, "other"));
            var at = Rows.instant(row, "at");
            all.computeIfAbsent(
                            pair,
                            p -> new Alike(new PersonId(p.one()), new PersonId(p.other()), new LinkedHashMap<>(), at))
                    .why()
                    .computeIfAbsent(row.getString("kind"), kind -> new ArrayList<>())
                    .add(row.getString("value"));
        });
        return List.copyOf(all.values());
    }

    private interface Work {
        Outcome by(UUID teammate);
    }

    private Outcome allowed(Brand brand, Visitor by, Work work) {
        var teammate = by.teammate();
        if (teammate == null || !mayDecide(by)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> work.by(teammate.id().value()));
    }

    private Outcome both(Brand brand, PersonId person, PersonId other, Visitor by, Work work) {
        return allowed(brand, by, teammate -> {
            hold();
            if (person.equals(other)) {
                return Outcome.SAME;
            }
            var there = db.sql("select id from person.person where id = any(?) and erased_at is null")
                    .param(Columns.uuids(List.of(person.value(), other.value())))
                    .query(UUID.class)
                    .list();
            return there.size() < 2 ? Outcome.UNKNOWN : work.by(teammate);
        });
    }

    /** One decides after another: who is one with whom must form no ring. */
    private void hold() {
        db.sql("select pg_advisory_xact_lock(hashtext('person.merger'), hashtext(current_setting('parvis.brand')))")
                .query(row -> {});
    }

    private UUID head(UUID person) {
        return db.sql("""
                with recursive up(id) as (
                    select :person
                    union
                    select m.into_person from up join person.merger m on m.person = up.id)
                select id from up where not exists (select from person.merger m where m.person = up.id)
                """).param("person", person).query(UUID.class).single();
    }

    /** Each of the one side with each of the other. */
    private List<Pair> pairs(UUID one, UUID other) {
        var pairs = new ArrayList<Pair>();
        var others = together(new PersonId(other));
        for (var a : together(new PersonId(one))) {
            for (var b : others) {
                // as the database orders them, which is not as Java does
                pairs.add(a.toString().compareTo(b.toString()) < 0 ? new Pair(a, b) : new Pair(b, a));
            }
        }
        return pairs;
    }

    private int apart(Brand brand, List<Pair> pairs, UUID teammate, Instant at) {
        settled(pairs);
        return db.sql("""
                insert into person.apart (brand, one, other, by_teammate, at)
                select :brand, p.one, p.other, :by, :at from unnest(:ones, :others) as p(one, other) on conflict do nothing
                """)
                .param("brand", brand.id().value())
                .param("by", teammate)
                .param("at", Rows.time(at))
                .param("ones", Columns.uuids(pairs, Pair::one))
                .param("others", Columns.uuids(pairs, Pair::other))
                .update();
    }

    private void settled(List<Pair> pairs) {
        db.sql(
                        "delete from person.alike a using unnest(:ones, :others) as p(one, other) where a.one = p.one and a.other = p.other")
                .param("ones", Columns.uuids(pairs, Pair::one))
                .param("others", Columns.uuids(pairs, Pair::other))
                .update();
    }

    private void told(Brand brand, UUID person, UUID other, String what, Visitor by, Instant at) {
        var both = new ArrayList<>(together(new PersonId(person)));
        together(new PersonId(other)).stream().filter(id -> !both.contains(id)).forEach(both::add);
        changes.recordAll(brand.id(), Change.Kind.PERSON, both);
        Map<String, Object> detail = Map.of("other", other.toString());
        ledger.write(new LedgerEvent(brand.id(), at, what, by.actor(), "person", person, null, by.how(), detail));
        audit.write(brand.id(), at, by.actor(), what, "person", person, by.address(), detail);
    }
}
