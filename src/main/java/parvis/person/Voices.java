package parvis.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.database.Rows;

/** In whose name somebody who works at several houses wrote last: before they write in another's they are asked, once. */
@Component
public class Voices {
    /** How long one is at work without a night between. */
    static final Duration VISIT = Duration.ofHours(10);

    private final JdbcClient db;
    private final Brands brands;
    private final Workplaces workplaces;

    Voices(JdbcClient db, Brands brands, Workplaces workplaces) {
        this.db = db;
        this.brands = brands;
        this.workplaces = workplaces;
    }

    /** The other house in whose name they wrote last during this visit; empty when there is nothing to ask. */
    public Optional<Brand> another(Brand here, UUID account, Instant now) {
        if (workplaces.of(account).size() < 2) {
            return Optional.empty();
        }
        return db.sql("select spoke_for from person.voice where account = ? and at > ? and spoke_for <> ?")
                .params(account, Rows.time(now.minus(VISIT)), here.id().value())
                .query((row, n) -> new BrandId(Rows.uuid(row, "spoke_for")))
                .optional()
                .flatMap(brands::byId);
    }

    /** They wrote in the name of this house. */
    public void spoke(Brand here, UUID account, Instant at) {
        if (workplaces.of(account).size() < 2) {
            return;
        }
        db.sql("""
                insert into person.voice (account, spoke_for, at) values (?, ?, ?)
                on conflict (account) do update set spoke_for = excluded.spoke_for, at = excluded.at
                """).params(account, here.id().value(), Rows.time(at)).update();
    }
}
