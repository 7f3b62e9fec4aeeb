package parvis.rights;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.person.Accounts;
import parvis.person.Identity;
import parvis.person.Known;
import parvis.person.OnePerson;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.privacy.Whom;

/** Who somebody is, and whether they are of the house. Calls belong inside a transaction of the brand. */
@Component
class Finding {
    private final JdbcClient db;
    private final People people;
    private final Known known;
    private final Accounts accounts;
    private final Team team;
    private final OnePerson onePerson;

    Finding(JdbcClient db, People people, Known known, Accounts accounts, Team team, OnePerson onePerson) {
        this.onePerson = onePerson;
        this.db = db;
        this.people = people;
        this.known = known;
        this.accounts = accounts;
        this.team = team;
    }

    Optional<Whom> byAddress(Brand brand, String email) {
        return people.byIdentity(Identity.email(email, Identity.Proof.CONFIRMED))
                .map(Person::id)
                .flatMap(id -> known.whom(brand, id));
    }

    Optional<Whom> byId(Brand brand, UUID person) {
        return known.whom(brand, new PersonId(person));
    }

    /** Somebody, and after them whoever a colleague decided is one with them. */
    List<Whom> together(Brand brand, UUID person) {
        return onePerson.together(new PersonId(person)).stream()
                .flatMap(id -> byId(brand, id).stream())
                .toList();
    }

    boolean wasErased(UUID person) {
        return people.byId(new PersonId(person)).filter(Person::isErased).isPresent();
    }

    /** A colleague's address is the house's to keep as long as they work there. */
    boolean isOfTheTeam(Brand brand, String email) {
        return accounts.byEmail(email)
                .flatMap(account -> team.byAccount(brand.id(), account.id()))
                .isPresent();
    }

    boolean isOfTheTeam(Brand brand, Whom whom) {
        return whom.addresses().stream().anyMatch(address -> isOfTheTeam(brand, address));
    }

    /** Held until the transaction ends: two who erase the same person do so one after the other. */
    void hold(UUID person) {
        db.sql("select id from person.person where id = ? for update")
                .param(person)
                .query(UUID.class)
                .optional();
    }

    /** Words of the names of colleagues, and of whoever takes part in conversations where they do. */
    Set<String> othersWords(Whom whom) {
        var words = new HashSet<String>();
        List<String> names = db.sql("""
                select name from brand.teammate
                union
                select distinct p.name from conversation.message theirs
                  join conversation.message m on m.brand = theirs.brand and m.conversation = theirs.conversation
                  join person.person p on p.brand = m.brand and p.id = m.person
                 where theirs.person = :person and p.id <> :person
                """)
                .param("person", whom.person())
                .query((row, n) -> row.getString("name"))
                .list();
        names.forEach(name ->
                words.addAll(List.of(name.toLowerCase(Locale.ROOT).strip().split("[\\s.]+"))));
        return words;
    }
}
