package parvis.importer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.importer.DumpRefused.Reason;
import parvis.outbound.Fetcher;
import parvis.outbound.Outcome;
import parvis.outbound.Question;
import parvis.outbound.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A forum that is asked itself: its topics in the order in which they began, each with all of its posts, at the pace that it bears. */
final class ForumSite {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int POSTS = 20;
    private static final int MOST_ATTEMPTS = 8;
    private static final int MOST_PAGES = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final Fetcher fetcher;
    private final Clock clock;
    private final JsonMapper json;
    private final String base;
    private final Question question;
    private final ForumImport run;
    private final Predicate<List<String>> known;
    private final String source;
    private final Set<Long> done = new HashSet<>();
    private Set<Integer> restricted = Set.of();

    /** @param known whether all posts of these names are here */
    ForumSite(
            Fetcher fetcher,
            Clock clock,
            JsonMapper json,
            Site site,
            @Nullable String key,
            @Nullable String user,
            ForumImport run,
            Predicate<List<String>> known) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.json = json;
        this.base = String.valueOf(site.base());
        this.source = site.source();
        this.run = run;
        this.known = known;
        var asking =
                Question.GET.with("Accept", "application/json").atMost(LARGEST).within(PATIENCE);
        this.question = key == null
                ? asking
                : asking.knowing(Map.of("Api-Key", key, "Api-Username", user == null ? "system" : user));
    }

    void bring() {
        var categories = required("/site.json").path("categories");
        restricted = ForumPosts.restricted(categories);
        categories.forEach(category ->
                run.category(category.path("id").asInt(0), category.path("name").asString("")));
        for (var page = 0; page < MOST_PAGES; page++) {
            var list = required("/latest.json?order=created&ascending=true&no_definitions=true&page=" + page)
                    .path("topic_list");
            var topics = list.path("topics");
            if (topics.isEmpty()) {
                return;
            }
            topics.forEach(this::topic);
            if (list.path("more_topics_url").asString("").isEmpty()) {
                return;
            }
        }
    }

    private void topic(JsonNode listed) {
        var id = listed.path("id").asLong(0);
        if (id < 1 || !done.add(id)) { // a pinned topic stands on several pages
            return;
        }
        var kept = ForumPosts.kept(listed, restricted);
        if (kept != null) {
            run.leaveOut(kept, "/t/" + id);
            return;
        }
        var last = listed.path("highest_post_number").asInt(0);
        if (last > 0 && known.test(List.of(ForumImport.key(source, id, 1), ForumImport.key(source, id, last)))) {
            run.passed(listed.path("posts_count").asInt(1));
            return;
        }
        var whole = asked("/t/" + id + ".json");
        if (whole == null) {
            run.leaveOut(Summary.Reason.REFUSED, "/t/" + id);
            return;
        }
        var now = ForumPosts.kept(whole, restricted);
        if (now != null) {
            run.leaveOut(now, "/t/" + id);
            return;
        }
        posts(whole, id);
        run.tell();
    }

    private void posts(JsonNode whole, long id) {
        var topic = ForumPosts.topic(whole);
        var here = new HashSet<Long>();
        take(whole.path("post_stream").path("posts"), topic, here);
        var rest = new ArrayList<Long>();
        whole.path("post_stream").path("stream").forEach(post -> {
            if (!here.contains(post.asLong(0))) {
                rest.add(post.asLong(0));
            }
        });
        for (var from = 0; from < rest.size(); from += POSTS) {
            var some = rest.subList(from, Math.min(rest.size(), from + POSTS));
            var page = asked("/t/" + id + "/posts.json?"
                    + some.stream().map(post -> "post_ids[]=" + post).collect(Collectors.joining("&")));
            if (page == null) {
                some.forEach(post -> run.leaveOut(Summary.Reason.REFUSED, "/t/" + id + " " + post));
            } else {
                take(page.path("post_stream").path("posts"), topic, here);
            }
        }
    }

    private void take(JsonNode posts, ForumPosts.Topic topic, Set<Long> here) {
        for (var node : posts) {
            if (!here.add(node.path("id").asLong(0))) {
                continue;
            }
            var post = ForumPosts.post(node, topic.id());
            var kept = ForumPosts.kept(node);
            if (post == null || kept != null) {
                run.leaveOut(
                        kept == null ? Summary.Reason.DAMAGED : kept,
                        "/t/" + topic.id() + "/" + node.path("post_number").asInt(0));
            } else if (post.opens()) {
                run.open(topic, post);
            } else {
                run.reply(post);
            }
        }
    }

    private JsonNode required(String path) {
        var answer = asked(path);
        if (answer == null) {
            throw new DumpRefused(question.secrets().isEmpty() ? Reason.SITE : Reason.KEY, base + path, "403");
        }
        return answer;
    }

    /** Null when the site does not give it to us. */
    private @Nullable JsonNode asked(String path) {
        Reply last = null;
        for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var reply = fetcher.ask(base + path, question);
            last = reply;
            if (reply instanceof Reply.Got got && got.outcome() == Outcome.DONE) {
                return read(path, got);
            }
            if (reply instanceof Reply.Got got && (got.status() == 403 || got.status() == 404 || got.status() == 410)) {
                return null;
            }
            if (reply.outcome() == Outcome.FINAL) {
                break;
            }
            // To be asked for a page again does no harm, whatever became of the question.
            rest(reply, attempt);
        }
        throw new DumpRefused(Reason.SITE, base + path, told(last));
    }

    private JsonNode read(String path, Reply.Got got) {
        try {
            return json.readTree(got.body());
        } catch (JacksonException other) {
            throw new DumpRefused(Reason.SITE, base + path, "JSON");
        }
    }

    private void rest(Reply reply, int attempt) {
        var until = reply instanceof Reply.Failed failed && failed.retryAt() != null
                ? failed.retryAt()
                : clock.instant().plusSeconds(1L << attempt);
        var most = clock.instant().plus(LONGEST_REST);
        var end = until.isAfter(most) ? most : until;
        while (clock.instant().isBefore(end)) {
            run.tell(); // who wants to stop is heard meanwhile
            pause(Duration.between(clock.instant(), end));
        }
    }

    private static void pause(Duration left) {
        try {
            Thread.sleep(Math.clamp(left.toMillis() + 10, 10, 1_000));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopping);
        }
    }

    private static String told(@Nullable Reply reply) {
        return switch (reply) {
            case Reply.Got got -> Integer.toString(got.status());
            case Reply.Failed failed -> failed.reason().word();
            case null -> "";
        };
    }
}
