package parvis.square;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Place;
import parvis.brand.Team;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Visitor;
import parvis.square.MessagesReading.Ratings;
import parvis.square.MessagesReading.Sight;
import parvis.square.MessagesReading.Stored;
import parvis.square.MessagesReading.Window;
import parvis.square.page.Author;
import parvis.square.page.MessageView;
import parvis.square.page.MessageView.FileView;
import parvis.square.page.MessageView.PictureView;
import parvis.square.page.Outcome;
import parvis.square.page.QuestionPage;
import parvis.square.page.QuestionPage.Link;
import parvis.square.page.QuestionPage.Moved;
import parvis.square.page.QuestionPage.Reader;
import parvis.square.page.QuestionPage.Tile;

/** One question with its messages, as one visitor may read it. */
@Component
class QuestionReading {

    /** A conversation as its page needs it; whoever asked may read it, and those for whom its place is. */
    record Head(
            UUID id,
            long number,
            String slug,
            String subject,
            String language,
            State state,
            Visibility visibility,
            @Nullable UUID place,
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

        /** Whether everybody reads it. */
        boolean isPublic() {
            return visibility == Visibility.PUBLIC;
        }

        boolean isShared() {
            return visibility.isShared();
        }

        boolean isAsker(Visitor visitor) {
            return visitor.isPerson(asker);
        }

        boolean mayBeReadBy(Visitor visitor) {
            return switch (visibility) {
                case PUBLIC -> true;
                case MEMBERS -> visitor.isMember() || isAsker(visitor);
                case PRIVATE -> isAsker(visitor);
            };
        }

        /** Whether what was hidden as a whole is still there for this visitor. */
        boolean isThereFor(Visitor visitor) {
            return !hidden || isAsker(visitor) || visitor.may(Permission.SEE_ALL);
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

    private static final Duration LIFE = Duration.ofSeconds(10);

    /** What a page is made of, read at one moment. */
    private record Material(
            Stored opening,
            Window window,
            @Nullable Stored retained,
            Map<UUID, List<PictureView>> pictures,
            Map<UUID, List<FileView>> files,
            Ratings ratings,
            Set<UUID> involved,
            List<String> tags,
            @Nullable Tile tile,
            @Nullable Link duplicateOf,
            List<Link> duplicates,
            List<Link> neighbours,
            List<Moved> moved) {}

    /** @param state of the brand's {@link Freshness} before it was read */
    private record Kept<T>(long state, T value) {}

    private record Address(BrandId brand, long number) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final MessagesReading messages;
    private final Neighbours neighbours;
    private final AlikeQuestions alike;
    private final Tiles tiles;
    private final Catalogue catalogue;
    private final Team team;
    private final Freshness freshness;
    private final Cache<Address, Kept<Head>> heads =
            Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(LIFE).build();
    /** Of public questions, as everybody sees them who has no part in them. */
    private final Cache<UUID, Kept<Material>> materials =
            Caffeine.newBuilder().maximumSize(200).expireAfterWrite(LIFE).build();

    QuestionReading(
            Transactions transactions,
            JdbcClient db,
            MessagesReading messages,
            Neighbours neighbours,
            AlikeQuestions alike,
            Tiles tiles,
            Catalogue catalogue,
            Team team,
            Freshness freshness) {
        this.transactions = transactions;
        this.db = db;
        this.messages = messages;
        this.neighbours = neighbours;
        this.alike = alike;
        this.tiles = tiles;
        this.catalogue = catalogue;
        this.team = team;
        this.freshness = freshness;
    }

    /** Empty when there is none, or none that this visitor may know of. */
    Optional<Head> head(Brand brand, long number, Visitor visitor) {
        var address = new Address(brand.id(), number);
        var state = freshness.of(brand.id());
        var kept = heads.getIfPresent(address);
        if (kept != null && kept.state() == state) {
            return Optional.of(kept.value()).filter(head -> head.mayBeReadBy(visitor));
        }
        var read = readHead(brand, number);
        read.filter(Head::isPublic).ifPresent(head -> heads.put(address, new Kept<>(state, head)));
        return read.filter(head -> head.mayBeReadBy(visitor));
    }

    /** Whether there is one that members read, who may have to sign in. */
    boolean isForMembers(Brand brand, long number) {
        return readHead(brand, number)
                .filter(head -> head.visibility() == Visibility.MEMBERS)
                .isPresent();
    }

    private Optional<Head> readHead(Brand brand, long number) {
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
                                Visibility.of(row.getString("visibility")),
                                Rows.uuidOrNull(row, "place"),
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
                        .optional());
    }

    /** The whole page; its form and its address for others are the controller's. */
    QuestionPage page(Brand brand, Head head, Request request) {
        var visitor = request.visitor();
        var person = visitor.person() == null ? null : visitor.person().id().value();
        var material = material(brand, head, request, person);
        var opening = material.opening();
        var retained = material.retained();
        var all = new ArrayList<Stored>();
        all.add(opening);
        all.addAll(material.window().messages());
        if (retained != null && all.stream().noneMatch(m -> m.id().equals(retained.id()))) {
            all.add(retained);
        }
        var about = new Views.About(
                brand,
                head.isShared(),
                opening.id(),
                head.asker(),
                retained,
                person,
                visitor.may(Permission.MODERATE),
                !visitor.isTeam(),
                request.change());
        var views = new Views(team, about, all, material.pictures(), material.files(), material.ratings());
        var nested = Views.nested(all);
        var comments =
                nested.values().stream().flatMap(List::stream).map(Stored::id).collect(Collectors.toSet());
        var rest = material.window().messages().stream()
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
                head.visibility(),
                place(brand, head),
                outcome(brand, head, kept, request.now()),
                material.tags(),
                views.view(opening, nested.getOrDefault(opening.id(), List.of())),
                kept,
                rest,
                material.moved(),
                material.window().more()
                        ? material.window().messages().getLast().id()
                        : null,
                material.tile(),
                material.duplicateOf(),
                material.duplicates(),
                material.neighbours(),
                new Reader(
                        head.isAsker(visitor),
                        visitor.isTeam(),
                        visitor.may(Permission.MODERATE),
                        visitor.may(Permission.SEE_ALL)),
                null,
                request.now());
    }

