package parvis.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.guard.Moment.Planned;

/** What the brand means to send out around now, or sent out lately. */
@Component
class Plans {
    /** A year of budget, before and after. */
    private static final Duration REACH = Duration.ofDays(366);

    private static final int MOST = 1_000;

    private final Transactions transactions;
    private final JdbcClient db;

    Plans(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** @param but the draft that is read, or null */
    List<Planned> around(Brand brand, @Nullable UUID but, boolean forAgency, Instant now) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select title, open_to_agency, channel, publish_at, published_on from newsroom.draft
                         where (cast(:but as uuid) is null or id <> :but)
                           and (published_on between cast(:from as date) and cast(:to as date)
                                or (published_on is null and publish_at between :from and :to))
                         order by coalesce(published_on::timestamptz, publish_at) desc limit %d
                        """.formatted(MOST))
                        .param("but", but, java.sql.Types.OTHER)
                        .param("from", Rows.time(now.minus(REACH)))
                        .param("to", Rows.time(now.plus(REACH)))
                        .query((row, n) -> {
                            var on = row.getObject("published_on", java.time.LocalDate.class);
                            var at = on == null
                                    ? Rows.instant(row, "publish_at")
                                    : on.atTime(LocalTime.NOON)
                                            .atZone(brand.zone())
                                            .toInstant();
                            var channel = row.getString("channel");
                            // that something is planned is no secret from the agency; what it is may be
                            var title = forAgency && !row.getBoolean("open_to_agency") ? "–" : row.getString("title");
                            return new Planned(title, channel.isEmpty() ? null : channel, at);
                        })
                        .list());
    }
}
