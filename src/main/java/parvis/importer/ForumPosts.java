package parvis.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parvis.importer.Summary.Reason;
import parvis.person.Strangers.Stranger;
import tools.jackson.databind.JsonNode;

/** What the answers of Discourse's API say of topics and posts. */
final class ForumPosts {
    private static final int REGULAR = 1;
    private static final int MODERATOR = 2;
    private static final int WHISPER = 4;

    /** @param closed when it was closed there, as far as is known */
    record Topic(
            long id,
            String title,
            String slug,
            int category,
            List<String> tags,
            @Nullable Instant closed) {}

    record Post(long id, long topic, int number, Stranger author, String cooked, Instant at, boolean accepted) {
        boolean opens() {
            return number == 1;
        }
    }

    private ForumPosts() {}

    /** Why a topic is not for everybody's eyes, or null. */
    static @Nullable Reason kept(JsonNode topic, Set<Integer> restricted) {
        if (topic.path("archetype").asString("").equals("private_message")) {
            return Reason.PRIVATE_TOPIC;
        }
        if (restricted.contains(topic.path("category_id").asInt(0))) {
            return Reason.RESTRICTED;
        }
        if (!topic.path("deleted_at").isMissingNode()
                && !topic.path("deleted_at").isNull()) {
            return Reason.DELETED;
        }
        return topic.path("visible").asBoolean(true) ? null : Reason.HIDDEN;
    }

    static Topic topic(JsonNode topic) {
        var closed = topic.path("closed").asBoolean(false) ? time(topic.path("last_posted_at")) : null;
        return new Topic(
                topic.path("id").asLong(0),
                topic.path("title").asString(""),
                topic.path("slug").asString(""),
                topic.path("category_id").asInt(0),
                tags(topic.path("tags")),
                closed);
    }

    /** Of a post that says what its topic is called, as the list of the latest ones does. */
    static Topic topicOf(JsonNode post) {
        var slug = post.path("topic_slug").asString("");
        return new Topic(
                post.path("topic_id").asLong(0),
                post.path("topic_title").asString(slug.replace('-', ' ')),
                slug,
                post.path("category_id").asInt(0),
                List.of(),
                null);
    }

    private static List<String> tags(JsonNode tags) {
        var all = new ArrayList<String>();
        for (var tag : tags) {
            var name = tag.isString() ? tag.asString() : tag.path("name").asString("");
            all.addAll(Texts.tags(name));
        }
        return all;
    }

    /** Why a post is not brought, or null. */
    static @Nullable Reason kept(JsonNode post) {
        var deleted = post.path("deleted_at");
        if (post.path("user_deleted").asBoolean(false) || !deleted.isMissingNode() && !deleted.isNull()) {
            return Reason.DELETED;
        }
        if (post.path("hidden").asBoolean(false)) {
            return Reason.HIDDEN;
        }
        return switch (post.path("post_type").asInt(REGULAR)) {
            case REGULAR, MODERATOR -> null;
            case WHISPER -> Reason.WHISPER;
            default -> Reason.OTHER_POST;
        };
    }

    /** Null when it lacks what every post has. */
    static @Nullable Post post(JsonNode post, long topic) {
        var at = time(post.path("created_at"));
        var number = post.path("post_number").asInt(0);
        var in = post.path("topic_id").asLong(topic);
        if (at == null || number < 1 || in < 1) {
            return null;
        }
        return new Post(
                post.path("id").asLong(0),
                in,
                number,
                author(post, at),
                post.path("cooked").asString(""),
                at,
                post.path("accepted_answer").asBoolean(false));
    }

    private static Stranger author(JsonNode post, Instant at) {
        var username = post.path("username").asString("");
        var name = Texts.name(post.path("name").asString(""), Texts.name(username, "?"));
        var user = post.path("user_id").asLong(0);
        return new Stranger(user == 0 ? "name:" + name : Long.toString(user), name, at);
    }

    static Set<Integer> restricted(JsonNode categories) {
        var restricted = new HashSet<Integer>();
        for (var category : categories) {
            if (category.path("read_restricted").asBoolean(false)) {
                restricted.add(category.path("id").asInt(0));
            }
        }
        return restricted;
    }

    private static @Nullable Instant time(JsonNode time) {
        try {
            return Instant.parse(time.asString(""));
        } catch (DateTimeException none) {
            return null;
        }
    }
}
