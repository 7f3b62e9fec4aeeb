package parvis.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The victim's public square, as its members fill it and its readers ask for it. */
final class Square {
    private static final int ANSWERS = 19;
    /** So long that a question with its answers makes a page of about 40 KB. */
    private static final String WORDS =
            "Chez nous aussi le bol tourne un peu, surtout quand la pâte est lourde et que le socle a pris la poussière. "
                    + "Nous l'avons démonté, nettoyé au chiffon sec, puis resserré d'un quart de tour : depuis, plus un bruit. "
                    + "Regardez d'abord si le joint est à sa place, il se déchausse quand on lave l'anneau trop chaud. "
                    + "Si la rainure est usée, la pièce se commande seule et se change sans outil en cinq minutes. "
                    + "Dites-nous ce que vous voyez sous le socle, une photo de la vis suffit pour savoir laquelle il vous faut.";

    private final Victim victim;
    private final String key;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    /** For reading only. */
    Square(Victim victim) {
        this.victim = victim;
        this.key = "";
    }

    /** @param data the victim's directory */
    Square(Victim victim, Path data) throws InterruptedException {
        this.victim = victim;
        this.key = victim.command(
                "key",
                "create",
                "--brand",
                "tilleul",
                "--scopes",
                "messages:write,conversations:read,conversations:write",
                "--data",
                data.toString());
    }

    /** Path of a public question with nineteen answers. */
    String questionOfTwenty(String name) throws IOException, InterruptedException {
        var all = new ArrayList<String>();
        all.add(write(name, Map.of("subject", "Le bol du Robot R2 tourne, " + name, "place", "questions")));
        for (var n = 1; n <= ANSWERS; n++) {
            all.add(write(name + "-" + n, Map.of("inReplyTo", name, "place", "questions")));
        }
        new Counting(victim, key).awaitStored(all);
        var number = conversation(all.getFirst());
        var found = get("/questions/" + number);
        return found.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("No question " + number + ": " + found.statusCode()));
    }

    /** Gives the id by which it was acknowledged. */
    String write(String name, Map<String, String> more) throws IOException, InterruptedException {
        var message = new java.util.LinkedHashMap<String, Object>(more);
        message.put("channel", "api");
        message.put("externalId", name);
        message.put(
                "from", Map.of("name", "Camille Mesure", "email", "reader-" + (name.hashCode() & 31) + "@mel.example"));
        message.put("text", name + "\n\n" + WORDS);
        var answer = http.send(
                HttpRequest.newBuilder(victim.at("/api/v1/messages"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.writeValueAsString(message)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("A message was refused: " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body()).path("id").stringValue("");
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(victim.at(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** The demo lets anybody on this machine be anybody: gives the cookie of who is. */
    String signIn(String who) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(victim.at("/demo/become"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("who=" + who))
                        .build(),
                BodyHandlers.discarding());
        return answer.headers().allValues("Set-Cookie").stream()
                .flatMap(cookie -> Stream.of(cookie.split(";", 2)[0]))
                .filter(cookie -> cookie.startsWith("session="))
                .findFirst()
                .orElseThrow(() -> new IOException("The demo lets nobody be " + who + ": " + answer.statusCode()));
    }

    /** Headers of a request by somebody. */
    static List<String> by(String cookie) {
        return List.of("Cookie: " + cookie);
    }

    private long conversation(String message) throws IOException, InterruptedException {
        var stored = json.readTree(get("/api/v1/messages/" + message, "Authorization", "Bearer " + key)
                .body());
        var id = stored.path("conversation").stringValue("");
        return json.readTree(get("/api/v1/conversations/" + id, "Authorization", "Bearer " + key)
                        .body())
                .path("number")
                .longValue(0);
    }
}
