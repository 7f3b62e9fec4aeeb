package parvis.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Slug;

/**
 * People and their identities. All calls belong inside a transaction of the brand.
 */
@Component
public class People {
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final Resemblance resemblance;

    People(JdbcClient db, Changes changes, Ledger ledger, Resemblance resemblance) {
        this.resemblance = resemblance;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    public Optional<Person> byId(PersonId id) {
        return one("select p.* from person.person p where p.id = ?", id.value());
    }

    public Optional<Person> byHandle(String handle) {
        return one("select p.* from person.person p where p.handle = ?", handle);
    }

    public Optional<Person> byIdentity(Identity identity) {
        return db.sql("""
                select p.* from person.identity i join person.person p on p.brand = i.brand and p.id = i.person
                 where i.kind = ? and i.value = ?
                """)
                .params(identity.kind(), identity.value())
                .query(People::person)
                .optional();
    }

    public List<Identity> identities(PersonId person) {
        return db.sql("select * from person.identity where person = ? order by at, id limit 50")
                .param(person.value())
                .query((row, n) -> new Identity(
                        row.getString("kind"),
                        row.getString("value"),
                        Identity.Proof.valueOf(row.getString("proof").toUpperCase(Locale.ROOT))))
                .list();
    }

    /**
     * The address to write to: the one they signed in with or confirmed, else the one a private channel gave us.
     */
    public Optional<String> mailAddress(PersonId person) {
        return db.sql("""
                select value from person.identity where person = ? and kind = 'email' and proof <> 'unclaimed'
                 order by case proof when 'account' then 0 when 'confirmed' then 1 else 2 end, at limit 1
                """).param(person.value()).query(String.class).optional();
    }

    /**
     * No letter is sent to this address until somebody decides otherwise.
     *
     * @param why in a few words, as the other side put it
     */
    public void silence(BrandId brand, String email, Silence.Kind kind, String why, Instant at) {
        var address = email.toLowerCase(Locale.ROOT);
        db.sql("""
                insert into person.undeliverable (brand, email, kind, why, at) values (?, ?, ?, ?, ?)
                on conflict (brand, email) do update set kind = excluded.kind, why = excluded.why, at = excluded.at
                """)
                .params(brand.value(), address, kind.word(), why, Rows.time(at))
                .update();
        told(brand, address, "address.failed", Actor.SYSTEM, How.MAIL, at);
    }

    /** The same, where nothing arrives any more. */
    public void undeliverable(BrandId brand, String email, String why, Instant at) {
        silence(brand, email, Silence.Kind.BOUNCE, why, at);
    }

    /** Something is to be tried again there. */
    public void deliverable(BrandId brand, String email, Instant at) {
        deliverable(brand, email, Actor.SYSTEM, How.MAIL, at);
    }

    /**
     * The same, because somebody decided so.
     *
     * @return whether it was silent
     */
    public boolean deliverable(BrandId brand, String email, Actor by, How how, Instant at) {
        var address = email.toLowerCase(Locale.ROOT);
        var known = db.sql("delete from person.undeliverable where email = ?")
                .param(address)
                .update();
        if (known > 0) {
            told(brand, address, "address.tried-again", by, how, at);
        }
        return known > 0;
    }

    /** Why nothing is sent to this address; empty when nothing speaks against it. */
    public Optional<String> undeliverable(String email) {
        return silence(email).map(Silence::why);
    }

    public Optional<Silence> silence(String email) {
        return Optional.ofNullable(silences(List.of(email)).get(email.toLowerCase(Locale.ROOT)));
    }

    /** Of several addresses, those at which nothing is to arrive, by address in lower case. */
    public Map<String, Silence> silences(List<String> emails) {
        return db
                .sql("select * from person.undeliverable where email = any(?)")
                .param(emails.stream()
                        .map(email -> email.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .query((row, n) -> new Silence(
                        row.getString("email"),
                        Silence.Kind.of(row.getString("kind")),
                        row.getString("why"),
                        Rows.instant(row, "at")))
                .stream()
                .collect(Collectors.toMap(Silence::email, Function.identity()));
    }

    /** Whoever has the address, if anybody: their conversations look different now. */
    private void told(BrandId brand, String address, String what, Actor by, How how, Instant at) {
        byIdentity(Identity.email(address, Identity.Proof.PROBABLE)).ifPresent(person -> {
            var id = person.id().value();
            changes.record(brand, Change.Kind.PERSON, id);
            ledger.write(new LedgerEvent(brand, at, what, by, "person", id, null, how, Map.of()));
        });
    }

    /** The person of an account at this brand: who already has its address here, else somebody new. */
    PersonId ofAccount(BrandId brand, Account account, How how, Instant at) {
        var known = db.sql("select id from person.person where account = ?")
                .param(account.id())
                .query(UUID.class)
                .optional();
        if (known.isPresent()) {
            return new PersonId(known.get());
        }
        var person = findOrMake(
                brand,
                account.name(),
                List.of(Identity.email(account.email(), Identity.Proof.ACCOUNT)),
                account.language(),
                how,
                at);
        db.sql("update person.person set account = ? where id = ? and account is null")
                .params(account.id(), person.value())
                .update();
        db.sql("update person.identity set proof = 'account' where person = ? and kind = 'email' and value = ?")
                .params(person.value(), account.email())
                .update();
        changes.record(brand, Change.Kind.PERSON, person.value());
        return person;
    }

    /**
     * The person who has the first of these identities, else somebody new; they get those of the others that are
     * nobody's. Only the first decides: what a message says beside it is not proved, and whoever could join a second
     * address to somebody else's identity would read what is theirs.
     */
    public PersonId findOrMake(
            BrandId brand, String name, List<Identity> identities, @Nullable String language, How how, Instant at) {
        var found = identities.stream().findFirst().flatMap(this::byIdentity).map(Person::id);
        if (found.isPresent()) {
            identities.forEach(i -> add(brand, found.get(), i, at));
            return found.get();
        }
        var id = make(brand, name, null, language, null, how, at);
        identities.forEach(identity -> add(brand, id, identity, at));
        if (!identities.isEmpty()) {
            // Somebody else may have taken the first identity while we looked: theirs is the person then.
            var holder = byIdentity(identities.getFirst()).orElseThrow().id();
            if (!holder.equals(id)) {
                db.sql("delete from person.identity where person = ?")
                        .param(id.value())
                        .update();
                db.sql("delete from person.person where id = ?")
                        .param(id.value())
                        .update();
                return holder;
            }
        }
        resemblance.met(brand, List.of(new Resemblance.Met(id, name, identities, at)));
        return id;
    }

    /** Somebody new. The handle is derived from the name when none is given, or when it is taken. */
    public PersonId make(
            BrandId brand,
            String name,
            @Nullable String wantedHandle,
            @Nullable String language,
            @Nullable String city,
            How how,
            Instant at) {
        var id = Ids.next();
        var handle = wantedHandle == null ? Slug.of(name) : wantedHandle;
        for (var attempt = 0; ; attempt++) {
            // A suffix from the random end of the id: two people of one name must not wait for each other.
            var candidate = attempt == 0 ? handle : handle + "-" + id.toString().substring(36 - 3 - attempt);
            var made = db.sql("""
                    insert into person.person (brand, id, name, handle, language, city, since)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict (brand, handle) do nothing
                    """)
                    .params(brand.value(), id, name, candidate)
                    .param(language)
                    .param(city)
                    .param(Rows.time(at))
                    .update();
            if (made == 1) {
                break;
            }
            if (attempt == 8) {
                throw new DuplicateKeyException("No free handle for " + handle);
            }
        }
        changes.record(brand, Change.Kind.PERSON, id);
        ledger.write(new LedgerEvent(brand, at, "person.met", Actor.person(id), "person", id, null, how, Map.of()));
        return new PersonId(id);
    }

    /** Gives somebody an identity, or a better proof of one they have; does nothing when it is somebody else's. */
    public void add(BrandId brand, PersonId person, Identity identity, Instant at) {
        db.sql("""
                insert into person.identity (brand, id, person, kind, value, proof, at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (brand, kind, value) do update set proof = excluded.proof
                 where identity.person = excluded.person
                   and array_position(array['account','confirmed','linked','probable','unclaimed'], excluded.proof)
                     < array_position(array['account','confirmed','linked','probable','unclaimed'], identity.proof)
                """)
                .params(
                        brand.value(),
                        Ids.next(),
                        person.value(),
                        identity.kind(),
                        identity.value(),
                        identity.proof().word(),
                        Rows.time(at))
                .update();
    }

    private Optional<Person> one(String sql, Object parameter) {
        return db.sql(sql).param(parameter).query(People::person).optional();
    }

    private static Person person(ResultSet row, int n) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("handle"),
                Rows.textOrNull(row, "language"),
                Rows.textOrNull(row, "city"),
                Rows.instant(row, "since"),
                row.getObject("account") != null);
    }
}
