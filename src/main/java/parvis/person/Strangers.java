package parvis.person;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Slug;

/**
 * People who are known from an import only, many at a time: a name and where they wrote, an address at most, until whoever they
 * are comes and says so.
 */
@Component
public class Strangers {
    private static final int MOST_ATTEMPTS = 8;

    /**
     * @param key who they are at the source, such as an account's number there
     * @param since when they were first seen there
     */
    public record Stranger(String key, String name, Instant since) {}

    /**
     * @param made how many were not known before
     * @param erased those who had what was known of them erased: nobody in particular stands for them
     */
    public record Met(Map<String, PersonId> byKey, int made, Set<String> erased) {}

    private record New(UUID id, Stranger stranger) {}

    private final JdbcClient db;
    private final Marks marks;
    private final Changes changes;
    private final Ledger ledger;
    private final Resemblance resemblance;

    Strangers(JdbcClient db, Marks marks, Changes changes, Ledger ledger, Resemblance resemblance) {
        this.resemblance = resemblance;
        this.db = db;
        this.marks = marks;
        this.changes = changes;
        this.ledger = ledger;
    }

    /**
     * The people behind these keys; those not yet known are made. Inside a transaction of the brand in which nobody else
     * imports (see {@code conversation.History}).
     *
     * @param source such as {@code stackexchange:french.stackexchange.com}
     */
    public Met meet(BrandId brand, String source, Collection<Stranger> strangers) {
        return meet(brand, "import:" + source, Identity.Proof.UNCLAIMED, strangers);
    }

    /** The same, by their addresses: whoever wrote from there before, or writes from there one day, is the same person. */
    public Met meetByMail(BrandId brand, Collection<Stranger> strangers) {
        return meet(brand, "email", Identity.Proof.PROBABLE, strangers);
    }

    /** What a list says of somebody beside their name; null for what it does not say. */
    public record Described(
            PersonId person,
            @Nullable String city,
            @Nullable String language) {}

    /** What is not known yet of people is known from now on. Inside a transaction of the brand. */
    public void describe(List<Described> all) {
        db.sql("""
                update person.person p set city = coalesce(p.city, d.city), language = coalesce(p.language, d.language)
                  from unnest(:people, :cities, :languages) as d(person, city, language)
                 where p.id = d.person and (p.city is null and d.city is not null or p.language is null and d.language is not null)
                """)
                .param("people", Columns.uuids(all, d -> d.person().value()))
                .param("cities", Columns.texts(all, Described::city))
                .param("languages", Columns.texts(all, Described::language))
                .update();
    }

    private Met meet(BrandId brand, String kind, Identity.Proof proof, Collection<Stranger> strangers) {
        var wanted = new LinkedHashMap<String, Stranger>();
        strangers.forEach(stranger -> wanted.merge(stranger.key(), stranger, Strangers::earlier));
        var known = known(brand, kind, wanted.keySet());
        var erased = marks.among(kind, wanted.keySet());
        erased.keySet().removeAll(known.keySet()); // whoever came again since is here
        known.putAll(erased);
        var missing = wanted.values().stream()
                .filter(stranger -> !known.containsKey(stranger.key()))
                .map(stranger -> new New(Ids.next(), stranger))
                .toList();
        if (!missing.isEmpty()) {
            make(brand, missing);
            identify(brand, kind, proof, missing);
            resemblance.met(
                    brand,
                    missing.stream()
                            .map(person -> new Resemblance.Met(
                                    new PersonId(person.id()),
                                    person.stranger().name(),
                                    List.of(new Identity(kind, person.stranger().key(), proof)),
                                    person.stranger().since()))
                            .toList());
            changes.recordAll(
                    brand, Change.Kind.PERSON, missing.stream().map(New::id).toList());
            ledger.writeAll(
                    brand, missing.stream().map(person -> met(brand, person)).toList());
            missing.forEach(person -> known.put(person.stranger().key(), new PersonId(person.id())));
        }
        return new Met(known, missing.size(), Set.copyOf(erased.keySet()));
    }

    private static Stranger earlier(Stranger one, Stranger other) {
        return other.since().isBefore(one.since()) ? new Stranger(one.key(), one.name(), other.since()) : one;
    }

    private Map<String, PersonId> known(BrandId brand, String kind, Collection<String> keys) {
        var known = new HashMap<String, PersonId>();
        // The brand is named for the index: a new table's statistics would have every row compared with every key.
        db.sql("""
                select i.value, i.person
                  from unnest(:keys) as k(value)
                  join person.identity i on i.brand = :brand and i.kind = :kind and i.value = k.value
                """)
                .param("brand", brand.value())
                .param("kind", kind)
                .param("keys", Columns.texts(keys))
                .query(row -> {
                    known.put(row.getString("value"), new PersonId(Rows.uuid(row, "person")));
                });
        return known;
    }

    /** Handles are unique: whoever finds theirs taken gets some letters of their id behind it, more at each attempt. */
    private void make(BrandId brand, List<New> people) {
        List<New> left = people;
        for (var attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt > MOST_ATTEMPTS) {
                throw new DuplicateKeyException(
                        "No free handle for " + left.getFirst().stranger().name());
            }
            var made = insert(brand, left, attempt);
            left = left.stream().filter(person -> !made.contains(person.id())).toList();
        }
    }

    private Set<UUID> insert(BrandId brand, List<New> people, int attempt) {
        var made = db.sql("""
                insert into person.person (brand, id, name, handle, since)
                select :brand, * from unnest(:ids, :names, :handles, :sinces)
                on conflict (brand, handle) do nothing returning id
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(people, New::id))
                .param(
                        "names",
                        Columns.texts(people, person -> person.stranger().name()))
                .param("handles", Columns.texts(people, person -> handle(person, attempt)))
                .param(
                        "sinces",
                        Columns.times(people, person -> person.stranger().since()))
                .query(UUID.class)
                .list();
        return new HashSet<>(made);
    }

    private static String handle(New person, int attempt) {
        var handle = Slug.of(person.stranger().name());
        return attempt == 0 ? handle : handle + "-" + person.id().toString().substring(36 - 3 - attempt);
    }

    private void identify(BrandId brand, String kind, Identity.Proof proof, List<New> people) {
        db.sql("""
                insert into person.identity (brand, id, person, kind, value, proof, at)
                select :brand, i.id, i.person, :kind, i.value, :proof, i.at
                  from unnest(:ids, :people, :values, :ats) as i(id, person, value, at)
                """)
                .param("brand", brand.value())
                .param("kind", kind)
                .param("proof", proof.word())
                .param("ids", Columns.uuids(people, person -> Ids.next()))
                .param("people", Columns.uuids(people, New::id))
                .param(
                        "values",
                        Columns.texts(people, person -> person.stranger().key()))
                .param("ats", Columns.times(people, person -> person.stranger().since()))
                .update();
    }

    private static LedgerEvent met(BrandId brand, New person) {
        return new LedgerEvent(
                brand,
                person.stranger().since(),
                "person.met",
                Actor.person(person.id()),
                "person",
                person.id(),
                null,
                How.IMPORT,
                Map.of());
    }
}