    /** As everybody sees it where it is the same for this visitor; else as it is for them alone. */
    private Material material(Brand brand, Head head, Request request, @Nullable UUID person) {
        if (!head.isPublic() || request.after() != null || request.reader() != null) {
            return read(brand, head, request, person);
        }
        var state = freshness.of(brand.id());
        var kept = materials.getIfPresent(head.id());
        if (kept == null || kept.state() != state) {
            // what it stands in may have changed since it was read
            if (readHead(brand, head.number()).filter(head::equals).isEmpty()) {
                return read(brand, head, request, person);
            }
            var everybodys = new Request(Visitor.NOBODY, null, null, null, request.now());
            // by one reader, while the others wait for it
            kept = materials
                    .asMap()
                    .compute(
                            head.id(),
                            (id, other) -> other != null && other.state() == state
                                    ? other
                                    : new Kept<>(state, read(brand, head, everybodys, null)));
        }
        var involved = person != null
                && (person.equals(head.asker()) || kept.value().involved().contains(person));
        return involved ? read(brand, head, request, person) : kept.value();
    }

    private Material read(Brand brand, Head head, Request request, @Nullable UUID person) {
        return transactions.reading(brand.id(), () -> {
            var sight = new Sight(head.id(), person, person != null && person.equals(head.asker()));
            var opening = messages.opening(sight);
            return new Material(
                    opening,
                    messages.after(sight, request.after() == null ? opening.id() : request.after()),
                    head.retained() == null
                            ? null
                            : messages.one(sight, head.retained())
                                    .filter(m -> !m.hidden())
                                    .orElse(null),
                    messages.pictures(head.id()),
                    messages.files(head.id()),
                    messages.ratings(head.id(), person, request.reader()),
                    messages.involved(head.id()),
                    tags(head.id()),
                    tiles.of(brand, head.product()),
                    head.duplicateOf() == null ? null : neighbours.one(head.duplicateOf()),
                    neighbours.duplicates(head.id()),
                    head.isPublic() ? beside(brand, head, request.now()) : List.<Link>of(),
                    head.isPublic() ? neighbours.moved(head.id()) : List.<Moved>of());
        });
    }

    /** Null where there is only one to be in. */
    private @Nullable Place place(Brand brand, Head head) {
        return head.place() == null
                        || !head.isShared()
                        || catalogue.places(brand.id()).size() < 2
                ? null
                : catalogue.place(brand.id(), head.place()).orElse(null);
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
