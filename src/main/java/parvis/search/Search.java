package parvis.search;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.State;
import parvis.search.Index.Found;
import parvis.search.Queries.Asked;

/**
 * Finds conversations. What was written is found within a second of its commit; a node that has just started without an
 * index finds what it has read so far. Whatever is typed is words, never syntax; common words alone find nothing.
 */
@Component
public class Search {
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final int MOST = 200;
    /** Candidates for each neighbour that is wanted: the satisfied ones among them come first. */
    private static final int CANDIDATES = 4;

    private static final float GOOD = 0.5f;
    private static final float WORTH_SHOWING = 0.25f;

    private final Follower follower;
    private final Results results;
    private final Clock clock;

    Search(Follower follower, Results results, Clock clock) {
        this.follower = follower;
        this.results = results;
        this.clock = clock;
    }

    /** The public conversations that answer a query, the best first. */
    public List<Hit> search(Brand brand, String query, int most) {
        var found = top(Queries.search(brand.id(), query), bounded(most));
        return results.of(brand.id(), found, query).stream().limit(most).toList();
    }

    /**
     * Public conversations about the same thing as a text, such as the subject of a question: among good matches the
     * satisfied ones first. A conversation is its own neighbour: whoever asks for its page leaves it out.
     */
    public List<Hit> similar(Brand brand, String text, int most) {
        var found = top(Queries.similar(brand.id(), text), bounded(most * CANDIDATES));
        if (found.isEmpty()) {
            return List.of();
        }
        var best = found.getFirst().score();
        return results.withoutExcerpts(brand.id(), found).stream()
                .filter(hit -> hit.score() >= WORTH_SHOWING * best)
                .sorted(Comparator.comparing((Hit hit) -> rank(hit, best))
                        .thenComparing(Hit::score, Comparator.reverseOrder()))
                .limit(most)
                .toList();
    }

    /** Public conversations in which a link stands, or of which a message came from there; whoever writes it with or without "www". */
    public List<Hit> carrying(Brand brand, String link, int most) {
        var bare = link.replaceFirst("^https?://(?:www\\.|m\\.)?", "").replaceFirst("/$", "");
        return results.carrying(brand.id(), top(Queries.carrying(brand.id(), bare), bounded(most)), bare);
    }

    /** All conversations of the brand, private ones, notes and names included; also by number and by mail address. */
    public List<UUID> desk(Brand brand, String query, int most) {
        return top(Queries.desk(brand.id(), query, clock.instant()), bounded(most)).stream()
                .map(Found::conversation)
                .toList();
    }

    private static int rank(Hit hit, float best) {
        var good = hit.score() >= GOOD * best;
        return good && hit.state() == State.SATISFIED ? 0 : good ? 1 : 2;
    }

    private List<Found> top(Optional<Asked> query, int most) {
        var index = follower.index();
        if (query.isEmpty() || index == null) {
            return List.of();
        }
        try {
            return index.top(query.get(), most);
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("Search has no answer: {}", e.toString());
            return List.of();
        }
    }

    private static int bounded(int most) {
        return Math.clamp(most, 1, MOST);
    }
}
