package parvis.newsroom;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/** Verdicts as they are kept. Calls belong inside a transaction of the brand. */
@Repository
class Verdicts {
    private static final int MOST = 1_000;

    /** The same check and kind, {@code bait tag}. */
    static String kind(String check, String kind) {
        return check + " " + kind;
    }

    private final JdbcClient db;

    Verdicts(JdbcClient db) {
        this.db = db;
    }

    /** Of this draft, and of others where they contested one of these passages; the newest last. */
    List<Verdict> about(@Nullable UUID subject, Collection<String> passages) {
        return db.sql("""
                select id, subject, check_name, kind, passage, judgement, reason, teammate, at
                  from newsroom.verdict
                 where subject = :subject or (judgement = 'contested' and passage = any(:passages))
                 order by at, id limit %d
                """.formatted(MOST))
                .param("subject", subject, java.sql.Types.OTHER)
                .param("passages", Columns.texts(passages))
                .query((row, n) -> new Verdict(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "subject"),
                        row.getString("check_name"),
                        row.getString("kind"),
                        row.getString("passage"),
                        Judgement.of(row.getString("judgement")),
                        row.getString("reason"),
                        Rows.uuid(row, "teammate"),
                        Rows.instant(row, "at")))
                .list();
    }

    /** By {@link #kind}: each passage counts once, however often it was judged; as contested when anybody contested it. */
    Map<String, Learning> learned() {
        var learned = new HashMap<String, Learning>();
        db.sql("""
                select check_name, kind, count(*) filter (where not contested) as right_ones,
                       count(*) filter (where contested) as contested
                  from (select check_name, kind, passage, bool_or(judgement = 'contested') as contested
                          from newsroom.verdict group by check_name, kind, passage) as passages
                 group by check_name, kind
                """).query(row -> {
            learned.put(
                    kind(row.getString("check_name"), row.getString("kind")),
                    new Learning(row.getLong("right_ones"), row.getLong("contested")));
        });
        return learned;
    }

    /** A later verdict on the same passage in the same draft takes the place of the earlier one. */
    void put(BrandId brand, Verdict verdict) {
        db.sql("""
                insert into newsroom.verdict (brand, id, subject, check_name, kind, passage, judgement, reason, teammate, at)
                values (:brand, :id, :subject, :check, :kind, :passage, :judgement, :reason, :teammate, :at)
                on conflict (brand, subject, check_name, kind, passage) do update
                   set id = excluded.id, judgement = excluded.judgement, reason = excluded.reason,
                       teammate = excluded.teammate, at = excluded.at
                """)
                .param("brand", brand.value())
                .param("id", verdict.id())
                .param("subject", verdict.subject())
                .param("check", verdict.check())
                .param("kind", verdict.kind())
                .param("passage", verdict.passage())
                .param("judgement", verdict.judgement().word())
                .param("reason", verdict.reason())
                .param("teammate", verdict.teammate())
                .param("at", Rows.time(verdict.at()))
                .update();
    }

    /** @return what it said, or nothing when it is gone already */
    Optional<String> remove(UUID verdict) {
        return db.sql("delete from newsroom.verdict where id = ? returning check_name || '.' || kind")
                .param(verdict)
                .query(String.class)
                .optional();
    }
}
