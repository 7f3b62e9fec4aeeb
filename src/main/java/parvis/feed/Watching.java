package parvis.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.outbound.Fetcher;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.RateLimits;

/** Which feeds of others a brand watches, as those say who may. */
@Component
public class Watching {
    public static final int MOST = 50;

    static final Duration BETWEEN = Duration.ofMinutes(30);
    private static final int LONGEST_NAME = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int TRIES = 20;
    private static final Duration TRIES_PER = Duration.ofMinutes(10);

    public sealed interface Outcome {
        record Done(UUID feed, String name) implements Outcome {}

        /** It is watched already. */
        record Known() implements Outcome {}

        record Refused(Trouble trouble) implements Outcome {}

        record TooMany() implements Outcome {}

        /** Too often in a short time. */
        record Later() implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Fetcher fetcher;
    private final Entries entries;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;
    private final RateLimits limits;

    Watching(
            Transactions transactions,
            JdbcClient db,
            Fetcher fetcher,
            Entries entries,
            Changes changes,
            Ledger ledger,
            Audit audit,
            RateLimits limits) {
        this.transactions = transactions;
        this.db = db;
        this.fetcher = fetcher;
        this.entries = entries;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
        this.limits = limits;
    }

    /**
     * Watches a feed from now on. Waits for it to be read, some seconds at most, and never within a transaction.
     *
     * @param written its address, or that of a page that names it
     * @param name as the brand calls those who publish; empty for the feed's own
     */
    public Outcome add(Brand brand, String written, String name, Visitor by, Instant at) {
        if (!by.may(Permission.WATCH_FEEDS)) {
            return new Outcome.NotAllowed();
        }
        if (!limits.take("feed", by.source(), TRIES, TRIES_PER).isZero()) {
            return new Outcome.Later();
        }
        var address = written.strip();
        return switch (found(address.contains("://") ? address : "https://" + address)) {
            case Fetched.Read read ->
                kept(brand, read, Clean.line(name, LONGEST_NAME).text(), by, at);
            case Fetched.Not(var trouble, var gone, var retry) -> new Outcome.Refused(trouble);
            case Fetched.Page page -> new Outcome.Refused(Trouble.NO_FEED);
            case Fetched.Unchanged() -> new Outcome.Refused(Trouble.SERVER); // nobody asked whether it changed
        };
    }

    /** A feed there, or the first that the page there names. */
    private Fetched found(String address) {
        var question = Fetched.FEED.within(PATIENCE);
        var there = Fetched.from(fetcher, address, question);
        if (!(there instanceof Fetched.Page page)) {
            return there;
        }
        for (URI named : Discovery.feeds(page.document(), page.at(), page.charset())) {
            if (Fetched.from(fetcher, named.toString(), question) instanceof Fetched.Read read) {
                return read;
            }
        }
        return there;
    }

    private Outcome kept(Brand brand, Fetched.Read read, String name, Visitor by, Instant at) {
        var id = Ids.next();
        var address = read.at().toString();
        var called = !name.isBlank() ? name : called(read);
        return transactions.in(brand.id(), () -> {
            // One statement, so that two who add at once do not add one too many.
            var added = db.sql("""
                    insert into feed.feed
                        (brand, id, address, name, home, state, since, etag, last_modified, next_at, read_at, added_at)
                    select :brand, :id, :address, :name, :home, 'read', :at, :etag, :modified, :next, :at, :at
                     where (select count(*) from feed.feed where brand = :brand) < :most
                    on conflict (brand, address) do nothing
                    """)
                    .param("brand", brand.id().value())
                    .param("id", id)
                    .param("address", address)
                    .param("name", called)
                    .param("home", home(read.feed().home()))
                    .param("at", Rows.time(at))
                    .param("etag", read.etag())
                    .param("modified", read.lastModified())
                    .param("next", Rows.time(at.plus(BETWEEN)))
                    .param("most", MOST)
                    .update();
            if (added == 0) {
                return isKnown(address) ? new Outcome.Known() : new Outcome.TooMany();
            }
            entries.take(brand.id(), id, read.feed(), at);
            told(brand, "feed.watched", id, address, by, at);
            return new Outcome.Done(id, called);
        });
    }

    /** What it published is forgotten too. Removing one that is not there, or is another brand's, changes nothing. */
    public boolean remove(Brand brand, UUID feed, Visitor by, Instant at) {
        if (!by.may(Permission.WATCH_FEEDS)) {
            return false;
        }
        transactions.run(
                brand.id(),
                () -> db.sql("delete from feed.feed where brand = ? and id = ? returning address")
                        .params(brand.id().value(), feed)
                        .query(String.class)
                        .optional()
                        .ifPresent(address -> told(brand, "feed.unwatched", feed, address, by, at)));
        return true;
    }

    /**
     * A feed that a brand watches.
     *
     * @param state {@code waiting}, {@code read}, {@code failing} or {@code gone}
     * @param trouble why it is failing or gone
     * @param readAt when it was read last; null when never
     * @param nextAt when it will be tried next
     */
    public record Watched(
            UUID id,
            String address,
            String name,
            @Nullable String home,
            String state,
            @Nullable Trouble trouble,
            Instant since,
            @Nullable Instant readAt,
            Instant nextAt,
            long entries) {}

    /** By name. */
    public List<Watched> of(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                select f.*, (select count(*) from feed.entry e where e.brand = f.brand and e.feed = f.id) as entries
                  from feed.feed f order by f.name collate "fr-x-icu", f.id limit :most
                """)
                        .param("most", MOST)
                        .query((row, n) -> {
                            var trouble = Rows.textOrNull(row, "trouble");
                            return new Watched(
                                    Rows.uuid(row, "id"),
                                    row.getString("address"),
                                    row.getString("name"),
                                    Rows.textOrNull(row, "home"),
                                    row.getString("state"),
                                    trouble == null ? null : Trouble.of(trouble),
                                    Rows.instant(row, "since"),
                                    Rows.instantOrNull(row, "read_at"),
                                    Rows.instant(row, "next_at"),
                                    row.getLong("entries"));
                        })
                        .list());
    }

    private boolean isKnown(String address) {
        return db.sql("select exists (select 1 from feed.feed where address = ?)")
                .param(address)
                .query(Boolean.class)
                .single();
    }

    private void told(Brand brand, String what, UUID feed, String address, Visitor by, Instant at) {
        changes.record(brand.id(), Change.Kind.FEED, feed);
        var detail = Map.<String, Object>of("address", address);
        ledger.write(new LedgerEvent(brand.id(), at, what, by.actor(), "feed", feed, null, How.DIRECT, detail));
        audit.write(brand.id(), at, by.actor(), what, "feed", feed, by.address(), detail);
    }

    private static String called(Fetched.Read read) {
        var title = Clean.line(read.feed().title(), LONGEST_NAME).text();
        return title.isBlank() ? FeedReading.cut(read.at().getHost(), LONGEST_NAME) : title;
    }

    static @Nullable String home(@Nullable URI home) {
        return home == null ? null : Entries.clean(home.toString());
    }
}
