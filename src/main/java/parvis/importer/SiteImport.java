package parvis.importer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Function;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.Progress.Stage;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.person.PersonId;
import parvis.person.Strangers;
import parvis.person.Strangers.Stranger;

/**
 * One import of one dump: people, then questions, answers, comments and links, each in its own reading, so that what
 * something belongs to is there before it. Nothing is held but a batch; each batch is one transaction.
 */
final class SiteImport {
    private final History history;
    private final Brand brand;
    private final DumpFiles files;
    private final Site site;
    private final Survey survey;
    private final Texts texts;
    private final Batches batches;
    private final LeftOut leftOut;

    SiteImport(
            History history,
            Strangers strangers,
            Brand brand,
            DumpFiles files,
            Site site,
            Survey survey,
            Listener listener) {
        this.history = history;
        this.brand = brand;
        this.files = files;
        this.site = site;
        this.survey = survey;
        this.leftOut = new LeftOut(listener);
        this.texts = new Texts(site);
        this.batches =
                new Batches(history, all -> strangers.meet(brand.id(), site.source(), all), brand, leftOut, listener);
    }

    Summary run() {
        try (batches) {
            return brought();
        }
    }

    private Summary brought() {
        people();
        var posts = new Posts(history, batches, brand, files, site, survey, leftOut, texts);
        var questions = posts.questions();
        var answers = posts.answers();
        leftOut.add(Reason.ANSWER_ASTRAY, answers.astray());
        leftOut.add(Reason.PICTURE, texts.pictures());
        var comments = comments();
        leftOut.add(Reason.COMMENT_ASTRAY, comments.astray());
        var links = links();
        leftOut.add(Reason.LINK_ASTRAY, links.astray());
        leftOut.add(Reason.VOTE, survey.votes());
        var brought = new EnumMap<What, Brought>(What.class);
        brought.put(What.QUESTIONS, questions);
        brought.put(What.ANSWERS, answers);
        brought.put(What.COMMENTS, comments);
        brought.put(What.LINKS, links);
        return new Summary(site.name(), brought, batches.people(), leftOut.all(), leftOut.examples());
    }

    /** Whoever wrote; the others of the site are nobody's customers here. */
    private void people() {
        var batch = batches.<Stranger>of(Stage.PEOPLE, survey.writers(), who -> who, (met, who) -> Brought.NOTHING);
        Dump.read(files, DumpFiles.USERS, row -> {
            var id = row.number("Id");
            if (id == null) {
                leftOut.add(Reason.DAMAGED, "Users.xml " + row.line());
            } else if (!survey.wrote(id)) {
                leftOut.add(Reason.SILENT_ACCOUNT, "Users.xml " + id);
            } else {
                var since = row.time("CreationDate");
                batch.add(Authors.account(id, row.text("DisplayName", ""), since == null ? Instant.EPOCH : since));
            }
        });
        batch.end();
    }

    private record Comment(int id, int post, Stranger author, String text, Instant at) {}

    private Brought comments() {
        var batch = batches.of(Stage.COMMENTS, survey.comments(), Comment::author, this::prepared, this::bringComments);
        Dump.readIfThere(files, DumpFiles.COMMENTS, row -> {
            var id = row.number("Id");
            var post = row.number("PostId");
            var at = row.time("CreationDate");
            if (id == null || post == null || at == null) {
                leftOut.add(Reason.DAMAGED, "Comments.xml " + row.line());
            } else {
                batch.add(new Comment(id, post, Authors.ofComment(row, at), row.text("Text", ""), at));
            }
        });
        return batch.end();
    }

    private Comment prepared(Comment comment) {
        return new Comment(comment.id(), comment.post(), comment.author(), texts.comment(comment.text()), comment.at());
    }

    private Brought bringComments(List<Comment> batch, Function<Stranger, PersonId> who) {
        return history.replies(
                brand,
                batch.stream()
                        .map(comment -> new History.Reply(
                                site.comment(comment.id()),
                                site.post(comment.post()),
                                true,
                                comment.text(),
                                null,
                                who.apply(comment.author()),
                                comment.at(),
                                site.comment(comment.post(), comment.id()),
                                null))
                        .toList());
    }

    private Brought links() {
        var batch = new ArrayList<History.Link>();
        var brought = new Brought[] {Brought.NOTHING};
        Dump.readIfThere(files, DumpFiles.LINKS, row -> {
            var from = row.number("PostId");
            var to = row.number("RelatedPostId");
            var type = row.number("LinkTypeId");
            if (from == null || to == null || type == null) {
                leftOut.add(Reason.DAMAGED, "PostLinks.xml " + row.line());
                return;
            }
            batch.add(new History.Link(site.post(from), site.post(to), type == 3));
            if (batch.size() == Batches.SIZE) {
                brought[0] = brought[0].and(history.links(brand, batch));
                batch.clear();
            }
        });
        var all = batch.isEmpty() ? brought[0] : brought[0].and(history.links(brand, batch));
        var many = all.added() + all.known() + all.astray();
        batches.passed(many);
        batches.tell(Stage.LINKS, many, 0);
        return all;
    }
}
