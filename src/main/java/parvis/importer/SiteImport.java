package parvis.importer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.Dump.Row;
import parvis.importer.Progress.Stage;
import parvis.importer.Summary.Reason;
import parvis.person.PersonId;
import parvis.person.Strangers;
import parvis.person.Strangers.Stranger;

/**
 * One import of one dump: people, then questions, answers, comments and links, each in its own reading, so that what
 * something belongs to is there before it. Nothing is held but a batch; each batch is one transaction.
 */
final class SiteImport {
    private static final int BATCH = 1_000;

    private final History history;
    private final Strangers strangers;
    private final Brand brand;
    private final Path directory;
    private final Site site;
    private final Survey survey;
    private final Consumer<Progress> progress;
    private final Texts texts;
    private final Map<Reason, Long> leftOut = new EnumMap<>(Reason.class);
    private long people;

    SiteImport(
            History history,
            Strangers strangers,
            Brand brand,
            Path directory,
            Site site,
            Survey survey,
            Consumer<Progress> progress) {
        this.history = history;
        this.strangers = strangers;
        this.brand = brand;
        this.directory = directory;
        this.site = site;
        this.survey = survey;
        this.progress = progress;
        this.texts = new Texts(site);
    }

    Summary run() {
        people();
        var questions = questions();
        var answers = answers();
        leave(Reason.ANSWER_ASTRAY, answers.astray());
        var comments = comments();
        leave(Reason.COMMENT_ASTRAY, comments.astray());
        var links = links();
        leave(Reason.LINK_ASTRAY, links.astray());
        leave(Reason.VOTE, survey.votes());
        return new Summary(site.name(), questions, answers, comments, links, people, leftOut);
    }

    /** Whoever wrote; the others of the site are nobody's customers here. */
    private void people() {
        var batch = new Batch<Stranger>(
                Stage.PEOPLE, survey.writers(), (batched, met) -> Brought.NOTHING, Function.identity());
        Dump.read(directory.resolve("Users.xml"), row -> {
            var id = row.number("Id");
            if (id == null) {
                leave(Reason.DAMAGED, 1);
            } else if (!survey.wrote(id)) {
                leave(Reason.SILENT_ACCOUNT, 1);
            } else {
                var since = row.time("CreationDate");
                batch.add(new Stranger(
                        id.toString(),
                        Texts.name(row.text("DisplayName", ""), "user" + id),
                        since == null ? Instant.EPOCH : since));
            }
        });
        batch.end();
    }

    private record Asked(
            int id,
            Stranger author,
            String title,
            String body,
            Instant at,
            String tags,
            @Nullable Instant closed) {}

    private Brought questions() {
        var batch = new Batch<Asked>(Stage.QUESTIONS, survey.questions(), this::bringQuestions, Asked::author);
        Dump.read(directory.resolve("Posts.xml"), row -> {
            var type = row.number("PostTypeId");
            var id = row.number("Id");
            var at = row.time("CreationDate");
            if (type == null || id == null || at == null) {
                leave(Reason.DAMAGED, 1);
            } else if (type == Survey.QUESTION) {
                batch.add(new Asked(
                        id,
                        author(row, "OwnerUserId", "OwnerDisplayName", at),
                        row.text("Title", ""),
                        row.text("Body", ""),
                        at,
                        row.text("Tags", ""),
                        row.time("ClosedDate")));
            } else if (type != Survey.ANSWER) {
                // 4 and 5 describe tags, in brief and at length; the others are elections and pages of the site itself.
                leave(type == 4 || type == 5 ? Reason.TAG_DESCRIPTION : Reason.OTHER_POST, 1);
            }
        });
        return batch.end();
    }

    private Brought bringQuestions(List<Asked> batch, Function<Stranger, PersonId> who) {
        return history.questions(
                brand, batch.parallelStream().map(asked -> question(asked, who)).toList());
    }

    private History.Question question(Asked asked, Function<Stranger, PersonId> who) {
        var body = texts.body(asked.body());
        return new History.Question(
                site.post(asked.id()),
                Texts.subject(asked.title()),
                body.text(),
                body.html(),
                who.apply(asked.author()),
                asked.at(),
                Texts.tags(asked.tags()),
                site.question(asked.id()),
                asked.closed());
    }

    private record Said(int id, int to, Stranger author, String text, Instant at) {}

