package parvis.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/**
 * Notes by what people may turn out to be one, and proposes it; what more than a few have in common says nothing. Whether they
 * are one is decided by a colleague ({@link OnePerson}). Calls belong inside a transaction of the brand.
 */
@Component
public class Resemblance {
    private static final int FEW = 5;
    /** Proposes two who have a trait of {@code fresh} in common, unless somebody decided of them. */
    private static final String PROPOSE = """
            insert into person.alike (brand, one, other, kind, value, at)
            select :brand, least(f.person, o.person), greatest(f.person, o.person),
                   case when 'said' in (f.kind, o.kind) then 'said' else f.kind end, f.value, max(f.at)
              from fresh f
              join lateral (select t.person, t.kind, count(*) over () as many
                              from (select person, kind from person.trait
                                     where brand = :brand and value = f.value and person <> f.person
                                       and kind = any(case f.kind when 'address' then array['address', 'said']
                                                                  when 'said' then array['address']
                                                                  else array[f.kind] end)
                                     limit :few + 1) t) o on o.many <= :few
             where not exists (select from person.apart a where a.one = least(f.person, o.person) and a.other = greatest(f.person, o.person))
               and not exists (select from person.together(f.person) t(id) where t.id = o.person)
             group by 2, 3, 4, 5
            on conflict do nothing
            """;

    private final JdbcClient db;

    Resemblance(JdbcClient db) {
        this.db = db;
    }

    /** Somebody's own words. */
    public record Heard(PersonId person, String text, Instant at) {}

    /** Somebody new, by their first identities. */
    record Met(PersonId person, String name, Collection<Identity> identities, Instant at) {}

    private record Noted(PersonId person, Trait trait, Instant at) {}

    public void heard(BrandId brand, List<Heard> all) {
        note(
                brand,
                all.stream()
                        .flatMap(heard -> Trait.in(heard.text()).stream()
                                .map(trait -> new Noted(heard.person(), trait, heard.at())))
                        .toList());
    }

    void met(BrandId brand, List<Met> all) {
        note(
                brand,
                all.stream()
                        .flatMap(met -> met.identities().stream()
                                .filter(identity -> identity.kind().equals("email"))
                                .flatMap(identity -> Stream.concat(
                                        Stream.of(Trait.address(identity.value())),
                                        Trait.name(met.name(), identity.value()).stream()))
                                .map(trait -> new Noted(met.person(), trait, met.at())))
                        .toList());
    }

    private void note(BrandId brand, List<Noted> all) {
        if (all.isEmpty()) {
            return;
        }
        var fresh = new ArrayList<Noted>();
        db.sql("""
                insert into person.trait (brand, person, kind, value, at)
                select :brand, n.person, n.kind, n.value, min(n.at)
                  from unnest(:people, :kinds, :values, :ats) as n(person, kind, value, at) group by 2, 3, 4 order by 2, 3, 4
                on conflict do nothing returning person, kind, value, at
                """)
                .param("brand", brand.value())
                .param("people", Columns.uuids(all, noted -> noted.person().value()))
                .param("kinds", Columns.texts(all, noted -> noted.trait().kind().word()))
                .param("values", Columns.texts(all, noted -> noted.trait().value()))
                .param("ats", Columns.times(all, Noted::at))
                .query(row -> {
                    fresh.add(new Noted(
                            new PersonId(Rows.uuid(row, "person")),
                            new Trait(
                                    Trait.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                                    row.getString("value")),
                            Rows.instant(row, "at")));
                });
        if (fresh.isEmpty()) {
            return;
        }
        db.sql("with fresh as (select * from unnest(:people, :kinds, :values, :ats) as n(person, kind, value, at)) "
                        + PROPOSE)
                .param("brand", brand.value())
                .param("few", FEW)
                .param("people", Columns.uuids(fresh, noted -> noted.person().value()))
                .param(
                        "kinds",
                        Columns.texts(fresh, noted -> noted.trait().kind().word()))
                .param("values", Columns.texts(fresh, noted -> noted.trait().value()))
                .param("ats", Columns.times(fresh, Noted::at))
                .update();
    }

    /** What is proposed of somebody when nothing is decided of them any more. */
    void again(BrandId brand, PersonId person) {
        db.sql("with fresh as (select person, kind, value, at from person.trait where person = :person) " + PROPOSE)
                .param("brand", brand.value())
                .param("few", FEW)
                .param("person", person.value())
                .update();
    }
}
