package parvis.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.TeammateId;
import parvis.database.BrandId;
import parvis.database.Rows;

/**
 * How many conversations wait, and for what. They are counted each time, unless there were too many to count a moment ago: getting
 * to a thousand costs more than the rest of the page. Calls belong inside a transaction of the brand.
 */
@Repository
class Tallies {
    /** Beyond this the exact number helps nobody. */
    static final int COUNTED = 1_000;

    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final String AWAKE = "state = 'open' and asleep_until is null";

    private record Key(BrandId brand, String what, @Nullable TeammateId owner) {}

    private final JdbcClient db;
    private final Cache<Key, Boolean> many =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(A_MOMENT).build();

    Tallies(JdbcClient db) {
        this.db = db;
    }

    /** How many wait for the house, or for one of it, at most {@link #COUNTED}. */
    int waiting(BrandId brand, @Nullable TeammateId owner) {
        return owner == null
                ? open(new Key(brand, "waiting", null), AWAKE, Map.of())
                : open(new Key(brand, "waiting", owner), AWAKE + " and owner = :owner", Map.of("owner", owner.value()));
    }

    /** How many of those are promised by then or before. */
    int promised(BrandId brand, Instant until) {
        return open(
                new Key(brand, "promised", null),
                "state = 'open' and coalesce(due_at, 'infinity') <= :until",
                Map.of("until", Rows.time(until)));
    }

    /** How many sleep, whoever has them. */
    int asleep(BrandId brand) {
        return open(new Key(brand, "asleep", null), "asleep_until is not null and state <> 'closed'", Map.of());
    }

    int unanswered(BrandId brand) {
        return open(new Key(brand, "unanswered", null), AWAKE + " and answers = 0", Map.of());
    }

    int nobodys(BrandId brand) {
        return open(new Key(brand, "nobodys", null), AWAKE + " and owner is null", Map.of());
    }

    /** Since when the one waits that waits longest. */
    Optional<Instant> longest() {
        return db.sql("select opened_at from conversation.conversation where " + AWAKE
                        + " order by opened_at, id limit 1")
                .query((row, n) -> Rows.instant(row, "opened_at"))
                .optional();
    }

    /** How many messages somebody reported and nobody decided on, at most {@link #COUNTED}. */
    int reported() {
        return db.sql(
                        "select count(*) from (select distinct message from conversation.report where state = 'open' limit "
                                + COUNTED + ") open")
                .query(Integer.class)
                .single();
    }

    private int open(Key key, String which, Map<String, ?> parameters) {
        if (many.getIfPresent(key) != null) {
            return COUNTED;
        }
        var counted = db.sql("select count(*) from (select 1 from conversation.conversation where " + which + " limit "
                        + COUNTED + ") open")
                .params(parameters)
                .query(Integer.class)
                .single();
        if (counted == COUNTED) {
            many.put(key, true);
        }
        return counted;
    }
}
