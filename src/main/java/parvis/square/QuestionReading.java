package parvis.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.conversation.State;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Visitor;
import parvis.square.MessagesReading.Sight;
import parvis.square.MessagesReading.Stored;
import parvis.square.page.Author;
import parvis.square.page.MessageView;
import parvis.square.page.Outcome;
import parvis.square.page.QuestionPage;
import parvis.square.page.QuestionPage.Link;
import parvis.square.page.QuestionPage.Reader;

/** One question with its messages, as one visitor may read it. */
@Component
class QuestionReading {

    /** A conversation as its page needs it; whoever asked may read it, and everybody when it is public. */
    record Head(
            UUID id,
            long number,
            String slug,
            String subject,
            String language,
            State state,
            boolean isPublic,
            boolean hidden,
            UUID asker,
            Instant asked,
            @Nullable UUID product,
            @Nullable UUID retained,
            @Nullable UUID lastMessage,
            @Nullable Instant due,
            boolean houseAnswered,
            int answers,
            @Nullable UUID duplicateOf,
            @Nullable Long duplicateNumber) {

        String path() {
            return "/questions/" + number + "-" + slug;
        }

        boolean isAsker(Visitor visitor) {
            return visitor.isPerson(asker);
        }

        boolean mayBeReadBy(Visitor visitor) {
            return isPublic || isAsker(visitor);
        }

        /** Whether what was hidden as a whole is still there for this visitor. */
        boolean isThereFor(Visitor visitor) {
            return !hidden || isAsker(visitor) || visitor.may(Permission.SEE_DESK);
        }
    }

    /**
     * @param reader the hash of the value in the cookie of a reader who has rated before
     * @param change a message of which they say anew whether it helped
     * @param after a message after which the page goes on
     */
    record Request(
            Visitor visitor,
            byte @Nullable [] reader,
            @Nullable UUID change,
            @Nullable UUID after,
            Instant now) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final MessagesReading messages;
    private final Neighbours neighbours;
    private final AlikeQuestions alike;
    private final Tiles tiles;
    private final Team team;

    QuestionReading(
            Transactions transactions,
            JdbcClient db,
            MessagesReading messages,
            Neighbours neighbours,
            AlikeQuestions alike,
            Tiles tiles,
            Team team) {
        this.transactions = transactions;
        this.db = db;
        this.messages = messages;
        this.neighbours = neighbours;
        this.alike = alike;
        this.tiles = tiles;
        this.team = team;
    }

