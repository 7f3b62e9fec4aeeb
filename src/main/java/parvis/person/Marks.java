package parvis.person;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/**
 * By what whoever was erased would be known again: salted hashes, of which nobody can be told who they were, but anybody who is
 * named can be told to be one of them. Calls belong inside a transaction of the brand.
 */
@Component
class Marks {
    private final JdbcClient db;

    Marks(JdbcClient db) {
        this.db = db;
    }

    /** @param keys an identity's kind, a space, its value */
    void keep(BrandId brand, PersonId person, Collection<String> keys, Instant at) {
        db.sql("""
                insert into person.erasure_salt (brand, salt)
                values (?, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) on conflict do nothing
                """).param(brand.value()).update();
        db.sql("""
                insert into person.erased (brand, mark, person, at)
                select :brand, sha256(s.salt || convert_to(k.key, 'UTF8')), :person, :at
                  from unnest(:keys) as k(key), person.erasure_salt s
                on conflict (brand, mark) do update set person = excluded.person, at = excluded.at
                """)
                .param("brand", brand.value())
                .param("person", person.value())
                .param("at", Rows.time(at))
                .param("keys", Columns.texts(keys))
                .update();
    }

    /** Of these values of one kind, those that were known before an erasure, and who stands for them now. */
    Map<String, PersonId> among(String kind, Collection<String> values) {
        var found = new HashMap<String, PersonId>();
        db.sql("""
                select v.value, e.person
                  from person.erasure_salt s, unnest(:values) as v(value)
                  join person.erased e on true
                 where e.mark = sha256(s.salt || convert_to(:kind || ' ' || v.value, 'UTF8'))
                """).param("kind", kind).param("values", Columns.texts(values)).query(row -> {
            found.put(row.getString("value"), new PersonId(Rows.uuid(row, "person")));
        });
        return found;
    }
}
