package parvis.conversation;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.BrandCreation.BrandCreated;

/** What a new brand starts with: a square, the API, its mail, and a way for its past to come along. */
@Component
class Foundations {
    private final JdbcClient db;

    Foundations(JdbcClient db) {
        this.db = db;
    }

    @EventListener
    void lay(BrandCreated created) {
        db.sql("""
                insert into conversation.channel (brand, slug, kind, name)
                values (:brand, 'square', 'square', 'La place'), (:brand, 'api', 'api', 'API'), (:brand, 'import', 'import', 'Import'),
                    (:brand, 'mail', 'mail', 'E-mail')
                """).param("brand", created.brand().value()).update();
    }
}
