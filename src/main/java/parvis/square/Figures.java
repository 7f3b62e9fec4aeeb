package parvis.square;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.square.page.Served;

/** The few figures that the square says in sentences, computed from what happened. */
@Component
class Figures {
    /** A median of fewer tells nothing. */
    private static final int ENOUGH = 5;
    /** The newest answers are enough for a median, and bound the work. */
    private static final int MOST = 2_000;

    private record Quarter(BrandId brand, Instant from) {}

    private record Usual(BrandId brand, UUID product) {}

    private record Settled(BrandId brand) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final LongView views;

    Figures(Transactions transactions, JdbcClient db, LongView views) {
        this.transactions = transactions;
        this.db = db;
        this.views = views;
    }

    Served thisQuarter(Brand brand, Instant now) {
        var from = quarter(brand, now);
        return views.of(
                new Quarter(brand.id(), from),
                () -> transactions.reading(brand.id(), () -> new Served(people(from), usual(brand, from, null))));
    }

    @Nullable
    Duration usualAbout(Brand brand, UUID product, Instant now) {
        return views.of(
                        new Usual(brand.id(), product),
                        () -> transactions.reading(
                                brand.id(),
                                () -> Optional.ofNullable(usual(brand, now.minus(Duration.ofDays(366)), product))))
                .orElse(null);
    }

    /** How many questions are settled, by product. */
    Map<UUID, Long> settled(Brand brand) {
        return views.of(
                new Settled(brand.id()),
                () -> transactions.reading(
                        brand.id(),
                        () -> db
                                .sql("""
                        select product, count(*) as settled from conversation.conversation
                         where visibility = 'public' and hidden_at is null and product is not null
                           and (state = 'satisfied' or (state = 'closed' and retained is not null))
                         group by product
                        """)
                                .query((row, n) -> Map.entry(Rows.uuid(row, "product"), row.getLong("settled")))
                                .list()
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private long people(Instant from) {
        return db.sql("""
                select count(*) from (
                    select r.person::text as who from conversation.rating r
                     where r.help = 'yes' and r.at >= :from and r.person is not null
                    union select encode(r.reader, 'hex') from conversation.rating r
                     where r.help = 'yes' and r.at >= :from and r.reader is not null
                    union select c.person::text from conversation.conversation c
                     where c.satisfied_at >= :from) as people
                """).param("from", Rows.time(from)).query(Long.class).single();
    }

    private @Nullable Duration usual(Brand brand, Instant from, @Nullable UUID product) {
        var took = db.sql("""
                select c.opened_at, (select min(m.at) from conversation.message m
                         where m.brand = c.brand and m.conversation = c.id and m.kind = 'sent' and m.state = 'sent' and m.visibility = 'public') as answered_at
                  from conversation.conversation c
                 where c.visibility = 'public' and c.hidden_at is null and c.answers > 0 and c.opened_at >= :from
                   and (cast(:product as uuid) is null or c.product = :product)
                 order by c.opened_at desc limit :most
                """)
                .param("from", Rows.time(from))
                .param("product", product, java.sql.Types.OTHER)
                .param("most", MOST)
                .query((row, n) -> {
                    var answered = Rows.instantOrNull(row, "answered_at");
                    return answered == null
                            ? Duration.ofSeconds(-1)
                            : brand.hours().between(Rows.instant(row, "opened_at"), answered);
                })
                .list();
        return median(took.stream().filter(d -> !d.isNegative()).sorted().toList());
    }

    private static @Nullable Duration median(List<Duration> sorted) {
        return sorted.size() < ENOUGH ? null : sorted.get(sorted.size() / 2);
    }

    private static Instant quarter(Brand brand, Instant now) {
        var today = now.atZone(brand.zone()).toLocalDate();
        return LocalDate.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1, 1)
                .atStartOfDay(brand.zone())
                .toInstant();
    }
}
