package parvis.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** @param id by which it was acknowledged */
    private record Question(String name, String id) {}

    enum Way {
        API,
        FORM,
        MAIL,
        /** An answer of the house, which leaves by a letter. */
        ANSWER
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
    private final ConcurrentLinkedQueue<Question> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
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

    /** @param clients so many of each way */
    void begin(Map<Way, Integer> clients) {
        clients.forEach((way, many) -> {
            for (var n = 0; n < many; n++) {
                this.clients.add(Thread.ofVirtual().name(way + "-" + n).start(() -> write(way)));
            }
        });
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
            case ANSWER -> this::answer;
        };
        try {
            while (!stopping) {
                var message = next(way);
                if (message == null) {
                    return;
                }
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

    /** Null when every question is answered. */
    private @Nullable Message next(Way way) {
        if (way != Way.ANSWER) {
            return new Message("kill-" + unheardOf(), way);
        }
        var question = unanswered.poll();
        if (question == null) {
            return null;
        }
        asked.put(question.name(), question.id());
        return new Message(question.name(), way);
    }

    /** Without figures: one in three hundred identifiers looks like a telephone number, which the house does not let become public. */
    private static String unheardOf() {
        return UUID.randomUUID()
                .toString()
                .chars()
                .map(c -> c >= '0' && c <= '9' ? 'g' + c - '0' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean attempt(Door door, Message message) throws InterruptedException {
        try {
            return door.send(message);
        } catch (IOException unanswered) {
            return false;
        }
    }

    private boolean post(Message message) throws IOException, InterruptedException {
        var id = posted(message.name());
        return id != null && took(message, id);
    }

    /** The id of the message that came by the API under this name; null when it was not acknowledged. */
    private @Nullable String posted(String name) throws IOException, InterruptedException {
        var answer = call(
                "/api/v1/messages",
                Map.of(
                        "channel",
                        "api",
                        "externalId",
                        name,
                        "subject",
                        name,
                        "text",
                        "Message " + name.substring(name.indexOf('-') + 1),
                        "from",
                        Map.of("name", "Kill " + name.substring(7, 11), "email", "kill@mel.example")));
        if (answer.statusCode() != 202 && answer.statusCode() != 200) {
            refused(answer.statusCode());
            return null;
        }
        return json.readTree(answer.body()).path("id").stringValue("");
    }

    /** Questions to answer later, asked while nobody is killed. */
    void askAhead(int questions, Counting counting) throws IOException, InterruptedException {
        for (var n = 0; n < questions; n++) {
            var name = "answer-" + unheardOf();
            unanswered.add(new Question(name, Objects.requireNonNull(posted(name), "a question was not taken")));
        }
        counting.awaitStored(unanswered.stream().map(Question::id).toList());
    }

    /** With {@code lastSeen}, so that an answer which is tried again is not written twice. */
    private boolean answer(Message message) throws IOException, InterruptedException {
        var question = Objects.requireNonNull(asked.get(message.name()));
        var conversation = conversationOf(question);
        if (conversation.isEmpty()) {
            return false;
        }
        var answer = call(
                "/api/v1/conversations/" + conversation + "/messages",
                Map.of(
                        "text",
                        "Voici " + message.name(),
                        "kind",
                        "sent",
                        "visibility",
                        "private",
                        "lastSeen",
                        question));
        // Nobody else writes there: what is newer than the question is this answer.
        if (answer.statusCode() == 201 || answer.statusCode() == 409) {
            return took(message, conversation);
        }
        return refused(answer.statusCode());
    }

    private String conversationOf(String message) throws IOException, InterruptedException {
        var answer = http.send(request("/api/v1/messages/" + message).build(), BodyHandlers.ofString());
        return answer.statusCode() == 200
                ? json.readTree(answer.body()).path("conversation").stringValue("")
                : "";
    }

    private HttpResponse<String> call(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(victim.at(path)).timeout(ANSWER).header("Authorization", "Bearer " + key);
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
