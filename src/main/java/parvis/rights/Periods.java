package parvis.rights;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.BrandCreation.BrandCreated;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.privacy.Span;

/**
 * How long a house keeps what: all kinds, or none when it is from before there were periods and its owner has not said yet. Calls
 * belong inside a transaction of the brand.
 */
@Repository
class Periods {
    private final JdbcClient db;

    Periods(JdbcClient db) {
        this.db = db;
    }

    /** A new house begins with what its text about privacy says. */
    @EventListener
    void lay(BrandCreated created) {
        set(created.brand(), usual(), created.at());
    }

    static Map<Span, Integer> usual() {
        var usual = new EnumMap<Span, Integer>(Span.class);
        for (var span : Span.values()) {
            usual.put(span, span.usual());
        }
        return usual;
    }

    Map<Span, Integer> of() {
        var periods = new EnumMap<Span, Integer>(Span.class);
        db.sql("select span, length from rights.period").query(row -> {
            var length = row.getInt("length");
            Span.of(row.getString("span")).ifPresent(span -> periods.put(span, length));
        });
        return periods;
    }

    /** Nobody else of this house sets them until the transaction ends. */
    void hold() {
        db.sql("select 1 from brand.brand for update").query(Integer.class).single();
    }

    void set(BrandId brand, Map<Span, Integer> periods, Instant at) {
        periods.forEach((span, length) -> db.sql("""
                        insert into rights.period (brand, span, length, set_at) values (?, ?, ?, ?)
                        on conflict (brand, span) do update set length = excluded.length, set_at = excluded.set_at
                        """)
                .params(brand.value(), span.word(), length, Rows.time(at))
                .update());
    }
}
