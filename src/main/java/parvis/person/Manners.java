package parvis.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Columns;
import parvis.database.Transactions;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** How people wish to be addressed, in which language and when. */
@Component
public class Manners {
    public enum Outcome {
        DONE,
        /** Something is none of what can be said. */
        UNREADABLE,
        NOT_ALLOWED,
        UNKNOWN
    }

    private static final Set<String> TITLES = Set.of("", "mr", "mrs");
    private static final Set<String> ADDRESSES = Set.of("", "vous", "tu");
    private static final Set<String> LANGUAGES = Set.of("", "fr", "en");

    private final Transactions transactions;
    private final JdbcClient db;
    private final OnePerson onePerson;
    private final Changes changes;
    private final Ledger ledger;

    Manners(Transactions transactions, JdbcClient db, OnePerson onePerson, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.onePerson = onePerson;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** What is known of somebody, or else of whoever is one with them. Belongs inside a transaction of the brand. */
    public Manner of(PersonId person) {
        var group = onePerson.together(person);
        if (group.size() > 1) {
            // what was said of this one first: they may have said it themselves
            group = new ArrayList<>(group);
            for (var first : List.of(onePerson.head(person).value(), person.value())) {
                group.remove(first);
                group.addFirst(first);
            }
        }
        return of(group);
    }

    /** What is kept with this very identity, and with none of those that a colleague said are one person. */
    public Manner ofItself(PersonId person) {
        return of(List.of(person.value()));
    }

    private Manner of(List<UUID> group) {
        return db.sql("""
                select m.title, m.address, m.hours from person.manner m
                 where m.person = any(:group) order by array_position(:group, m.person) limit 1
                """)
                .param("group", Columns.uuids(group))
                .query((row, n) -> new Manner(row.getString("title"), row.getString("address"), row.getString("hours")))
                .optional()
                .orElse(Manner.UNKNOWN);
    }

    /**
     * By whoever may answer people; kept with this one and with the one who is shown for all.
     *
     * @param language {@code fr}, {@code en}, or empty
     */
    public Outcome set(Brand brand, PersonId person, Manner manner, String language, Visitor by, Instant at) {
        if (!by.may(Permission.ANSWER_OWN)) {
            return Outcome.NOT_ALLOWED;
        }
        if (!isReadable(manner, language)) {
            return Outcome.UNREADABLE;
        }
        return transactions.in(brand.id(), () -> {
            var head = onePerson.head(person).value();
            if (!person.value().equals(head)) {
                keep(brand, person.value(), manner, language, by, at);
            }
            return keep(brand, head, manner, language, by, at);
        });
    }

    /**
     * By themselves, of the identity with which they are signed in.
     *
     * @param language {@code fr}, {@code en}, or empty
     */
    public Outcome setOwn(Brand brand, Manner manner, String language, Visitor by, Instant at) {
        var person = by.person();
        if (person == null) {
            return Outcome.NOT_ALLOWED;
        }
        if (!isReadable(manner, language)) {
            return Outcome.UNREADABLE;
        }
        return transactions.in(brand.id(), () -> keep(brand, person.id().value(), manner, language, by, at));
    }

    private static boolean isReadable(Manner manner, String language) {
        return TITLES.contains(manner.title())
                && ADDRESSES.contains(manner.address())
                && LANGUAGES.contains(language)
                && manner.hours().length() <= Manner.MOST_HOURS;
    }

    private Outcome keep(Brand brand, UUID person, Manner manner, String language, Visitor by, Instant at) {
        var there = db.sql("update person.person set language = nullif(?, '') where id = ? and erased_at is null")
                .params(language, person)
                .update();
        if (there == 0) {
            return Outcome.UNKNOWN;
        }
        db.sql("""
                insert into person.manner (brand, person, title, address, hours) values (?, ?, ?, ?, ?)
                on conflict (brand, person) do update set title = excluded.title, address = excluded.address, hours = excluded.hours
                """)
                .params(brand.id().value(), person, manner.title(), manner.address(), manner.hours())
                .update();
        changes.record(brand.id(), Change.Kind.PERSON, person);
        ledger.write(new LedgerEvent(
                brand.id(), at, "person.manner-set", by.actor(), "person", person, null, by.how(), Map.of()));
        return Outcome.DONE;
    }
}
