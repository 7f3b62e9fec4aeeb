package parvis.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.DatabaseFailure;
import parvis.database.DatabaseLocation;
import parvis.database.Rows;
import parvis.jobs.Housekeeping;

/**
 * A backup every day at a quiet hour, where a directory for it is named. Looked for every ten minutes, so that what a stop or a
 * failure prevented is made up for; of several nodes one does it.
 */
@Component
public class ScheduledBackups implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);
    private static final String NAME = "keep.backup";

    private final @Nullable Path directory;
    private final LocalTime at;
    private final Retention retention;
    private final @Nullable BackupKey key;
    private final DatabaseLocation database;
    private final Path data;
    private final Path files;
    private final String version;
    private final JdbcClient db;
    private volatile boolean stopping;

    ScheduledBackups(
            @Value("${parvis.backup-dir:}") String directory,
            @Value("${parvis.backup-at:03:30}") String at,
            @Value("${parvis.backup-keep:7d,4w,12m}") String keep,
            @Value("${parvis.backup-key:}") String key,
            @Value("${parvis.data:data}") Path data,
            @Value("${parvis.files:${parvis.data:data}/files}") Path files,
            @Value("${parvis.version:unbuilt}") String version,
            DatabaseLocation database,
            JdbcClient db) {
        this.directory = directory.isEmpty() ? null : Path.of(directory);
        this.at = LocalTime.parse(at);
        this.retention = Retention.parse(keep).orElse(Retention.USUAL);
        this.key = key.isEmpty() ? null : BackupKey.parse(key);
        this.database = database;
        this.data = data;
        this.files = files;
        this.version = version;
        this.db = db;
    }

    /**
     * What stands there.
     *
     * @param newest when the newest was written; null when there is none
     * @param failing since when the last attempts failed; null when they did not
     */
    public record Status(
            LocalTime at,
            boolean encrypted,
            Retention retention,
            int count,
            long bytes,
            @Nullable Instant newest,
            @Nullable Instant failing) {}

    /** Null when no directory is named, or it cannot be read: then nothing is known. */
    public @Nullable Status status() {
        if (directory == null) {
            return null;
        }
        List<Shelf.Standing> standing;
        try {
            standing = new Shelf(directory).standing();
        } catch (IOException unreadable) {
            standing = List.of();
        }
        var failing = db.sql(
                        "select last_failure from database.scheduled_tasks where task_name = ? and consecutive_failures > 0")
                .param(NAME)
                .query((row, n) -> Rows.instant(row, "last_failure"))
                .optional();
        return new Status(
                at,
                key != null,
                retention,
                standing.size(),
                standing.stream().mapToLong(Shelf.Standing::bytes).sum(),
                standing.isEmpty() ? null : standing.getFirst().at(),
                failing.orElse(null));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void work(Instant now) {
        if (directory == null || stopping) {
            return;
        }
        try {
            make(Objects.requireNonNull(directory), now, ZoneId.systemDefault());
        } catch (IOException e) {
            throw failed(DatabaseFailure.of("Cannot write in", directory, e));
        } catch (RuntimeException e) {
            if (!stopping) {
                throw failed(e);
            }
        }
    }

    private void make(Path where, Instant now, ZoneId zone) throws IOException {
        var shelf = new Shelf(where);
        var standing = shelf.standing();
        if (!standing.isEmpty() && !standing.getFirst().at().isBefore(due(now, zone))) {
            return;
        }
        var place = shelf.place(now, key != null);
        var summary = new Backup(database, data, files, version, progress -> {}, () -> stopping).write(place, key, now);
        LOG.info(
                "Backup written: {} ({} rows, {} files, {} bytes)",
                place,
                summary.rows(),
                summary.files(),
                summary.bytes());
        var all = shelf.standing();
        var gone = retention.gone(all.stream().map(Shelf.Standing::at).toList(), zone);
        for (var old : all) {
            if (gone.contains(old.at())) {
                Files.delete(old.file());
            }
        }
    }

    /** The latest hour at which one had to be made. */
    private Instant due(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate().atTime(at).atZone(zone).toInstant();
        return today.isAfter(now)
                ? now.atZone(zone)
                        .toLocalDate()
                        .minusDays(1)
                        .atTime(at)
                        .atZone(zone)
                        .toInstant()
                : today;
    }

    private static RuntimeException failed(RuntimeException e) {
        LOG.error("The scheduled backup failed; it is tried again in ten minutes: {}", e.getMessage());
        return e;
    }

    /** What runs ends, and leaves nothing half written. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
