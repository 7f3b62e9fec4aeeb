package parvis.demo;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import parvis.web.Readiness;

/** Loads the demo beside the running server, which says that it is not ready until then. */
@Component
@ConditionalOnProperty("parvis.demo")
class Loading implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final String AWAITED = "demo";
    /** PostgreSQL may be killed and come back meanwhile. */
    private static final int MOST_ATTEMPTS = 60;

    private final Player player;
    private final Readiness readiness;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean workers;
    private volatile boolean running;
    private @Nullable Thread thread;

    Loading(
            Player player,
            Readiness readiness,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${parvis.workers:true}") boolean workers) {
        this.player = player;
        this.readiness = readiness;
        this.events = events;
        this.clock = clock;
        this.workers = workers;
        if (workers) {
            readiness.await(AWAITED);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("demo").daemon().start(this::load);
    }

    @Override
    public void stop() {
        running = false;
        var loading = thread;
        if (loading != null) {
            try {
                loading.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return workers;
    }

    private void load() {
        var began = clock.instant();
        for (var attempt = 1; running; attempt++) {
            try {
                player.play(clock.instant(), () -> running, events::publishEvent);
                if (running) {
                    LOG.info(
                            "The demo is loaded ({} ms)",
                            Duration.between(began, clock.instant()).toMillis());
                    readiness.done(AWAITED);
                    events.publishEvent(new DemoProgress.Ready());
                }
                return;
            } catch (DataAccessException | TransactionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    failed(e);
                    return;
                }
                LOG.warn("The demo waits: PostgreSQL does not answer ({})", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                failed(e);
                return;
            }
        }
    }

    private void failed(RuntimeException e) {
        LOG.error("The demo could not be loaded", e);
        events.publishEvent(new DemoProgress.Failed(String.valueOf(e.getMessage())));
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
