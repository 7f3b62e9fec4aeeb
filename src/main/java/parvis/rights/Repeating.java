package parvis.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.rights.Remembering.Remembered;

/**
 * Data that came back from a backup may be older than erasures that were made since: those are repeated as soon as the node is up,
 * and told in the log. What the database knows and the file does not is written there.
 */
@Component
@ConditionalOnProperty(name = "parvis.workers", havingValue = "true", matchIfMissing = true) // a command repeats none
class Repeating implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final Remembering remembering;
    private final Erasing erasing;
    private final Brands brands;
    private final Transactions transactions;
    private final JdbcClient db;
    private final Clock clock;

    Repeating(
            Remembering remembering,
            Erasing erasing,
            Brands brands,
            Transactions transactions,
            JdbcClient db,
            Clock clock) {
        this.remembering = remembering;
        this.erasing = erasing;
        this.brands = brands;
        this.transactions = transactions;
        this.db = db;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void up() {
        work(clock.instant());
    }

    @Override
    public String name() {
        return "rights.repeat";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void work(Instant now) {
        var remembered = remembering.all();
        var repeated = brands.all().stream()
                .mapToInt(brand -> repeated(brand, remembered, now))
                .sum();
        if (repeated > 0) {
            LOG.warn(
                    "{} erasures were repeated: the data had come back from a backup that is older than they",
                    repeated);
        }
        for (var brand : brands.all()) {
            transactions
                    .reading(
                            brand,
                            () -> db.sql("select id, erased_at from person.person where erased_at is not null")
                                    .query((row, n) ->
                                            new Erased(brand, Rows.uuid(row, "id"), Rows.instant(row, "erased_at")))
                                    .list())
                    .stream()
                    .filter(one -> !remembered.contains(new Remembered(one.brand(), one.person())))
                    .forEach(one -> remembering.remember(one.brand(), one.person(), one.at()));
        }
    }

    private int repeated(BrandId brand, Set<Remembered> remembered, Instant now) {
        var people = remembered.stream()
                .filter(one -> one.brand().equals(brand))
                .map(Remembered::person)
                .toList();
        if (people.isEmpty()) {
            return 0;
        }
        var back = transactions.reading(
                brand,
                () -> db.sql("select id from person.person where id = any(?) and erased_at is null")
                        .param(Columns.uuids(people))
                        .query((row, n) -> Rows.uuid(row, "id"))
                        .list());
        back.forEach(person -> erasing.again(brands.require(brand), person, now));
        return back.size();
    }

    private record Erased(BrandId brand, UUID person, Instant at) {}
}
