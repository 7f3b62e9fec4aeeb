package parvis.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.guard.Context.Watched;
import parvis.guard.Past;
import parvis.guard.PictureMark;
import parvis.guard.Published;

/** What others published whom a brand watches, for the guard to compare a draft with. */
@Component
public class WatchedFeeds {
    /** How many are looked up of those that are alike, before it is known whose they are. */
    private static final int LOOKED_AT = 12;

    private final WatchedIndex index;
    private final Entries entries;
    private final Transactions transactions;
    private final JdbcClient db;

    WatchedFeeds(WatchedIndex index, Entries entries, Transactions transactions, JdbcClient db) {
        this.index = index;
        this.entries = entries;
        this.transactions = transactions;
        this.db = db;
    }

    /**
     * For one reading of one draft: each by the name that the brand gave it. What is alike is identified by its link, or by the
     * address of its feed where it has none. Empty where nobody is watched, and for some seconds after the node has started.
     */
    public List<Watched> of(BrandId brand) {
        var past = index.of(brand);
        if (past == null) {
            return List.of();
        }
        var shared = new Shared(brand, past);
        return transactions.reading(
                brand,
                () -> db.sql("select id, name, address from feed.feed order by id")
                        .query((row, n) -> {
                            var feed = Rows.uuid(row, "id");
                            return new Watched(row.getString("name"), new One(shared, feed, row.getString("address")));
                        })
                        .list());
    }

    /** All of a brand in one question: its feeds are asked about the same draft one after the other. */
    private final class Shared {
        private final BrandId brand;
        private final Past past;
        private String asked = "";
        private Map<UUID, List<Found>> found = Map.of();

        private record Found(Published.Alike alike, Entries.Kept entry) {}

        Shared(BrandId brand, Past past) {
            this.brand = brand;
            this.past = past;
        }

        synchronized List<Found> like(String text, UUID feed) {
            if (!asked.equals(text)) {
                found = ask(text);
                asked = text;
            }
            return found.getOrDefault(feed, List.of());
        }

        private Map<UUID, List<Found>> ask(String text) {
            var alike = past.like(text, LOOKED_AT);
            if (alike.isEmpty()) {
                return Map.of();
            }
            var byId = new HashMap<UUID, Entries.Kept>();
            transactions
                    .reading(
                            brand,
                            () -> entries.still(alike.stream()
                                    .map(one -> UUID.fromString(one.id()))
                                    .toList()))
                    .forEach(entry -> byId.put(entry.id(), entry));
            var byFeed = new HashMap<UUID, List<Found>>();
            for (var one : alike) {
                var entry = byId.get(UUID.fromString(one.id()));
                if (entry != null) {
                    byFeed.computeIfAbsent(entry.feed(), any -> new ArrayList<>())
                            .add(new Found(one, entry));
                }
            }
            return byFeed;
        }
    }

    /** One feed of them. */
    private record One(Shared shared, UUID feed, String address) implements Published {
        @Override
        public List<Alike> like(String text, int most) {
            return shared.like(text, feed).stream()
                    .limit(most)
                    .map(found -> new Alike(
                            found.entry().link() == null
                                    ? address
                                    : found.entry().link(),
                            found.alike().text(),
                            found.alike().share(),
                            found.alike().isCopy()))
                    .toList();
        }

        /** Feeds bring words only. */
        @Override
        public Optional<String> twinOf(PictureMark mark) {
            return Optional.empty();
        }
    }
}
