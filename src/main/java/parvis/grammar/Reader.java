package parvis.grammar;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parvis.guard.Finding;

/**
 * One language, read by one thread: LanguageTool's objects are for one at a time, and large. The thread ends when nothing was
 * asked for a while; what it has loaded stays.
 */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final int WAITING = 64;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** No person writes such sentences, and the time that they take grows with the square of their length. */
    private static final Pattern ENDLESS = Pattern.compile("[^.!?…\\n]{2000}");

    private final String language;
    private final ThreadPoolExecutor thread;
    /** Touched by the thread alone. */
    private @Nullable JLanguageTool tool;

    private volatile boolean ready;
    private volatile long deadline;

    Reader(String language) {
        this.language = language;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("grammar-" + language).factory());
        this.thread.allowCoreThreadTimeOut(true);
    }

    boolean isReady() {
        return ready;
    }

    /** Fails when too much waits already. */
    CompletableFuture<List<Finding>> read(String text, Set<String> ownWords) {
        try {
            return CompletableFuture.supplyAsync(() -> Matches.told(matches(text), text, language, ownWords), thread);
        } catch (RejectedExecutionException tooMuch) {
            return CompletableFuture.failedFuture(tooMuch);
        }
    }

    /** What was found when the time is over is what is told. */
    private List<RuleMatch> matches(String text) {
        var loaded = tool == null ? load() : tool;
        if (ENDLESS.matcher(text).find()) {
            return List.of();
        }
        deadline = System.nanoTime() + LONGEST_NANOS;
        try {
            return loaded.check(text);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("A text could not be read for its grammar: {}", e.toString());
            return List.of();
        }
    }

    private JLanguageTool load() {
        var made = new JLanguageTool(Languages.getLanguageForShortCode(language.equals("en") ? "en-GB" : language));
        House.fit(made);
        made.setCheckCancelledCallback(() -> System.nanoTime() - deadline > 0);
        tool = made;
        ready = true;
        return made;
    }

    void stop() {
        thread.shutdownNow();
    }
}
