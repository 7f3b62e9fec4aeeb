package parvis.importer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/**
 * Files that were sent to be imported and lie on this node, and what imports left out. An import that is going on keeps its file;
 * what lies on another node is swept there after two weeks.
 */
@Component
@Order(6)
class OldUploads implements Kept {
    private final JdbcClient db;
    private final SentFiles files;

    OldUploads(JdbcClient db, SentFiles files) {
        this.db = db;
        this.files = files;
    }

    @Override
    public Span span() {
        return Span.UPLOADS;
    }

    @Override
    public long due(Instant before, int most) {
        return here(before, most).size() + leftOut(before, most);
    }

    @Override
    public int takeAway(Passing passing) {
        var gone = here(passing.before(), passing.most());
        // a file that is gone although this was undone is only gone a little too early
        Transactions.afterCommit(() -> gone.forEach(files::forget));
        return gone.size()
                + db.sql("""
                delete from importer.left_out where (run, n) in (
                    select l.run, l.n from importer.left_out l join importer.run r on r.brand = l.brand and r.id = l.run
                     where r.ended_at < :before limit :most)
                """)
                        .param("before", Rows.time(passing.before()))
                        .param("most", Math.max(0, passing.most() - gone.size()))
                        .update();
    }

    private long leftOut(Instant before, int most) {
        return db.sql("""
                select count(*) from (
                    select 1 from importer.left_out l join importer.run r on r.brand = l.brand and r.id = l.run
                     where r.ended_at < :before limit :most) old
                """)
                .param("before", Rows.time(before))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    private List<UUID> here(Instant before, int most) {
        return db.sql("""
                select file from importer.run
                 where file is not null and state not in ('waiting', 'running') and asked_at < ? order by asked_at desc limit 1000
                """).param(Rows.time(before)).query((row, n) -> Rows.uuid(row, "file")).list().stream()
                .filter(file -> files.find(file).isPresent())
                .limit(most)
                .toList();
    }
}
