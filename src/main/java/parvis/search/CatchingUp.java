package parvis.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.change.Change;
import parvis.change.ChangeFeed;
import parvis.database.BrandId;
import parvis.search.Mark.Cursor;

/**
 * Brings an index up to date, a step at a time: the next changes of the log, and, while everything is read anew, the next
 * conversations, so that what is said meanwhile is found at once.
 */
@Component
class CatchingUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchingUp.class);
    private static final int CHANGES = 4_000;
    private static final int STEP = 250;

    private final ChangeFeed feed;
    private final Documents documents;
    private final Brands brands;

    CatchingUp(ChangeFeed feed, Documents documents, Brands brands) {
        this.feed = feed;
        this.documents = documents;
        this.brands = brands;
    }

    /** One step; tells whether there was anything to do. What it did can be searched, and is not committed. */
    boolean step(Index open) throws IOException {
        var mark = Objects.requireNonNull(open.mark());
        var changes = feed.after(mark.position(), CHANGES);
        if (!changes.isEmpty()) {
            apply(changes, mark, open);
            mark = mark.at(changes.getLast().position());
            open.mark(mark);
            if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.ERASURE)) {
                open.forget();
            }
        }
        var cursor = mark.reading();
        if (cursor != null) {
            open.mark(mark.reading(readOn(cursor, mark, open)));
        }
        if (changes.isEmpty() && cursor == null) {
            return false;
        }
        open.refresh();
        return true;
    }

    private void apply(List<Change> changes, Mark mark, Index open) {
        var byBrand = new LinkedHashMap<BrandId, Map<Change.Kind, Set<UUID>>>();
        for (var change : changes) {
            byBrand.computeIfAbsent(change.brand(), b -> new LinkedHashMap<>())
                    .computeIfAbsent(change.kind(), k -> new LinkedHashSet<>())
                    .add(change.id());
        }
        byBrand.forEach((brand, ids) -> {
            var conversations = new LinkedHashSet<>(ids.getOrDefault(Change.Kind.CONVERSATION, Set.of()));
            conversations.addAll(documents.ofPeople(brand, ids.getOrDefault(Change.Kind.PERSON, Set.of())));
            conversations.addAll(documents.ofProducts(brand, ids.getOrDefault(Change.Kind.PRODUCT, Set.of())));
            inSteps(brand, new ArrayList<>(conversations), mark, open);
        });
    }

    private void inSteps(BrandId brand, List<UUID> conversations, Mark mark, Index open) {
        for (var from = 0; from < conversations.size(); from += STEP) {
            put(brand, conversations.subList(from, Math.min(from + STEP, conversations.size())), mark, open);
        }
    }

    /** One conversation that cannot be indexed must not keep the others from being found. */
    private void put(BrandId brand, List<UUID> conversations, Mark mark, Index open) {
        try {
            documents.index(brand, conversations, mark.generation(), open);
        } catch (IllegalArgumentException one) {
            if (conversations.size() == 1) {
                LOG.error("Conversation {} cannot be indexed", conversations.getFirst(), one);
                return;
            }
            conversations.forEach(conversation -> put(brand, List.of(conversation), mark, open));
        }
    }

    /** The next conversations, brand after brand; null once all are read and what was not met is removed. */
    private @Nullable Cursor readOn(Cursor cursor, Mark mark, Index open) throws IOException {
        var found = brandsFrom(cursor);
        if (found.isEmpty()) {
            open.removeOlderThan(mark.generation());
            return null;
        }
        var brand = found.getFirst();
        var here =
                brand.value().equals(cursor.brand()) ? cursor : new Cursor(brand.value(), Cursor.START.conversation());
        var conversations = documents.after(here, STEP);
        if (!conversations.isEmpty()) {
            put(brand, conversations, mark, open);
            return new Cursor(brand.value(), conversations.getLast());
        }
        return found.size() == 1
                ? new Cursor(new UUID(-1, -1), Cursor.START.conversation())
                : new Cursor(found.get(1).value(), Cursor.START.conversation());
    }

    private List<BrandId> brandsFrom(Cursor cursor) {
        var byId = Comparator.comparing(BrandId::toString);
        return brands.all().stream()
                .filter(brand -> brand.toString().compareTo(cursor.brand().toString()) >= 0)
                .sorted(byId)
                .toList();
    }
}
