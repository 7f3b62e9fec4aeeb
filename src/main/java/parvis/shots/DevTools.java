package parvis.shots;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the Chrome DevTools Protocol with one page: a call has one answer, events come by themselves. */
final class DevTools implements AutoCloseable, WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final StringBuilder received = new StringBuilder();
    private final WebSocket socket;
    private @Nullable String session;

    /** Opens a page of the browser at this address. */
    DevTools(URI browser) {
        socket = http.newWebSocketBuilder().buildAsync(browser, this).join();
        var target = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asString();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asString();
        call("Page.enable", Map.of());
    }

    JsonNode call(String method, Map<String, Object> parameters) {
        var id = calls.incrementAndGet();
        var message = new HashMap<String, Object>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        socket.sendText(json.writeValueAsString(message), true).join();
        var told = wait(answer);
        if (told.has("error")) {
            throw new IllegalStateException(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    /** What a script comes to; a promise is awaited. */
    JsonNode evaluate(String script) {
        var result =
                call("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(script + ": "
                    + result.path("exceptionDetails")
                            .path("exception")
                            .path("description")
                            .asString());
        }
        return result.path("result").path("value");
    }

    /** Does something and waits for the page that it loads. */
    void loading(Runnable cause) {
        var loaded = new CompletableFuture<JsonNode>();
        awaited.put("Page.loadEventFired", loaded);
        cause.run();
        wait(loaded);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        received.append(part);
        if (last) {
            var message = json.readTree(received.toString());
            received.setLength(0);
            var waiting = message.has("id")
                    ? answers.remove(message.path("id").asInt())
                    : awaited.remove(message.path("method").asString());
            if (waiting != null) {
                waiting.complete(message);
            }
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        answers.values().forEach(answer -> answer.completeExceptionally(error));
        awaited.values().forEach(event -> event.completeExceptionally(error));
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }

    private static JsonNode wait(CompletableFuture<JsonNode> answer) {
        try {
            return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The browser does not answer", e);
        }
    }
}
