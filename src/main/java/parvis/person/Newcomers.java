package parvis.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
 * Whoever writes, many at a time: what {@link People#findOrMake} does for one, in a few statements however many they are.
 * Inside a transaction of the brand.
 */
@Component
public class Newcomers {
    private static final int MOST_ATTEMPTS = 8;

    /**
     * @param message what they wrote, by which they are told apart here
     * @param identities of which the first decides who they are
     */
    public record Who(
            UUID message,
            String name,
            List<Identity> identities,
            @Nullable String language,
            How how,
            Instant at) {}

    private record Name(String kind, String value) {
        static Name of(Identity identity) {
            return new Name(identity.kind(), identity.value());
        }
    }

    private record Holder(PersonId person, Identity.Proof proof) {}

    private record New(PersonId id, Who who) {}

    private record Claim(PersonId person, Identity identity, Instant at) {}

    private final JdbcClient db;
    private final People people;
    private final Changes changes;
    private final Ledger ledger;
    private final Resemblance resemblance;

    Newcomers(JdbcClient db, People people, Changes changes, Ledger ledger, Resemblance resemblance) {
        this.resemblance = resemblance;
        this.db = db;
        this.people = people;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** In the same order. */
    public List<PersonId> findOrMake(BrandId brand, List<Who> all) {
        var holders = holders(brand, all);
        var beside = all.stream()
                .flatMap(who -> who.identities().stream().skip(1))
                .map(Name::of)
                .collect(Collectors.toSet());
        var made = new LinkedHashMap<Name, New>();
        var found = new HashMap<Who, PersonId>();
        var alone = new ArrayList<Who>();
        for (var who : all) {
            var name =
                    who.identities().isEmpty() ? null : Name.of(who.identities().getFirst());
            var holder = name == null ? null : holders.get(name);
            if (holder != null) {
                found.put(who, holder.person());
            } else if (name == null || beside.contains(name)) { // may be somebody whom another of these makes known
                alone.add(who);
            } else {
                found.put(
                        who,
                        made.computeIfAbsent(name, n -> new New(new PersonId(Ids.next()), who))
                                .id());
            }
        }
        var taken = make(brand, made);
        found.replaceAll((who, person) -> taken.getOrDefault(person, person));
        prove(brand, found, holders, made.keySet());
        for (var who : alone) {
            found.put(who, people.findOrMake(brand, who.name(), who.identities(), who.language(), who.how(), who.at()));
        }
        return all.stream().map(who -> Objects.requireNonNull(found.get(who))).toList();
    }

    /** Who has the identities that anybody here brings. */
    private Map<Name, Holder> holders(BrandId brand, List<Who> all) {
        var names = all.stream()
                .flatMap(who -> who.identities().stream())
                .map(Name::of)
                .distinct()
                .toList();
        var holders = new HashMap<Name, Holder>();
        db.sql("""
                select i.kind, i.value, i.person, i.proof
                  from unnest(:kinds, :values) as n(kind, value)
                  join person.identity i on i.brand = :brand and i.kind = n.kind and i.value = n.value
                """)
                .param("brand", brand.value())
                .param("kinds", Columns.texts(names, Name::kind))
                .param("values", Columns.texts(names, Name::value))
                .query(row -> {
                    holders.put(
                            new Name(row.getString("kind"), row.getString("value")),
                            new Holder(
                                    new PersonId(Rows.uuid(row, "person")),
                                    Identity.Proof.valueOf(
                                            row.getString("proof").toUpperCase(java.util.Locale.ROOT))));
                });
        return holders;
    }

    /** Gives, for whoever turned out to be known since we looked, who they are. */
    private Map<PersonId, PersonId> make(BrandId brand, Map<Name, New> made) {
        if (made.isEmpty()) {
            return Map.of();
        }
        insert(brand, made.values());
        claim(
                brand,
                made.values().stream()
                        .map(person -> new Claim(
                                person.id(),
                                person.who().identities().getFirst(),
                                person.who().at()))
                        .toList());
        var holders = holders(brand, made.values().stream().map(New::who).toList());
        var taken = new HashMap<PersonId, PersonId>();
        var stayed = new ArrayList<New>();
        made.forEach((name, person) -> {
            var holder = Objects.requireNonNull(holders.get(name)).person();
            if (holder.equals(person.id())) {
                stayed.add(person);
            } else {
                taken.put(person.id(), holder);
            }
        });
        if (!taken.isEmpty()) {
            db.sql("delete from person.person where id = any(?)")
                    .param(Columns.uuids(taken.keySet(), PersonId::value))
                    .update();
        }
        changes.recordAll(
                brand,
                Change.Kind.PERSON,
                stayed.stream().map(person -> person.id().value()).toList());
        ledger.writeAll(brand, stayed.stream().map(person -> met(brand, person)).toList());
        resemblance.met(
                brand,
                stayed.stream()
                        .map(person -> new Resemblance.Met(
                                person.id(),
                                person.who().name(),
                                person.who().identities().subList(0, 1),
                                person.who().at()))
                        .toList());
        return taken;
    }

    /** Handles are unique: whoever finds theirs taken gets some letters of their id behind it, more at each attempt. */
    private void insert(BrandId brand, java.util.Collection<New> people) {
        var left = List.copyOf(people);
        for (var attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt > MOST_ATTEMPTS) {
                throw new DuplicateKeyException(
                        "No free handle for " + left.getFirst().who().name());
            }
            var there = insert(brand, left, attempt);
            left = left.stream()
                    .filter(person -> !there.contains(person.id().value()))
                    .toList();
        }
    }

    private Set<UUID> insert(BrandId brand, List<New> people, int attempt) {
        return new HashSet<>(db.sql("""
                insert into person.person (brand, id, name, handle, language, since)
                select :brand, * from unnest(:ids, :names, :handles, :languages, :sinces)
                on conflict (brand, handle) do nothing returning id
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(people, person -> person.id().value()))
                .param("names", Columns.texts(people, person -> person.who().name()))
                .param("handles", Columns.texts(people, person -> handle(person, attempt)))
                .param("languages", Columns.texts(people, person -> person.who().language()))
                .param("sinces", Columns.times(people, person -> person.who().at()))
                .query((row, n) -> Rows.uuid(row, "id"))
                .list());
    }

    private static String handle(New person, int attempt) {
        var handle = Slug.of(person.who().name());
        return attempt == 0
                ? handle
                : handle + "-" + person.id().value().toString().substring(36 - 3 - attempt);
    }

    /** What is nobody's is theirs from now on. */
    private void claim(BrandId brand, List<Claim> claims) {
        db.sql("""
                insert into person.identity (brand, id, person, kind, value, proof, at)
                select :brand, * from unnest(:ids, :people, :kinds, :values, :proofs, :ats)
                on conflict (brand, kind, value) do nothing
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(claims, claim -> Ids.next()))
                .param("people", Columns.uuids(claims, claim -> claim.person().value()))
                .param("kinds", Columns.texts(claims, claim -> claim.identity().kind()))
                .param("values", Columns.texts(claims, claim -> claim.identity().value()))
                .param(
                        "proofs",
                        Columns.texts(claims, claim -> claim.identity().proof().word()))
                .param("ats", Columns.times(claims, Claim::at))
                .update();
    }

    /** What else they bring, and better proofs of what they have. */
    private void prove(BrandId brand, Map<Who, PersonId> found, Map<Name, Holder> holders, Set<Name> settled) {
        found.forEach((who, person) -> {
            for (var identity : who.identities()) {
                var holder = holders.get(Name.of(identity));
                var isSettled = holder == null
                        ? settled.contains(Name.of(identity)) && identity.proof() == Identity.Proof.PROBABLE
                        : !holder.person().equals(person) || holder.proof().compareTo(identity.proof()) <= 0;
                if (!isSettled) {
                    people.add(brand, person, identity, who.at());
                }
            }
        });
    }

    private static LedgerEvent met(BrandId brand, New person) {
        var id = person.id().value();
        return new LedgerEvent(
                brand,
                person.who().at(),
                "person.met",
                Actor.person(id),
                "person",
                id,
                null,
                person.who().how(),
                Map.of());
    }
}
