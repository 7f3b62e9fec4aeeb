package parvis.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is there in the end, as the API tells anybody. */
final class Counting {
    private static final Duration LONGEST_WORK = Duration.ofMinutes(2);

    private final Victim victim;
    private final String key;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    Counting(Victim victim, String key) {
        this.victim = victim;
        this.key = key;
    }

    /** Waits until the worker has made something of each of these messages. */
    void awaitStored(Iterable<String> messages) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST_WORK.toNanos();
        for (var id : messages) {
            while (!get("/api/v1/messages/" + id).path("state").stringValue("").equals("stored")) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Acknowledged and not stored after " + LONGEST_WORK + ": " + id);
                }
                Thread.sleep(20);
            }
        }
    }

    /** Waits until each of these subjects is there: what came by mail has no id that the API knows. */
    void awaitSubjects(Collection<String> subjects) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST_WORK.toNanos();
        while (!bySubject().keySet().containsAll(subjects)) {
            if (System.nanoTime() > deadline) {
                return; // told as lost
            }
            Thread.sleep(500);
        }
    }

    /** How many conversations there are of each subject. */
    Map<String, Integer> bySubject() throws IOException, InterruptedException {
        var found = new HashMap<String, Integer>();
        var cursor = "";
        while (true) {
            var page = get("/api/v1/conversations?limit=100"
                    + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            page.path("items")
                    .forEach(item -> found.merge(
                            item.path("subject").stringValue(""),
                            item.path("messages").intValue(0),
                            Integer::sum));
            cursor = page.path("next").stringValue("");
            if (cursor.isEmpty()) {
                return found;
            }
        }
    }

    /** What the house sent in a conversation. */
    record Sent(String text, String state) {
        boolean isUnderWay() {
            return state.equals("waiting") || state.equals("sending");
        }
    }

    /** Waits until no letter of this conversation is under way any more. */
    List<Sent> awaitSent(String conversation) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST_WORK.toNanos();
        while (true) {
            var sent = sent(conversation);
            if (sent.stream().noneMatch(Sent::isUnderWay)) {
                return sent;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Still under way after " + LONGEST_WORK + ": " + sent);
            }
            Thread.sleep(200);
        }
    }

    private List<Sent> sent(String conversation) throws IOException, InterruptedException {
        var sent = new ArrayList<Sent>();
        get("/api/v1/conversations/" + conversation).path("messages").forEach(message -> {
            if (message.path("kind").stringValue("").equals("sent")) {
                sent.add(new Sent(
                        message.path("text").stringValue(""),
                        message.path("state").stringValue("")));
            }
        });
        return sent;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(victim.at(path))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
