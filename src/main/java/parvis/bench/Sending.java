package parvis.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that behave as the contract asks of them: what was not acknowledged is sent again under the same name, until it
 * is, whatever happens to the server meanwhile.
 */
final class Sending {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** One message under the name that is searched for later. */
    record Message(String name, Way by) {}

    enum Way {
        API,
        FORM,
        MAIL
    }

    /** Somewhere to send a message to: true when it was acknowledged. */
    private interface Door {
        boolean send(Message message) throws IOException, InterruptedException;
    }

    private final Victim victim;
    private final String key;
    private final String cookie;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Thread> clients = new ArrayList<>();
    /** By their name, with the id by which the server acknowledged them (by form: the page that it led to). */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final Map<String, Message> begun = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile long lastAcknowledged = System.nanoTime();
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException wrong;

    /** @param cookie of somebody who is signed in, for the form */
    Sending(Victim victim, String key, String cookie) {
        this.victim = victim;
        this.key = key;
        this.cookie = cookie;
    }

    void begin(int byApi, int byForm, int byMail) {
        for (var n = 0; n < byApi + byForm + byMail; n++) {
            var way = n < byApi ? Way.API : n < byApi + byForm ? Way.FORM : Way.MAIL;
            clients.add(Thread.ofVirtual().name("client-" + n).start(() -> write(way)));
        }
    }

    /** Until something that was sent after this instant is acknowledged. */
    void awaitAcknowledgement(long since, Duration longest) throws InterruptedException {
        var deadline = System.nanoTime() + longest.toNanos();
        while (lastAcknowledged - since <= 0) {
            throwWhatWentWrong();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Nothing was acknowledged within " + longest);
            }
            Thread.sleep(10);
        }
    }

    /** No new messages; those under way are tried once more. */
    void end() throws InterruptedException {
        stopping = true;
        for (var client : clients) {
            client.join();
        }
        throwWhatWentWrong();
    }

    private void throwWhatWentWrong() {
        var went = wrong;
        if (went != null) {
            throw new IllegalStateException("A client stopped", went);
        }
    }

    Map<String, String> acknowledged() {
        return acknowledged;
    }

    Map<String, Message> begun() {
        return begun;
    }

    /** How long each acknowledgement took, of messages that needed one attempt. */
    List<Long> nanos() {
        return List.copyOf(nanos);
    }

    private void write(Way way) {
        Door door = switch (way) {
            case API -> this::post;
            case FORM -> this::ask;
            case MAIL -> this::mail;
        };
        try {
            while (!stopping) {
                var message = new Message("kill-" + UUID.randomUUID(), way);
                begun.put(message.name(), message);
                var attempts = 0;
                while (attempts == 0 || !stopping) {
                    attempts++;
                    var began = System.nanoTime();
                    if (attempt(door, message)) {
                        if (attempts == 1) {
                            nanos.add(System.nanoTime() - began);
                        }
                        lastAcknowledged = Math.max(lastAcknowledged, began);
                        break;
                    }
                    Thread.sleep(PAUSE);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            wrong = e;
        }
    }

    private static boolean attempt(Door door, Message message) throws InterruptedException {
        try {
            return door.send(message);
        } catch (IOException unanswered) {
            return false;
        }
    }

    private boolean post(Message message) throws IOException, InterruptedException {
        var body = Map.of(
                "channel",
                "api",
                "externalId",
                message.name(),
                "subject",
                message.name(),
                "text",
                "Message " + message.name(),
                "from",
                Map.of("name", "Kill " + message.name().substring(5, 9), "email", "kill@mel.example"));
        var answer = http.send(
                HttpRequest.newBuilder(victim.at("/api/v1/messages"))
                        .timeout(ANSWER)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202 && answer.statusCode() != 200) {
            return refused(answer.statusCode());
        }
        return took(message, json.readTree(answer.body()).path("id").stringValue(""));
    }

    private boolean ask(Message message) throws IOException, InterruptedException {
        var form = Map.of("title", message.name(), "text", "Question " + message.name(), "submission", message.name());
        var answer = http.send(
                HttpRequest.newBuilder(victim.at("/questions"))
                        .timeout(ANSWER)
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.discarding());
        var led = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() / 100 != 3 || !led.contains("/questions/")) {
            return refused(answer.statusCode());
        }
        return took(message, led);
    }

    /** The same bytes each time: what was kept already is kept once. */
    private boolean mail(Message message) throws IOException {
        try (var letter = new Letterbox(victim.smtpPort())) {
            return letter.put("kill@mel.example", "bonjour@tilleul.test", """
                            From: Kill <kill@mel.example>
                            To: bonjour@tilleul.test
                            Subject: %s
                            Message-ID: <%s@mel.example>

                            Mail %s
                            """.formatted(
                                    message.name(), message.name(), message.name()))
                    && took(message, message.name());
        }
    }

    /** An id for a name is for ever: another one would be another message. */
    private boolean took(Message message, String id) {
        var before = acknowledged.put(message.name(), id);
        if (before != null && !before.equals(id)) {
            throw new IllegalStateException(message.name() + " was " + before + " and is " + id);
        }
        return true;
    }

    private static boolean refused(int status) {
        if (status >= 400 && status < 500 && status != 429) {
            throw new IllegalStateException("A client did wrong: " + status);
        }
        return false;
    }
}
