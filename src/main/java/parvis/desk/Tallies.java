package parvis.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private static final String AWAKE = "c.state = 'open' and c.asleep_until is null";

    private record Key(
            BrandId brand,
            String what,
            String sight,
            @Nullable TeammateId owner) {}

    private final JdbcClient db;
    private final Cache<Key, Boolean> many =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(A_MOMENT).build();

    Tallies(JdbcClient db) {
        this.db = db;
    }

    /**
     * How many wait for the house, or for one of it, at most {@link #COUNTED}.
     *
     * @param sight which conversations whoever asks sees, in SQL, here and below
     */
    int waiting(BrandId brand, String sight, @Nullable TeammateId owner) {
        return owner == null
                ? open(new Key(brand, "waiting", sight, null), AWAKE, Map.of())
                : open(
                        new Key(brand, "waiting", sight, owner),
                        AWAKE + " and c.owner = :owner",
                        Map.of("owner", owner.value()));
    }

    /** How many of those are promised by then or before. */
    int promised(BrandId brand, String sight, Instant until) {
        return open(
                new Key(brand, "promised", sight, null),
                "c.state = 'open' and coalesce(c.due_at, 'infinity') <= :until",
                Map.of("until", Rows.time(until)));
    }

    /** How many sleep, whoever has them. */
    int asleep(BrandId brand, String sight) {
        return open(
                new Key(brand, "asleep", sight, null), "c.asleep_until is not null and c.state <> 'closed'", Map.of());
    }

    int unanswered(BrandId brand, String sight) {
        return open(new Key(brand, "unanswered", sight, null), AWAKE + " and c.answers = 0", Map.of());
    }

    int nobodys(BrandId brand, String sight) {
        return open(new Key(brand, "nobodys", sight, null), AWAKE + " and c.owner is null", Map.of());
    }

    /** Since when the one waits that waits longest. */
    Optional<Instant> longest(String sight) {
        return db.sql("select c.opened_at from conversation.conversation c where " + AWAKE + " and " + sight
                        + " order by c.opened_at, c.id limit 1")
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

    /** How many conversations of those who are away this one has, by whose they are. */
    Map<UUID, Integer> standingInFor(TeammateId who) {
        return db
                .sql("""
                select s.absent, count(*) as held from conversation.standing_in s
                  join conversation.conversation c on c.brand = s.brand and c.id = s.conversation
                 where s.holder = ? and c.owner = s.holder and c.state = 'open' and c.asleep_until is null
                 group by s.absent order by s.absent limit 20
                """)
                .param(who.value())
                .query((row, n) -> Map.entry(Rows.uuid(row, "absent"), row.getInt("held")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int open(Key key, String which, Map<String, ?> parameters) {
        if (many.getIfPresent(key) != null) {
            return COUNTED;
        }
        var counted = db.sql("select count(*) from (select 1 from conversation.conversation c where " + which + " and "
                        + key.sight() + " limit "
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