    /** Empty when there is none, or none that this visitor may know of. */
    Optional<Head> head(Brand brand, long number, Visitor visitor) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select c.*, same.number as duplicate_number,
                               (select count(*) from conversation.message m
                                 where m.brand = c.brand and m.conversation = c.id and m.visibility = 'public' and m.state = 'sent' and m.hidden_at is null
                                   and m.parent is null and m.person is distinct from c.person) as public_answers
                          from conversation.conversation c
                          left join conversation.conversation same on same.brand = c.brand and same.id = c.duplicate_of
                                    and same.visibility = 'public' and same.hidden_at is null
                         where c.number = ?
                           -- what the house begins is there once it has left
                           and (c.begun_by is null or exists (
                                select 1 from conversation.message m where m.brand = c.brand and m.conversation = c.id
                                   and m.kind <> 'note' and m.state not in ('draft', 'waiting')))
                        """)
                        .param(number)
                        .query((row, n) -> new Head(
                                Rows.uuid(row, "id"),
                                row.getLong("number"),
                                row.getString("slug"),
                                row.getString("subject"),
                                row.getString("language"),
                                State.of(row.getString("state")),
                                row.getString("visibility").equals("public"),
                                Rows.instantOrNull(row, "hidden_at") != null,
                                Rows.uuid(row, "person"),
                                Rows.instant(row, "opened_at"),
                                Rows.uuidOrNull(row, "product"),
                                Rows.uuidOrNull(row, "retained"),
                                Rows.uuidOrNull(row, "last_message"),
                                Rows.instantOrNull(row, "due_at"),
                                row.getInt("answers") > 0,
                                row.getInt("public_answers"),
                                Rows.uuidOrNull(row, "duplicate_of"),
                                row.getObject("duplicate_number", Long.class)))
                        .optional()
                        .filter(head -> head.mayBeReadBy(visitor)));
    }

    /** The whole page; its form and its address for others are the controller's. */
    QuestionPage page(Brand brand, Head head, Request request) {
        return transactions.reading(brand.id(), () -> {
            var visitor = request.visitor();
            var person = visitor.person() == null ? null : visitor.person().id().value();
            var sight = new Sight(head.id(), person, head.isAsker(visitor));
            var opening = messages.opening(sight);
            var window = messages.after(sight, request.after() == null ? opening.id() : request.after());
            var retained = head.retained() == null
                    ? null
                    : messages.one(sight, head.retained())
                            .filter(m -> !m.hidden())
                            .orElse(null);
            var all = new ArrayList<Stored>();
            all.add(opening);
            all.addAll(window.messages());
            if (retained != null && window.messages().stream().noneMatch(m -> m.id().equals(retained.id()))) {
                all.add(retained);
            }
            var about = new Views.About(
                    brand,
                    head.isPublic(),
                    opening.id(),
                    head.asker(),
                    retained,
                    person,
                    visitor.may(Permission.MODERATE),
                    !visitor.isTeam(),
                    request.change());
            var views = new Views(
                    team,
                    about,
                    all,
                    messages.pictures(head.id()),
                    messages.files(head.id()),
                    messages.ratings(head.id(), person, request.reader()));
            var nested = Views.nested(all);
            var comments = nested.values().stream()
                    .flatMap(List::stream)
                    .map(Stored::id)
                    .toList();
            var rest = window.messages().stream()
                    .filter(m -> !comments.contains(m.id()) && (retained == null || !m.id().equals(retained.id())))
                    .map(m -> views.view(m, nested.getOrDefault(m.id(), List.of())))
                    .toList();
            var kept = retained == null ? null : views.view(retained, nested.getOrDefault(retained.id(), List.of()));
            return new QuestionPage(
                    head.id(),
                    head.number(),
                    head.path(),
                    "",
                    "",
                    head.subject(),
                    head.language(),
                    head.isPublic(),
                    outcome(brand, head, kept, request.now()),
                    tags(head.id()),
                    views.view(opening, nested.getOrDefault(opening.id(), List.of())),
                    kept,
                    rest,
                    window.more() ? window.messages().getLast().id() : null,
                    tiles.of(brand, head.product()),
                    head.duplicateOf() == null ? null : neighbours.one(head.duplicateOf()),
                    neighbours.duplicates(head.id()),
                    head.isPublic() ? beside(brand, head, request.now()) : List.<Link>of(),
                    new Reader(
                            head.isAsker(visitor),
                            visitor.isTeam(),
                            visitor.may(Permission.MODERATE),
                            visitor.may(Permission.SEE_DESK)),
                    null,
                    request.now());
        });
    }

    private Outcome outcome(Brand brand, Head head, @Nullable MessageView kept, Instant now) {
        Author by = kept == null ? null : kept.author();
        return QuestionRows.outcome(
                brand,
                head.state(),
                head.asked(),
                kept == null ? null : kept.at(),
                by,
                head.answers(),
                head.houseAnswered(),
                head.due(),
                head.duplicateNumber(),
                now);
    }

    /** What somebody linked to it first, then what says the same, then what is about the same thing. */
    private List<Link> beside(Brand brand, Head head, Instant now) {
        var all = new LinkedHashMap<String, Link>();
        neighbours.linked(head).forEach(link -> all.putIfAbsent(link.path(), link));
        alike.beside(brand, head.id(), head.subject(), Neighbours.MOST, now)
                .forEach(link -> all.putIfAbsent(link.path(), link));
        if (all.size() < Neighbours.MOST) {
            neighbours.about(head).forEach(link -> all.putIfAbsent(link.path(), link));
        }
        return all.values().stream().limit(Neighbours.MOST).toList();
    }

    private List<String> tags(UUID conversation) {
        return db.sql("select tag from conversation.tag where conversation = ? order by tag limit 20")
                .param(conversation)
                .query((row, number) -> row.getString("tag"))
                .list();
    }
}
