package parvis.person;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.brand.Staffing.AnswersNoMore;

/** Who leaves the last house they worked for is signed out everywhere; who works for another stays signed in there. */
@Component
class Departure {
    private final JdbcClient db;
    private final Brands brands;

    Departure(JdbcClient db, Brands brands) {
        this.db = db;
        this.brands = brands;
    }

    @EventListener
    void signOut(AnswersNoMore who) {
        if (who.left() && brands.ofAccount(who.account()).isEmpty()) {
            db.sql("delete from person.session where account = ?")
                    .param(who.account())
                    .update();
        }
    }
}