    private Brought answers() {
        var batch = new Batch<Said>(Stage.ANSWERS, survey.answers(), this::bringAnswers, Said::author);
        Dump.read(directory.resolve("Posts.xml"), row -> {
            var type = row.number("PostTypeId");
            var id = row.number("Id");
            var at = row.time("CreationDate");
            if (type != null && id != null && at != null && type == Survey.ANSWER) {
                var question = row.number("ParentId");
                if (question == null) {
                    leave(Reason.DAMAGED, 1);
                } else {
                    batch.add(new Said(
                            id,
                            question,
                            author(row, "OwnerUserId", "OwnerDisplayName", at),
                            row.text("Body", ""),
                            at));
                }
            }
        });
        return batch.end();
    }

    private Brought bringAnswers(List<Said> batch, Function<Stranger, PersonId> who) {
        return history.replies(
                brand, batch.parallelStream().map(said -> answer(said, who)).toList());
    }

    private History.Reply answer(Said said, Function<Stranger, PersonId> who) {
        var body = texts.body(said.text());
        return new History.Reply(
                site.post(said.id()),
                site.post(said.to()),
                false,
                body.text(),
                body.html(),
                who.apply(said.author()),
                said.at(),
                site.answer(said.id()),
                survey.accepted(said.id(), said.at()));
    }

    private Brought comments() {
        var batch = new Batch<Said>(Stage.COMMENTS, survey.comments(), this::bringComments, Said::author);
        Survey.optional(directory, "Comments.xml", row -> {
            var id = row.number("Id");
            var post = row.number("PostId");
            var at = row.time("CreationDate");
            if (id == null || post == null || at == null) {
                leave(Reason.DAMAGED, 1);
            } else {
                batch.add(new Said(id, post, author(row, "UserId", "UserDisplayName", at), row.text("Text", ""), at));
            }
        });
        return batch.end();
    }

    private Brought bringComments(List<Said> batch, Function<Stranger, PersonId> who) {
        return history.replies(
                brand,
                batch.stream()
                        .map(said -> new History.Reply(
                                site.comment(said.id()),
                                site.post(said.to()),
                                true,
                                texts.comment(said.text()),
                                null,
                                who.apply(said.author()),
                                said.at(),
                                site.comment(said.to(), said.id()),
                                null))
                        .toList());
    }

    private Brought links() {
        var batch = new ArrayList<History.Link>();
        var brought = new Brought[] {Brought.NOTHING};
        Survey.optional(directory, "PostLinks.xml", row -> {
            var from = row.number("PostId");
            var to = row.number("RelatedPostId");
            var type = row.number("LinkTypeId");
            if (from == null || to == null || type == null) {
                leave(Reason.DAMAGED, 1);
                return;
            }
            batch.add(new History.Link(site.post(from), site.post(to), type == 3));
            if (batch.size() == BATCH) {
                brought[0] = brought[0].and(history.links(brand, batch));
                batch.clear();
            }
        });
        var all = batch.isEmpty() ? brought[0] : brought[0].and(history.links(brand, batch));
        progress.accept(new Progress(Stage.LINKS, all.added() + all.known() + all.astray(), 0));
        return all;
    }

    /** By their number there; whoever deleted their account left a name at most. */
    private static Stranger author(Row row, String idColumn, String nameColumn, Instant at) {
        var id = row.number(idColumn);
        if (id != null) {
            return new Stranger(id.toString(), Texts.name(row.text(nameColumn, ""), "user" + id), at);
        }
        var name = Texts.name(row.text(nameColumn, ""), "?");
        return new Stranger("name:" + name, name, at);
    }

    private void leave(Reason reason, long many) {
        if (many > 0) {
            leftOut.merge(reason, many, Long::sum);
        }
    }

    /** Rows of one kind on their way: a thousand at a time, with those who wrote them, in one transaction. */
    private final class Batch<T> {
        private final Stage stage;
        private final long of;
        private final BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring;
        private final Function<T, Stranger> author;
        private final List<T> rows = new ArrayList<>();
        private Brought brought = Brought.NOTHING;
        private long done;

        Batch(
                Stage stage,
                long of,
                BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring,
                Function<T, Stranger> author) {
            this.stage = stage;
            this.of = of;
            this.bring = bring;
            this.author = author;
        }

        void add(T row) {
            rows.add(row);
            if (rows.size() == BATCH) {
                flush();
            }
        }

        Brought end() {
            flush();
            return brought;
        }

        private void flush() {
            if (rows.isEmpty()) {
                return;
            }
            brought = brought.and(history.alone(brand, () -> {
                var met = strangers.meet(
                        brand.id(), site.source(), rows.stream().map(author).toList());
                people += met.made();
                return bring.apply(
                        rows,
                        stranger -> java.util.Objects.requireNonNull(met.byKey().get(stranger.key())));
            }));
            done += rows.size();
            rows.clear();
            progress.accept(new Progress(stage, done, of));
        }
    }
}
