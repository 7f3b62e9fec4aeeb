package parvis.brand;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** When a colleague was away, and what they said of it to the others. */
@Component
@Order(Holder.OF_PEOPLE)
class AbsenceHolder implements Holder {
    private final JdbcClient db;

    AbsenceHolder(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of("brand.absence.first_day", "brand.absence.last_day", "brand.absence.words");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("absences", db.sql("""
                        select jsonb_build_object('first', a.first_day, 'last', a.last_day, 'words', a.words, 'at', a.said_at)
                          from brand.absence a join brand.teammate t on t.brand = a.brand and t.id = a.teammate
                         where t.account = :account order by a.first_day, a.id
                        """).param("account", account(whom)));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        db.sql("""
                delete from brand.absence a using brand.teammate t
                 where t.brand = a.brand and t.id = a.teammate and t.account = :account
                """).param("account", account(whom)).update();
        for (var like : erasure.names().likes()) {
            db.sql("update brand.absence set words = '' where words ilike ?")
                    .param(like)
                    .update();
        }
    }

    private static java.util.UUID account(Whom whom) {
        var account = whom.account();
        return account == null ? whom.person() : account;
    }
}
