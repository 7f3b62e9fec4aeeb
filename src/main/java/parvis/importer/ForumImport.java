package parvis.importer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.ForumPosts.Post;
import parvis.importer.ForumPosts.Topic;
import parvis.importer.Progress.Stage;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.person.PersonId;
import parvis.person.Strangers;
import parvis.person.Strangers.Stranger;

/** Topics of a Discourse forum on their way into a brand: what opens them first, then what was answered. */
final class ForumImport implements AutoCloseable {
    private record Opening(Topic topic, Post post) {}

    private record Opened(Opening opening, Texts.Body body) {}

    private record Replied(Post post, Texts.Body body) {}

    private final History history;
    private final Brand brand;
    private final Site site;
    private final Texts texts;
    private final LeftOut leftOut;
    private final Batches batches;
    private final Batches.Batch<Opening, Opened> openings;
    private final Batches.Batch<Post, Replied> replies;
    private final List<Post> waiting = new ArrayList<>();
    private final Map<Integer, String> categories = new ConcurrentHashMap<>();
    private Brought passedQuestions = Brought.NOTHING;
    private Brought passedAnswers = Brought.NOTHING;

    ForumImport(History history, Strangers strangers, Brand brand, Site site, Listener listener) {
        this.history = history;
        this.brand = brand;
        this.site = site;
        this.texts = new Texts(site);
        this.leftOut = new LeftOut(listener);
        this.batches =
                new Batches(history, all -> strangers.meet(brand.id(), site.source(), all), brand, leftOut, listener);
        this.openings =
                batches.of(Stage.QUESTIONS, 0, opening -> opening.post().author(), this::prepared, this::bringOpenings);
        this.replies = batches.of(Stage.ANSWERS, 0, Post::author, this::prepared, this::bringReplies);
    }

    void category(int id, String name) {
        if (!name.isBlank()) {
            categories.put(id, name);
        }
    }

    void leaveOut(Reason reason, String where) {
        leftOut.add(reason, where);
        batches.passed(1);
    }

    /** Those of a topic that is here to its end. */
    void passed(int posts) {
        passedQuestions = passedQuestions.and(new Brought(0, 1, 0));
        passedAnswers = passedAnswers.and(new Brought(0, Math.max(0, posts - 1), 0));
        batches.passed(posts);
        tell();
    }

    void tell() {
        batches.tell(Stage.QUESTIONS, 0, 0);
    }

    void open(Topic topic, Post post) {
        openings.add(new Opening(topic, post));
    }

    /** What opens its topic is brought before it. */
    void reply(Post post) {
        waiting.add(post);
        if (waiting.size() == Batches.SIZE) {
            bringWaiting();
        }
    }

    private void bringWaiting() {
        openings.flush();
        waiting.forEach(replies::add);
        waiting.clear();
    }

    Summary end() {
        bringWaiting();
        var brought = new EnumMap<What, Brought>(What.class);
        brought.put(What.QUESTIONS, openings.end().and(passedQuestions));
        var answers = replies.end().and(passedAnswers);
        brought.put(What.ANSWERS, answers);
        leftOut.add(Reason.ANSWER_ASTRAY, answers.astray());
        leftOut.add(Reason.PICTURE, texts.pictures());
        return new Summary(site.name(), brought, batches.people(), leftOut.all(), leftOut.examples());
    }

    @Override
    public void close() {
        batches.close();
    }

    static String opening(String source, long topic) {
        return source + ":topic:" + topic;
    }

    static String reply(String source, long topic, int number) {
        return source + ":post:" + topic + "/" + number;
    }

    /** Which of a topic's posts is known by which name. */
    static String key(String source, long topic, int number) {
        return number == 1 ? opening(source, topic) : reply(source, topic, number);
    }

    private Opened prepared(Opening opening) {
        return new Opened(opening, texts.body(opening.post().cooked()));
    }

    private Brought bringOpenings(List<Opened> batch, Function<Stranger, PersonId> who) {
        return history.questions(
                brand, batch.stream().map(opened -> question(opened, who)).toList());
    }

    private History.Question question(Opened opened, Function<Stranger, PersonId> who) {
        var topic = opened.opening().topic();
        var post = opened.opening().post();
        var body = opened.body();
        var category = categories.get(topic.category());
        var tags = Stream.concat(category == null ? Stream.of() : Texts.tags(category).stream(), topic.tags().stream())
                .distinct()
                .toList();
        var title = topic.title().isBlank() ? topic.slug().replace('-', ' ') : topic.title();
        return new History.Question(
                opening(site.source(), topic.id()),
                Texts.subject(title),
                body.text(),
                body.html(),
                who.apply(post.author()),
                post.at(),
                tags,
                address(post),
                topic.closed());
    }

    private Replied prepared(Post post) {
        return new Replied(post, texts.body(post.cooked()));
    }

    private Brought bringReplies(List<Replied> batch, Function<Stranger, PersonId> who) {
        return history.replies(
                brand, batch.stream().map(replied -> reply(replied, who)).toList());
    }

    private History.Reply reply(Replied replied, Function<Stranger, PersonId> who) {
        var post = replied.post();
        var body = replied.body();
        return new History.Reply(
                reply(site.source(), post.topic(), post.number()),
                opening(site.source(), post.topic()),
                false,
                body.text(),
                body.html(),
                who.apply(post.author()),
                post.at(),
                address(post),
                post.accepted() ? post.at() : null);
    }

    private @Nullable String address(Post post) {
        return site.base() == null
                ? null
                : site.base() + "/t/" + post.topic() + (post.opens() ? "" : "/" + post.number());
    }
}
