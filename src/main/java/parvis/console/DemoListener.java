package parvis.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import parvis.demo.DemoProgress;

/** Hears the demo being loaded, from the start of the application, and tells how far it has come. */
final class DemoListener implements ApplicationListener<ApplicationEvent> {
    private final Telling telling;
    private final CompletableFuture<Boolean> loaded = new CompletableFuture<>();

    DemoListener(Telling telling) {
        this.telling = telling;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof PayloadApplicationEvent<?> told) {
            switch (told.getPayload()) {
                case DemoProgress progress -> telling.demo(progress);
                case DemoProgress.Ready ready -> loaded.complete(true);
                case DemoProgress.Failed(var reason) -> {
                    telling.demoFailed(reason);
                    loaded.complete(false);
                }
                default -> {}
            }
        }
    }

    /** Waits for the end of it. */
    boolean isLoaded() throws InterruptedException, ExecutionException {
        return loaded.get();
    }
}
