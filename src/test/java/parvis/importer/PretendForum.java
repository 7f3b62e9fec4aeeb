package parvis.importer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Speaks as a Discourse forum does: categories, the list of topics by pages, topics with a stream of posts, twenty at a time. */
final class PretendForum implements AutoCloseable {
    private static final Pattern TOPIC = Pattern.compile("/t/(\\d+)\\.json");
    private static final Pattern POSTS = Pattern.compile("/t/(\\d+)/posts\\.json");
    private static final int LONG = 47;

    private final HttpServer server;
    private final String key;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger tired = new AtomicInteger();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile String moved = "";

    PretendForum(String key) throws IOException {
        this.key = key;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int asked() {
        return asked.get();
    }

    List<String> keys() {
        return keys;
    }

    /** The next so many questions are too many. */
    void tired(int times) {
        tired.set(times);
    }

    void moved(String address) {
        moved = address;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        var given = exchange.getRequestHeaders().getFirst("Api-Key");
        if (given != null) {
            keys.add(given);
        }
        if (!moved.isEmpty()) {
            exchange.getResponseHeaders().set("Location", moved + exchange.getRequestURI());
            send(exchange, 301, "");
        } else if (tired.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 429, "{\"errors\":[\"slow down\"],\"error_type\":\"rate_limit\"}");
        } else if (!key.equals(given)) {
            send(exchange, 403, "{\"errors\":[\"not permitted\"],\"error_type\":\"invalid_access\"}");
        } else {
            var path = exchange.getRequestURI().getPath();
            var query = exchange.getRequestURI().getRawQuery();
            var body = body(path, query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8));
            send(exchange, body.isEmpty() ? 404 : 200, body);
        }
    }

    private static String body(String path, String query) {
        if (path.equals("/site.json")) {
            return "{\"categories\":[{\"id\":5,\"name\":\"Entraide\",\"read_restricted\":false},{\"id\":6,\"name\":\"Équipe\",\"read_restricted\":true}]}";
        }
        if (path.equals("/latest.json")) {
            return query.contains("page=0")
                    ? topics("/latest?page=1", topic(1, LONG, 5, "regular"), topic(2, 2, 5, "regular"))
                    : query.contains("page=1")
                            ? topics(
                                    null,
                                    topic(2, 2, 5, "regular"),
                                    topic(3, 3, 5, "regular"),
                                    topic(4, 1, 6, "regular"),
                                    topic(5, 1, 5, "private_message"),
                                    topic(6, 1, 5, "regular"))
                            : topics(null);
        }
        var topic = TOPIC.matcher(path);
        if (topic.matches()) {
            return switch (topic.group(1)) {
                case "1" -> whole(1, LONG);
                case "2" -> whole(2, 2);
                case "3" -> whole(3, 3);
                default -> "";
            };
        }
        var posts = POSTS.matcher(path);
        if (posts.matches()) {
            var id = Integer.parseInt(posts.group(1));
            var wanted = new ArrayList<String>();
            for (var part : query.split("&")) {
                wanted.add(post(id, Integer.parseInt(part.replace("post_ids[]=", "")) - 1000 * id));
            }
            return wanted.size() > 20
                    ? ""
                    : "{\"post_stream\":{\"posts\":[" + String.join(",", wanted) + "]},\"id\":" + id + "}";
        }
        return "";
    }

    private static String topics(String more, String... topics) {
        return "{\"topic_list\":{" + (more == null ? "" : "\"more_topics_url\":\"" + more + "\",") + "\"topics\":["
                + String.join(",", topics) + "]}}";
    }

    private static String topic(int id, int posts, int category, String archetype) {
        return "{\"id\":%d,\"title\":\"Sujet %d\",\"slug\":\"sujet-%d\",\"posts_count\":%d,\"highest_post_number\":%d,\"category_id\":%d,\"archetype\":\"%s\",\"visible\":true,\"tags\":[\"bol\"]}"
                .formatted(id, id, id, posts, posts, category, archetype);
    }

    private static String whole(int id, int posts) {
        var first = IntStream.rangeClosed(1, Math.min(20, posts))
                .mapToObj(number -> post(id, number))
                .collect(Collectors.joining(","));
        var stream = IntStream.rangeClosed(1, posts)
                .mapToObj(number -> Integer.toString(1000 * id + number))
                .collect(Collectors.joining(","));
        return "{\"id\":%d,\"title\":\"%s\",\"slug\":\"sujet-%d\",\"category_id\":5,\"archetype\":\"regular\",\"visible\":true,\"closed\":false,\"deleted_at\":null,\"tags\":[{\"name\":\"bol\"}],\"posts_count\":%d,\"post_stream\":{\"posts\":[%s],\"stream\":[%s]}}"
                .formatted(id, id == 1 ? "Mon bol tourne dans le vide" : "Sujet " + id, id, posts, first, stream);
    }

    private static String post(int topic, int number) {
        var type = topic == 3 && number == 2 ? 3 : topic == 3 && number == 3 ? 4 : 1;
        return "{\"id\":%d,\"topic_id\":%d,\"post_number\":%d,\"post_type\":%d,\"username\":\"membre%d\",\"user_id\":%d,\"name\":\"\",\"created_at\":\"2021-03-%02dT10:%02d:00.000Z\",\"cooked\":\"<p>Bonjour, message %d.<img src=x onerror=alert(1)><script>alert(1)</script></p>\",\"hidden\":false,\"deleted_at\":null,\"user_deleted\":false,\"accepted_answer\":%s}"
                .formatted(
                        1000 * topic + number,
                        topic,
                        number,
                        type,
                        number % 7,
                        1 + number % 7,
                        topic,
                        number,
                        number,
                        topic == 1 && number == 30);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
