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
            group = new ArrayList<>(group);
            var head = onePerson.head(person).value();
            group.remove(head);
            group.addFirst(head);
        }
        return of(group);
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
     * By whoever may answer people; kept with the one who is shown for all.
     *
     * @param language {@code fr}, {@code en}, or empty
     */
    public Outcome set(Brand brand, PersonId person, Manner manner, String language, Visitor by, Instant at) {
        if (!by.may(Permission.ANSWER_OWN)) {
            return Outcome.NOT_ALLOWED;
        }
        if (!TITLES.contains(manner.title())
                || !ADDRESSES.contains(manner.address())
                || !LANGUAGES.contains(language)
                || manner.hours().length() > Manner.MOST_HOURS) {
            return Outcome.UNREADABLE;
        }
        return transactions.in(brand.id(), () -> {
            var head = onePerson.head(person).value();
            var there = db.sql("update person.person set language = nullif(?, '') where id = ? and erased_at is null")
                    .params(language, head)
                    .update();
            if (there == 0) {
                return Outcome.UNKNOWN;
            }
            db.sql("""
                    insert into person.manner (brand, person, title, address, hours) values (?, ?, ?, ?, ?)
                    on conflict (brand, person) do update set title = excluded.title, address = excluded.address, hours = excluded.hours
                    """)
                    .params(brand.id().value(), head, manner.title(), manner.address(), manner.hours())
                    .update();
            changes.record(brand.id(), Change.Kind.PERSON, head);
            ledger.write(new LedgerEvent(
                    brand.id(), at, "person.manner-set", by.actor(), "person", head, null, by.how(), Map.of()));
            return Outcome.DONE;
        });
    }
}
