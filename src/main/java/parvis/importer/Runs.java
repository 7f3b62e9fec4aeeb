package parvis.importer;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Brand;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.importer.Run.State;
import parvis.importer.Run.Trouble;
import parvis.person.HouseKey;
import tools.jackson.databind.json.JsonMapper;

/** Imports that owners began, as PostgreSQL keeps them. */
@Repository
class Runs {
    record Due(BrandId brand, UUID id, @Nullable UUID file) {}

    record LeftLine(String reason, String place) {}

    static final Duration LEASE = Duration.ofMinutes(1);
    private static final int SHOWN = 50;

    private final Transactions transactions;
    private final JdbcClient db;
    private final JsonMapper json;
    private final HouseKey house;

    Runs(Transactions transactions, JdbcClient db, JsonMapper json, HouseKey house) {
        this.transactions = transactions;
        this.db = db;
        this.json = json;
        this.house = house;
    }

    List<Run> of(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from importer.run order by asked_at desc, id desc limit ?")
                        .param(SHOWN)
                        .query((row, n) -> run(row))
                        .list());
    }

    Optional<Run> byId(BrandId brand, UUID id) {
        return transactions.reading(
                brand,
                () -> db.sql("select * from importer.run where id = ?")
                        .param(id)
                        .query((row, n) -> run(row))
                        .optional());
    }

    /** Inside a transaction of the brand. */
    void add(BrandId brand, UUID id, String name, @Nullable UUID file, Order order, State state, UUID by, Instant at) {
        db.sql("""
                insert into importer.run (brand, id, kind, name, file, wanted, state, begun_by, asked_at)
                values (:brand, :id, :kind, :name, :file, :wanted::jsonb, :state, :by, :at)
                """)
                .param("brand", brand.value())
                .param("id", id)
                .param("kind", order.kind().word())
                .param("name", name)
                .param("file", file)
                .param("wanted", written(id, order))
                .param("state", state.word())
                .param("by", by)
                .param("at", Rows.time(at))
                .update();
    }

    /** From a mapping, a halt or a failure to waiting; tells whether it was there. Inside a transaction of the brand. */
    boolean wait(UUID id, Order order) {
        return db.sql("""
                update importer.run set state = 'waiting', halt = false, wanted = :wanted::jsonb, trouble = null, ended_at = null
                 where id = :id and state in ('mapping', 'halted', 'failed')
                """).param("wanted", written(id, order)).param("id", id).update() > 0;
    }

    /** What has not begun is over at once; what runs ends after its batch. Inside a transaction of the brand. */
    boolean halt(UUID id, Instant at) {
        return db.sql("""
                update importer.run
                   set halt = true,
                       state = case when state = 'running' then 'running' else 'halted' end,
                       ended_at = case when state = 'running' then null else :at::timestamptz end
                 where id = :id and state in ('mapping', 'waiting', 'running')
                """).param("id", id).param("at", Rows.time(at)).update() > 0;
    }

    List<Due> due(Instant now) {
        return transactions.shared(() -> db.sql("select * from importer.due(?)")
                .param(Rows.time(now))
                .query((row, n) -> new Due(
                        new BrandId(Rows.uuid(row, "brand")), Rows.uuid(row, "id"), Rows.uuidOrNull(row, "file")))
                .list());
    }

    /** Takes it for this node: it begins again from the start, and finds what is there. */
    Optional<Run> claim(Due due, Instant now) {
        return transactions.in(due.brand(), () -> {
            var taken = db.sql("""
                    update importer.run
                       set state = 'running', lease_until = :lease, begun_at = coalesce(begun_at, :now), rows = 0, left_out = 0,
                           done = 0, of_all = 0, stage = null
                     where id = :id and (state = 'waiting' or (state = 'running' and lease_until <= :now))
                    """)
                    .param("lease", Rows.time(now.plus(LEASE)))
                    .param("now", Rows.time(now))
                    .param("id", due.id())
                    .update();
            if (taken == 0) {
                return Optional.empty();
            }
            db.sql("delete from importer.left_out where run = ?")
                    .param(due.id())
                    .update();
            return byId(due.brand(), due.id());
        });
    }

    /** Tells whether it is to go on. */
    boolean tell(BrandId brand, UUID id, Progress progress, List<LeftLine> left, long firstLeft, Instant now) {
        return transactions.in(brand, () -> {
            leave(brand, id, left, firstLeft);
            return db.sql("""
                    update importer.run
                       set stage = :stage, done = :done, of_all = :of, rows = :rows, left_out = :left, lease_until = :lease
                     where id = :id and state = 'running' returning not halt
                    """)
                    .param("stage", progress.stage().word())
                    .param("done", progress.done())
                    .param("of", progress.of())
                    .param("rows", progress.rows())
                    .param("left", progress.leftOut())
                    .param("lease", Rows.time(now.plus(LEASE)))
                    .param("id", id)
                    .query(Boolean.class)
                    .optional()
                    .orElse(false);
        });
    }

    private void leave(BrandId brand, UUID id, List<LeftLine> left, long first) {
        if (left.isEmpty()) {
            return;
        }
        var numbers = new long[] {first};
        db.sql("""
                insert into importer.left_out (brand, run, n, reason, place)
                select :brand, :run, * from unnest(:numbers, :reasons, :places) on conflict do nothing
                """)
                .param("brand", brand.value())
                .param("run", id)
                .param("numbers", Columns.numbers(left, line -> numbers[0]++))
                .param("reasons", Columns.texts(left, LeftLine::reason))
                .param("places", Columns.texts(left, LeftLine::place))
                .update();
    }

    /** Inside a transaction of the brand; the key of a site is forgotten. */
    void end(Run run, State state, @Nullable Summary summary, @Nullable Trouble trouble, Instant at) {
        db.sql("""
                update importer.run
                   set state = :state, summary = :summary::jsonb, trouble = :trouble::jsonb, ended_at = :at, lease_until = null,
                       wanted = :wanted::jsonb, left_out = coalesce(:left::bigint, left_out)
                 where id = :id
                """)
                .param("state", state.word())
                .param("summary", summary == null ? null : json.writeValueAsString(summary))
                .param("trouble", trouble == null ? null : json.writeValueAsString(trouble))
                .param(
                        "wanted",
                        written(run.id(), state == State.DONE ? run.order().withKey(null) : run.order()))
                .param(
                        "left",
                        summary == null
                                ? null
                                : summary.leftOut().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                .param("at", Rows.time(at))
                .param("id", run.id())
                .update();
    }

    List<LeftLine> leftOut(BrandId brand, UUID id) {
        return transactions.reading(
                brand,
                () -> db.sql("select reason, place from importer.left_out where run = ? order by n")
                        .param(id)
                        .query((row, n) -> new LeftLine(row.getString("reason"), row.getString("place")))
                        .list());
    }

    private Run run(ResultSet row) throws SQLException {
        var stage = Rows.textOrNull(row, "stage");
        var summary = Rows.textOrNull(row, "summary");
        var trouble = Rows.textOrNull(row, "trouble");
        return new Run(
                Rows.uuid(row, "id"),
                row.getString("name"),
                Rows.uuidOrNull(row, "file"),
                order(Rows.uuid(row, "id"), row.getString("wanted")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("halt"),
                Rows.uuid(row, "begun_by"),
                Rows.instant(row, "asked_at"),
                Rows.instantOrNull(row, "begun_at"),
                Rows.instantOrNull(row, "ended_at"),
                new Progress(
                        stage == null ? Progress.Stage.READING : Progress.Stage.valueOf(stage.toUpperCase(Locale.ROOT)),
                        row.getLong("done"),
                        row.getLong("of_all"),
                        row.getLong("rows"),
                        row.getLong("left_out")),
                summary == null ? null : json.readValue(summary, Summary.class),
                trouble == null ? null : json.readValue(trouble, Trouble.class));
    }

    /** With the key of a site sealed, for this run alone. */
    private String written(UUID run, Order order) {
        var key = order.key();
        return json.writeValueAsString(
                key == null
                        ? order
                        : order.withKey(Base64.getEncoder()
                                .encodeToString(house.seal(key.getBytes(StandardCharsets.UTF_8), sealedFor(run)))));
    }

    /** What does not open, since it was sealed in another house, stays as it is: the site will not know it, and that is told. */
    private Order order(UUID run, String text) {
        var order = json.readValue(text, Order.class);
        var key = order.key();
        if (key == null) {
            return order;
        }
        try {
            var opened = house.open(Base64.getDecoder().decode(key), sealedFor(run));
            return opened == null ? order : order.withKey(new String(opened, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException neverSealed) {
            return order;
        }
    }

    private static String sealedFor(UUID run) {
        return "importer.run " + run;
    }
}
