package parvis.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;

/** What feeds published, in PostgreSQL: no more than is compared, and not for longer. */
@Component
class Entries {
    static final int MOST = 300;
    static final Duration AGE = Duration.ofDays(180);

    private final JdbcClient db;

    Entries(JdbcClient db) {
        this.db = db;
    }

    /** @param link null where the feed names none */
    record Kept(UUID id, UUID feed, @Nullable String link, String title, String text) {
        String words() {
            return title.isEmpty() || text.startsWith(title) ? text : title + "\n" + text;
        }
    }

    /**
     * Takes a reading in and drops what is too old or too much; inside a transaction of the brand.
     *
     * @return how many entries are new
     */
    int take(BrandId brand, UUID feed, Feed read, Instant now) {
        var byKey = new LinkedHashMap<String, Feed.Entry>();
        for (var entry : read.entries()) {
            if (!(entry.title() + entry.text()).isBlank() && !isOld(entry, now)) {
                byKey.putIfAbsent(key(entry.key()), entry);
            }
        }
        var keys = List.copyOf(byKey.keySet());
        var entries = List.copyOf(byKey.values());
        var added = db.sql("""
                insert into feed.entry (brand, id, feed, key, link, title, text, at, seen_at)
                select :brand, t.id, :feed, t.key, t.link, t.title, t.text, t.at, :now
                  from unnest(:ids, :keys, :links, :titles, :texts, :ats) as t(id, key, link, title, text, at)
                on conflict (brand, feed, key) do update
                   set link = excluded.link, title = excluded.title, text = excluded.text
                 where (entry.link, entry.title, entry.text) is distinct from (excluded.link, excluded.title, excluded.text)
                returning (xmax = 0) as is_new
                """)
                .param("brand", brand.value())
                .param("feed", feed)
                .param("now", Rows.time(now))
                .param("ids", Columns.uuids(entries, entry -> Ids.next()))
                .param("keys", Columns.texts(keys))
                .param(
                        "links",
                        Columns.texts(
                                entries,
                                entry -> entry.link() == null
                                        ? null
                                        : clean(entry.link().toString())))
                .param("titles", Columns.texts(entries, entry -> clean(entry.title())))
                .param("texts", Columns.texts(entries, entry -> clean(entry.text())))
                .param("ats", Columns.times(entries, entry -> at(entry, now)))
                .query((row, n) -> row.getBoolean("is_new"))
                .list();
        drop(brand, feed, now);
        return (int) added.stream().filter(isNew -> isNew).count();
    }

    private void drop(BrandId brand, UUID feed, Instant now) {
        db.sql("""
                delete from feed.entry
                 where brand = :brand and feed = :feed
                   and (at < :oldest or id not in (
                        select id from feed.entry where brand = :brand and feed = :feed order by at desc, id desc limit :most))
                """)
                .param("brand", brand.value())
                .param("feed", feed)
                .param("oldest", Rows.time(now.minus(AGE)))
                .param("most", MOST)
                .update();
    }

    /** All of a feed; inside a transaction of the brand. */
    List<Kept> of(UUID feed) {
        return db.sql("select id, feed, link, title, text from feed.entry where feed = ? order by id")
                .param(feed)
                .query((row, n) -> kept(row))
                .list();
    }

    /** Those of these that are still there; inside a transaction of the brand. */
    List<Kept> still(List<UUID> ids) {
        return db.sql("select id, feed, link, title, text from feed.entry where id = any(?)")
                .param(Columns.uuids(ids))
                .query((row, n) -> kept(row))
                .list();
    }

    private static Kept kept(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Kept(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "feed"),
                Rows.textOrNull(row, "link"),
                row.getString("title"),
                row.getString("text"));
    }

    private static boolean isOld(Feed.Entry entry, Instant now) {
        return entry.at() != null && entry.at().isBefore(now.minus(AGE));
    }

    /** What claims to come from the future came now. */
    private static Instant at(Feed.Entry entry, Instant now) {
        return entry.at() == null || entry.at().isAfter(now) ? now : entry.at();
    }

    /** PostgreSQL keeps no NUL. */
    static String clean(String text) {
        return text.replace("\u0000", "");
    }

    private static String key(String named) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
