package parvis.importer;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.Progress.Stage;
import parvis.importer.Summary.Reason;
import parvis.person.PersonId;
import parvis.person.Strangers.Stranger;

/** Questions and answers, which share a file: it is read once for each, so that every question is there before its answers. */
final class Posts {
    private record Asked(
            int id,
            Stranger author,
            String title,
            String body,
            Instant at,
            String tags,
            @Nullable Instant closed) {}

    private record Answered(int id, int question, Stranger author, String body, Instant at) {}

    private record Question(Asked asked, Texts.Body body) {}

    private record Answer(Answered answered, Texts.Body body) {}

    private final History history;
    private final Batches batches;
    private final Brand brand;
    private final DumpFiles files;
    private final Site site;
    private final Survey survey;
    private final LeftOut leftOut;
    private final Texts texts;

    Posts(
            History history,
            Batches batches,
            Brand brand,
            DumpFiles files,
            Site site,
            Survey survey,
            LeftOut leftOut,
            Texts texts) {
        this.history = history;
        this.batches = batches;
        this.brand = brand;
        this.files = files;
        this.site = site;
        this.survey = survey;
        this.leftOut = leftOut;
        this.texts = texts;
    }

    Brought questions() {
        var batch =
                batches.of(Stage.QUESTIONS, survey.questions(), Asked::author, this::prepared, this::bringQuestions);
        Dump.read(files, DumpFiles.POSTS, row -> {
            var type = row.number("PostTypeId");
            var id = row.number("Id");
            var at = row.time("CreationDate");
            if (type == null || id == null || at == null) {
                leftOut.add(Reason.DAMAGED, "Posts.xml " + row.line());
            } else if (type == Survey.QUESTION) {
                batch.add(new Asked(
                        id,
                        Authors.ofPost(row, at),
                        row.text("Title", ""),
                        row.text("Body", ""),
                        at,
                        row.text("Tags", ""),
                        row.time("ClosedDate")));
            } else if (type != Survey.ANSWER) {
                // 4 and 5 describe tags, in brief and at length; the others are elections and pages of the site itself.
                leftOut.add(type == 4 || type == 5 ? Reason.TAG_DESCRIPTION : Reason.OTHER_POST, "Posts.xml " + id);
            }
        });
        return batch.end();
    }

    private Question prepared(Asked asked) {
        return new Question(asked, texts.body(asked.body()));
    }

    private Brought bringQuestions(List<Question> batch, Function<Stranger, PersonId> who) {
        return history.questions(
                brand, batch.stream().map(question -> question(question, who)).toList());
    }

    private History.Question question(Question question, Function<Stranger, PersonId> who) {
        var asked = question.asked();
        var body = question.body();
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

    Brought answers() {
        var batch = batches.of(Stage.ANSWERS, survey.answers(), Answered::author, this::prepared, this::bringAnswers);
        Dump.read(files, DumpFiles.POSTS, row -> {
            var type = row.number("PostTypeId");
            var id = row.number("Id");
            var at = row.time("CreationDate");
            if (type != null && id != null && at != null && type == Survey.ANSWER) {
                var question = row.number("ParentId");
                if (question == null) {
                    leftOut.add(Reason.DAMAGED, "Posts.xml " + row.line());
                } else {
                    batch.add(new Answered(id, question, Authors.ofPost(row, at), row.text("Body", ""), at));
                }
            }
        });
        return batch.end();
    }

    private Answer prepared(Answered answered) {
        return new Answer(answered, texts.body(answered.body()));
    }

    private Brought bringAnswers(List<Answer> batch, Function<Stranger, PersonId> who) {
        return history.replies(
                brand, batch.stream().map(answer -> answer(answer, who)).toList());
    }

    private History.Reply answer(Answer answer, Function<Stranger, PersonId> who) {
        var answered = answer.answered();
        var body = answer.body();
        return new History.Reply(
                site.post(answered.id()),
                site.post(answered.question()),
                false,
                body.text(),
                body.html(),
                who.apply(answered.author()),
                answered.at(),
                site.answer(answered.id()),
                survey.accepted(answered.id(), answered.at()));
    }
}
