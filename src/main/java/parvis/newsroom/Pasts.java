package parvis.newsroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.guard.Past;
import parvis.guard.PictureMark;
import parvis.guard.Published;

/**
 * What each brand made ready or published, to compare drafts with: an index of this node and of this run, made from PostgreSQL when
 * it is first asked for and brought level when the change log says that a draft is no longer what it was.
 */
@Component
class Pasts implements ChangeListener, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Pasts.class);
    private static final int STEP = 200;
    /** Among the nearest may be the draft itself, and what an agency does not see. */
    private static final int OTHERS = 19;

    private final Transactions transactions;
    private final JdbcClient db;
    private final parvis.file.Files files;
    private final Path here;
    private final Map<BrandId, Own> owns = new ConcurrentHashMap<>();

    Pasts(Transactions transactions, JdbcClient db, parvis.file.Files files, @Value("${parvis.data}") Path data) {
        this.transactions = transactions;
        this.db = db;
        this.files = files;
        this.here = fresh(data.resolve("newsroom"));
    }

    /** One brand's. */
    private static final class Own {
        private final Map<UUID, Integer> held = new HashMap<>();
        private @Nullable Past past;
        private @Nullable Path where;
        private int made;
        private volatile boolean stale = true;
        private volatile long generation;
        private volatile Set<String> closedToAgency = Set.of();
    }

    /**
     * @param but the number of a draft that is not compared with itself, or null
     * @param forAgency without what is closed to it
     */
    Published of(BrandId brand, @Nullable Long but, boolean forAgency) {
        var own = level(brand);
        return new Published() {
            @Override
            public List<Alike> like(String text, int most) {
                synchronized (own) {
                    return own.past == null
                            ? List.of()
                            : own.past.like(text, most + OTHERS).stream()
                                    .filter(alike -> shown(alike.id()))
                                    .limit(most)
                                    .toList();
                }
            }

            @Override
            public Optional<String> twinOf(PictureMark mark) {
                synchronized (own) {
                    return own.past == null
                            ? Optional.empty()
                            : own.past.twinOf(mark).filter(this::shown);
                }
            }

            private boolean shown(String id) {
                return (but == null || !id.startsWith(but + " ")) && !(forAgency && own.closedToAgency.contains(id));
            }
        };
    }

    /** Grows with the past: what was found by comparing with an older one may no longer be so. */
    long generation(BrandId brand) {
        return level(brand).generation;
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            var own = owns.get(change.brand());
            if (own != null && change.kind() == Change.Kind.DRAFT) {
                own.stale = true;
            }
            if (own != null && change.kind() == Change.Kind.ERASURE) {
                leave(own);
            }
        }
    }

    @Override
    public void interrupted() {
        owns.values().forEach(own -> own.stale = true);
    }

    /** On the writing node at once, before the log tells it. */
    void forget(BrandId brand) {
        var own = owns.get(brand);
        if (own != null) {
            own.stale = true;
        }
    }

    private Own level(BrandId brand) {
        var own = owns.computeIfAbsent(brand, unknown -> new Own());
        if (own.stale) {
            synchronized (own) {
                if (own.stale) {
                    own.stale = false;
                    try {
                        bring(brand, own);
                    } catch (IOException e) {
                        own.stale = true;
                        throw new UncheckedIOException(e);
                    } catch (RuntimeException e) {
                        own.stale = true;
                        throw e;
                    }
                }
            }
        }
        return own;
    }

    private record Sent(UUID id, int version, String name, boolean open) {}

    private void bring(BrandId brand, Own own) throws IOException {
        var sent = transactions.reading(
                brand,
                () -> db.sql("""
                        select id, version, number || ' · ' || title as name, open_to_agency
                          from newsroom.draft where state <> 'draft'
                        """)
                        .query((row, n) -> new Sent(
                                Rows.uuid(row, "id"),
                                row.getInt("version"),
                                row.getString("name"),
                                row.getBoolean("open_to_agency")))
                        .list());
        var versions = new HashMap<UUID, Integer>();
        var closed = new HashSet<String>();
        for (var one : sent) {
            versions.put(one.id(), one.version());
            if (!one.open()) {
                closed.add(one.name());
            }
        }
        own.closedToAgency = Set.copyOf(closed);
        if (versions.equals(own.held)) {
            return;
        }
        // an index takes texts in and never lets them go: when one left, it is made anew
        if (!versions.entrySet().containsAll(own.held.entrySet()) && own.past != null) {
            leave(own);
        }
        if (own.past == null && !versions.isEmpty()) {
            var where = Files.createDirectories(here.resolve(brand + "-" + own.made++));
            own.past = Past.open(where);
            own.where = where;
        }
        var past = own.past;
        if (past != null) {
            var missing =
                    sent.stream().filter(one -> !own.held.containsKey(one.id())).toList();
            for (int from = 0; from < missing.size(); from += STEP) {
                take(brand, past, missing.subList(from, Math.min(from + STEP, missing.size())));
            }
            past.keep();
        }
        own.held.clear();
        own.held.putAll(versions);
        own.generation++;
    }

    private void take(BrandId brand, Past past, List<Sent> sent) throws IOException {
        record Text(UUID id, String title, String words) {}
        record Shown(UUID draft, String file) {}
        var ids = Columns.uuids(sent.stream().map(Sent::id).toList());
        var names = new HashMap<UUID, String>();
        sent.forEach(one -> names.put(one.id(), one.name()));
        var shown = new ArrayList<Shown>();
        var texts = transactions.reading(brand, () -> {
            shown.addAll(db.sql("select draft, file from newsroom.picture where draft = any(?)")
                    .param(ids)
                    .query((row, n) -> new Shown(Rows.uuid(row, "draft"), row.getString("file")))
                    .list());
            return db.sql("select id, title, words from newsroom.draft where id = any(?)")
                    .param(ids)
                    .query((row, n) -> new Text(Rows.uuid(row, "id"), row.getString("title"), row.getString("words")))
                    .list();
        });
        for (var text : texts) {
            past.add(names.getOrDefault(text.id(), ""), new Whole(text.title(), text.words()).text());
        }
        for (var picture : shown) {
            try (var content = files.open(picture.file()).orElse(null)) {
                if (content != null) {
                    var mark = PictureMark.of(content.readAllBytes());
                    if (mark.isPresent()) {
                        past.addPicture(names.getOrDefault(picture.draft(), ""), mark.get());
                    }
                }
            }
        }
    }

    /** With everything that it took in. */
    private static void leave(Own own) {
        synchronized (own) {
            try {
                if (own.past != null) {
                    own.past.close();
                }
                FileSystemUtils.deleteRecursively(own.where);
            } catch (IOException e) {
                LOG.warn("What drafts were compared with is not gone: {}", e.toString());
            }
            own.past = null;
            own.where = null;
            own.held.clear();
            own.stale = true;
        }
    }

    @Override
    public void destroy() throws IOException {
        for (var own : owns.values()) {
            synchronized (own) {
                if (own.past != null) {
                    own.past.close();
                    own.past = null;
                }
            }
        }
        FileSystemUtils.deleteRecursively(here);
    }

    /** A directory of this run; what a killed one left is removed. */
    private static Path fresh(Path among) {
        try {
            Files.createDirectories(among);
            try (var left = Files.newDirectoryStream(among, "past-*")) {
                for (var directory : left) {
                    var process = directory.getFileName().toString().split("-")[1];
                    if (ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                        FileSystemUtils.deleteRecursively(directory);
                    }
                }
            }
            return Files.createTempDirectory(
                    among, "past-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException notOurs) {
            LOG.warn("Something else than an index lies in {}", among);
            return among.resolve("past");
        }
    }
}
