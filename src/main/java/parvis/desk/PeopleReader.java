package parvis.desk;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.desk.page.BeginningPage.Candidate;
import parvis.person.EmailAddress;
import parvis.text.Slug;

/** People to whom the house can write, by a part of their name or the beginning of their address. */
@Component
class PeopleReader {
    private static final int MOST = 8;
    private static final int SHORTEST = 2;

    private final JdbcClient db;

    PeopleReader(JdbcClient db) {
        this.db = db;
    }

    /** Inside a transaction of the brand. */
    List<Candidate> find(String typed) {
        var name = typed.strip();
        if (name.length() < SHORTEST || name.length() > 200) {
            return List.of();
        }
        return db.sql("""
                select p.name, i.value as email from person.person p
                  join lateral (select value from person.identity i
                                 where i.brand = p.brand and i.person = p.id and i.kind = 'email' and i.proof <> 'unclaimed'
                                 order by case i.proof when 'account' then 0 when 'confirmed' then 1 else 2 end, i.at
                                 limit 1) i on true
                 where (position(:slug in p.handle) > 0 or starts_with(i.value, :email))
                   and not exists (select 1 from person.undeliverable dead where dead.email = i.value)
                 order by p.since desc limit :most
                """)
                .param("slug", Slug.of(name))
                .param("email", EmailAddress.normal(name))
                .param("most", MOST)
                .query((row, n) -> new Candidate(row.getString("name"), row.getString("email")))
                .list();
    }
}
