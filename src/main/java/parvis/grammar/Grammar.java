package parvis.grammar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import parvis.guard.Finding;
import parvis.guard.Guard;

/**
 * Reads a draft for its spelling and grammar. What was read is kept for a while, so that who did not wait for it asks again and
 * gets it at once: the guard answers first, grammar follows.
 *
 * <p>Safe for several threads; one thread for each language does the reading.
 */
@Component
public class Grammar implements DisposableBean {
    /** What somebody who writes does not notice, less what the rest of an answer takes. */
    public static final Duration SOON = Duration.ofMillis(80);

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int KEPT_CHARACTERS = 2_000_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    private final Map<String, Reader> readers = Map.of("fr", new Reader("fr"), "en", new Reader("en"));
    private final Cache<Asked, CompletableFuture<List<Finding>>> known = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((Asked asked, CompletableFuture<List<Finding>> read) ->
                    asked.text().length() + 100)
            .expireAfterWrite(KEPT_FOR)
            .build();

    private record Asked(String text, String language, Set<String> ownWords) {}

    /**
     * What is wrong in a text, in its order; waits for it, for seconds when nothing was read in this language before.
     *
     * @param language {@code fr} or {@code en}; there are no findings in another
     * @param ownWords names and words of the brand that no dictionary has, in whatever case
     * @return nothing either when it could not be read in half a minute
     */
    public List<Finding> read(String text, String language, Set<String> ownWords) {
        return within(text, language, ownWords, LONGEST).orElse(List.of());
    }

    /** The same if it is there within {@link #SOON}; empty when it is not, and then it is read meanwhile for who asks again. */
    public Optional<List<Finding>> soon(String text, String language, Set<String> ownWords) {
        return within(text, language, ownWords, SOON);
    }

    /** The same with a patience of the caller's. */
    public Optional<List<Finding>> within(String text, String language, Set<String> ownWords, Duration patience) {
        var reader = readers.get(language);
        if (reader == null || text.isBlank() || text.length() > Guard.LONGEST) {
            return Optional.of(List.of());
        }
        var asked = new Asked(text, language, lower(ownWords));
        var reading = known.get(asked, any -> reader.read(text, asked.ownWords()));
        try {
            return Optional.of(reading.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException later) {
            return Optional.empty();
        } catch (ExecutionException refused) { // too much waits to be read, or it cannot be: another time perhaps
            known.asMap().remove(asked, reading);
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether a language is loaded; asking for it does not load it. */
    public boolean isReady(String language) {
        var reader = readers.get(language);
        return reader != null && reader.isReady();
    }

    private static Set<String> lower(Set<String> words) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT).strip())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void destroy() {
        readers.values().forEach(Reader::stop);
    }
}
