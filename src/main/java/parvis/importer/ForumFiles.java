package parvis.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import parvis.importer.DumpRefused.Reason;
import parvis.importer.ForumPosts.Topic;
import parvis.text.Clean;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of a forum's API, kept in files: topics with their posts, pages of posts, lists of the latest posts, categories. They
 * are read three times: for what topics are called, for what opens them, for what was answered.
 */
final class ForumFiles {
    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int MOST_FILES = 200_000;
    /** Words of a forum are packed ten times smaller; what unfolds further holds none. */
    private static final int FOLDED = 100;

    private static final long ALWAYS = 256L * 1024 * 1024;
    private static final int LONGEST_NAME = 200;

    /** What is small and opens a million brackets takes a thousand times its size. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxTokenCount(2_000_000)
                            .maxDocumentLength(LARGEST)
                            .build())
                    .build())
            .build();

    private final List<Path> files;
    private final ForumImport run;
    private final Map<Long, Topic> topics = new HashMap<>();
    private final Map<Long, Summary.Reason> closedOff = new HashMap<>();
    private final Set<Integer> restricted = new HashSet<>();
    private final BitSet seen = new BitSet();
    private final long most;

    /** @param most how many bytes all of them may be, in a row */
    ForumFiles(Path root, long most, ForumImport run) throws IOException {
        this.run = run;
        this.most = most;
        try (var all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json"))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
        }
        if (files.size() > MOST_FILES) {
            throw new DumpRefused(Reason.UNFOLDS, name(files.getFirst()), "");
        }
    }

    /** To how many bytes a file of such a length may unfold. */
    static long unfolded(long bytes) {
        return ALWAYS + bytes * FOLDED;
    }

    void bring() {
        measure();
        files.forEach(file -> read(file, this::categories));
        files.forEach(file -> read(file, this::topics));
        if (topics.isEmpty()) {
            throw new DumpRefused(Reason.NO_FORUM, files.isEmpty() ? "" : name(files.getFirst()), "");
        }
        files.forEach(file -> read(file, answer -> openings(file, answer)));
        seen.clear();
        files.forEach(file -> read(file, answer -> replies(file, answer)));
    }

    /** What a list says of how long its entries are is not believed: before anything is brought all are unfolded once, and let go. */
    private void measure() {
        long bytes = 0;
        for (var file : files) {
            try (var in = Files.newInputStream(file)) {
                var left = Math.min(most - bytes, LARGEST);
                var length = length(in, left + 1);
                if (length > left) {
                    throw new DumpRefused(Reason.UNFOLDS, name(file), "");
                }
                bytes += length;
            } catch (IOException e) {
                throw new DumpRefused(Reason.UNREADABLE, name(file), String.valueOf(e.getMessage()));
            }
        }
    }

    private static long length(InputStream in, long most) throws IOException {
        var piece = new byte[1 << 16];
        long length = 0;
        for (var read = in.read(piece); read >= 0 && length <= most; read = in.read(piece)) {
            length += read;
        }
        return length;
    }

    private void read(Path file, Consumer<JsonNode> take) {
        try (var in = Files.newInputStream(file)) {
            take.accept(JSON.readTree(in.readNBytes(LARGEST + 1)));
        } catch (JacksonException damaged) {
            throw new DumpRefused(
                    Reason.DAMAGED,
                    name(file),
                    damaged.getLocation() == null
                            ? ""
                            : damaged.getLocation().getLineNr() + ":"
                                    + damaged.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new DumpRefused(Reason.UNREADABLE, name(file), String.valueOf(e.getMessage()));
        }
    }

    /** As it may be shown, whoever gave it. */
    private static String name(Path file) {
        return Clean.line(String.valueOf(file.getFileName()), LONGEST_NAME).text();
    }

    private void categories(JsonNode answer) {
        var listed = answer.has("categories")
                ? answer.path("categories")
                : answer.path("category_list").path("categories");
        restricted.addAll(ForumPosts.restricted(listed));
        listed.forEach(category ->
                run.category(category.path("id").asInt(0), category.path("name").asString("")));
    }

    private void topics(JsonNode answer) {
        if (answer.has("title") && answer.has("post_stream")) {
            know(answer, ForumPosts.topic(answer));
        }
        answer.path("topic_list").path("topics").forEach(topic -> know(topic, ForumPosts.topic(topic)));
        posts(answer).forEach(post -> {
            var topic = ForumPosts.topicOf(post);
            topics.merge(
                    topic.id(),
                    topic,
                    (one, other) -> one.title().length() >= other.title().length() ? one : other);
            if (restricted.contains(topic.category())) {
                closedOff.put(topic.id(), Summary.Reason.RESTRICTED);
            }
        });
    }

    private void know(JsonNode answer, Topic topic) {
        var before = topics.get(topic.id());
        if (before == null || before.tags().isEmpty()) {
            topics.put(topic.id(), topic);
        }
        var kept = ForumPosts.kept(answer, restricted);
        if (kept != null) {
            closedOff.put(topic.id(), kept);
        }
    }

    private static JsonNode posts(JsonNode answer) {
        return answer.has("latest_posts")
                ? answer.path("latest_posts")
                : answer.path("post_stream").path("posts");
    }

    private void openings(Path file, JsonNode answer) {
        posts(answer).forEach(node -> {
            var post = ForumPosts.post(node, answer.path("id").asLong(0));
            var topic = post == null ? null : topics.get(post.topic());
            if (post != null
                    && topic != null
                    && post.opens()
                    && isNew(post.id())
                    && ForumPosts.kept(node) == null
                    && !closedOff.containsKey(post.topic())) {
                run.open(topic, post);
            }
        });
    }

    /** Everything that is left out is told here, once. */
    private void replies(Path file, JsonNode answer) {
        posts(answer).forEach(node -> {
            var where = name(file) + " " + node.path("id").asLong(0);
            var post = ForumPosts.post(node, answer.path("id").asLong(0));
            if (post == null) {
                run.leaveOut(Summary.Reason.DAMAGED, where);
                return;
            }
            if (!isNew(post.id())) {
                return;
            }
            var reason = closedOff.getOrDefault(post.topic(), ForumPosts.kept(node));
            if (reason != null) {
                run.leaveOut(reason, where);
            } else if (!post.opens()) {
                run.reply(post);
            }
        });
    }

    /** The same post stands in several answers. */
    private boolean isNew(long id) {
        if (id < 0 || id > Integer.MAX_VALUE || seen.get((int) id)) {
            return false;
        }
        seen.set((int) id);
        return true;
    }
}
