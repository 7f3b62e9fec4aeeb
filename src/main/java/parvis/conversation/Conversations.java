package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Brand;
import parvis.clock.Promise;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.person.PersonId;

/** Conversations as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
class Conversations {
    private static final String COLUMNS = """
            id, number, slug, subject, language, state, visibility, channel, product, person, owner, opened_at,
            promise_minutes, clock_spent_seconds, clock_since, last_message, retained, hidden_at
            """;

    private final JdbcClient db;

    Conversations(JdbcClient db) {
        this.db = db;
    }

    Optional<Conversation> byId(ConversationId id) {
        return one("where id = ?", id.value());
    }

    Optional<Conversation> byNumber(long number) {
        return one("where number = ?", number);
    }

    /** Held until the transaction ends: whoever writes to a conversation does so alone. */
    Optional<Conversation> lock(ConversationId id) {
        return one("where id = ? for update", id.value());
    }

    Optional<ConversationId> ofMessage(UUID message) {
        return db.sql("select conversation from conversation.message where id = ?")
                .param(message)
                .query((row, n) -> new ConversationId(Rows.uuid(row, "conversation")))
                .optional();
    }

    /** Whether anything in it was said for all who read there. */
    boolean saysToOthers(ConversationId id) {
        return db.sql("""
                select exists (select from conversation.message where conversation = ? and visibility = 'public' and kind <> 'note')
                """).param(id.value()).query(Boolean.class).single();
    }

    /** The conversation of a message with this external id: on the same channel if there is one, else on any. */
    Optional<ConversationId> ofExternalMessage(String channel, String externalId) {
        return db.sql("""
                select conversation from conversation.message where external_id = ?
                 order by (channel = ?) desc, stored_at desc limit 1
                """)
                .params(externalId, channel)
                .query((row, n) -> new ConversationId(Rows.uuid(row, "conversation")))
                .optional();
    }

    /** The next public number of a brand. Its row stays locked until the transaction ends, so numbers have no gaps. */
    long nextNumber(BrandId brand) {
        return db.sql("""
                insert into conversation.counter (brand, last) values (?, 1)
                on conflict (brand) do update set last = counter.last + 1
                returning last
                """).param(brand.value()).query(Long.class).single();
    }

    record New(
            ConversationId id,
            long number,
            String slug,
            String subject,
            String language,
            Visibility visibility,
            String channel,
            @Nullable UUID place,
            @Nullable UUID product,
            PersonId person,
            Instant openedAt,
            @Nullable Promise promise) {}

    void insert(Brand brand, New c) {
        db.sql("""
                insert into conversation.conversation (brand, id, number, slug, subject, language, state, visibility, channel, place,
                    product, person, opened_at, promise_minutes, clock_since, due_at, last_message_at)
                values (:brand, :id, :number, :slug, :subject, :language, 'open', :visibility, :channel, :place,
                    :product, :person, :opened, :promise, :since, :due, :opened)
                """)
                .param("brand", brand.id().value())
                .param("id", c.id().value())
                .param("number", c.number())
                .param("slug", c.slug())
                .param("subject", c.subject())
                .param("language", c.language())
                .param("visibility", c.visibility().word())
                .param("channel", c.channel())
                .param("place", c.place())
                .param("product", c.product())
                .param("person", c.person().value())
                .param("opened", Rows.time(c.openedAt()))
                .param(
                        "promise",
                        c.promise() == null ? null : c.promise().allowed().toMinutes())
                .param(
                        "since",
                        c.promise() == null ? null : Rows.timeOrNull(c.promise().since()))
                .param(
                        "due",
                        c.promise() == null ? null : Rows.timeOrNull(c.promise().due(brand.hours())))
                .update();
    }

    /** @param at when the message by which it begins reached the house */
    record Begun(New conversation, MessageId message, Visibility spoken, Instant at) {}

    /** Each with its first message, which it counts already. */
    void insertAll(Brand brand, List<Begun> all) {
        db.sql("""
                insert into conversation.conversation (brand, id, number, slug, subject, language, state, visibility, channel, place,
                    product, person, opened_at, promise_minutes, clock_since, due_at, messages, public_messages, last_message,
                    last_message_at)
                select :brand, c.id, c.number, c.slug, c.subject, c.language, 'open', c.visibility, c.channel, c.place,
                       c.product, c.person, c.opened, c.promise, c.since, c.due, 1, c.public, c.message, greatest(c.opened, c.at)
                  from unnest(:ids, :numbers, :slugs, :subjects, :languages, :visibilities, :channels, :places,
                           :products, :people, :opened, :promises, :sinces, :dues, :publics, :messages, :ats)
                       as c(id, number, slug, subject, language, visibility, channel, place,
                            product, person, opened, promise, since, due, public, message, at)
                """)
                .param("brand", brand.id().value())
                .param("ids", Columns.uuids(all, b -> b.conversation().id().value()))
                .param("numbers", Columns.numbers(all, b -> b.conversation().number()))
                .param("slugs", Columns.texts(all, b -> b.conversation().slug()))
                .param("subjects", Columns.texts(all, b -> b.conversation().subject()))
                .param("languages", Columns.texts(all, b -> b.conversation().language()))
                .param(
                        "visibilities",
                        Columns.texts(all, b -> b.conversation().visibility().word()))
                .param("channels", Columns.texts(all, b -> b.conversation().channel()))
                .param("places", Columns.uuids(all, b -> b.conversation().place()))
                .param("products", Columns.uuids(all, b -> b.conversation().product()))
                .param(
                        "people",
                        Columns.uuids(all, b -> b.conversation().person().value()))
                .param("opened", Columns.times(all, b -> b.conversation().openedAt()))
                .param(
                        "promises",
                        Columns.numbers(all, b -> minutes(b.conversation().promise())))
                .param("sinces", Columns.times(all, b -> since(b.conversation().promise())))
                .param(
                        "dues",
                        Columns.times(all, b -> due(brand, b.conversation().promise())))
                .param("publics", Columns.numbers(all, b -> b.spoken() == Visibility.PUBLIC ? 1L : 0L))
                .param("messages", Columns.uuids(all, b -> b.message().value()))
                .param("ats", Columns.times(all, Begun::at))
                .update();
    }

    private static @Nullable Long minutes(@Nullable Promise promise) {
        return promise == null ? null : promise.allowed().toMinutes();
    }

    private static @Nullable Instant since(@Nullable Promise promise) {
        return promise == null ? null : promise.since();
    }

    private static @Nullable Instant due(Brand brand, @Nullable Promise promise) {
        return promise == null ? null : promise.due(brand.hours());
    }

    /** After a message: counts, what was last, and whether the newest moment moved. */
    void wrote(ConversationId id, MessageId message, Instant at, Kind kind, Visibility visibility) {
        db.sql("""
                update conversation.conversation
                   set messages = messages + 1,
                       public_messages = public_messages + :public,
                       answers = answers + :answer,
                       -- what was said for those who read it now is never read by more (Moving)
                       narrowed_from = case when :public = 0 then narrowed_from end,
                       last_message = :message,
                       last_message_at = greatest(last_message_at, :at)
                 where id = :id
                """)
                .param("public", visibility == Visibility.PUBLIC ? 1 : 0)
                .param("answer", kind == Kind.SENT ? 1 : 0)
                .param("message", message.value())
                .param("at", Rows.time(at))
                .param("id", id.value())
                .update();
    }

    /** A new state with its clock. */
    void turn(Brand brand, Conversation c, State state, @Nullable Promise promise, Instant at) {
        db.sql("""
                update conversation.conversation
                   set state = :state,
                       clock_spent_seconds = :spent,
                       clock_since = :since,
                       due_at = :due,
                       satisfied_at = case when :state = 'satisfied' then :at when :state = 'closed' then satisfied_at end,
                       closed_at = case when :state = 'closed' then :at end
                 where id = :id
                """)
                .param("state", state.word())
                .param("spent", promise == null ? 0L : promise.spent().toSeconds())
                .param("since", promise == null ? null : Rows.timeOrNull(promise.since()))
                .param("due", promise == null ? null : Rows.timeOrNull(promise.due(brand.hours())))
                .param("at", Rows.time(at))
                .param("id", c.id().value())
                .update();
    }

    void retain(ConversationId id, @Nullable MessageId message) {
        db.sql("update conversation.conversation set retained = ? where id = ?")
                .param(message == null ? null : message.value())
                .param(id.value())
                .update();
    }

    void own(ConversationId id, @Nullable UUID teammate) {
        db.sql("update conversation.conversation set owner = ? where id = ?")
                .param(teammate)
                .param(id.value())
                .update();
    }

    void tag(BrandId brand, ConversationId id, List<String> tags) {
        for (var tag : tags) {
            db.sql("insert into conversation.tag (brand, conversation, tag) values (?, ?, ?) on conflict do nothing")
                    .params(brand.value(), id.value(), tag)
                    .update();
        }
    }

    void hide(ConversationId id, @Nullable Instant at) {
        db.sql("update conversation.conversation set hidden_at = ? where id = ?")
                .param(Rows.timeOrNull(at))
                .param(id.value())
                .update();
    }

    private Optional<Conversation> one(String where, Object parameter) {
        return db.sql("select " + COLUMNS + " from conversation.conversation " + where)
                .param(parameter)
                .query(Conversations::conversation)
                .optional();
    }

    private static Conversation conversation(ResultSet row, int n) throws SQLException {
        var last = Rows.uuidOrNull(row, "last_message");
        var retained = Rows.uuidOrNull(row, "retained");
        var minutes = Rows.intOrNull(row, "promise_minutes");
        return new Conversation(
                new ConversationId(Rows.uuid(row, "id")),
                row.getLong("number"),
                row.getString("slug"),
                row.getString("subject"),
                row.getString("language"),
                State.of(row.getString("state")),
                Visibility.of(row.getString("visibility")),
                row.getString("channel"),
                Rows.uuidOrNull(row, "product"),
                new PersonId(Rows.uuid(row, "person")),
                Rows.uuidOrNull(row, "owner"),
                Rows.instant(row, "opened_at"),
                minutes == null
                        ? null
                        : new Promise(
                                Duration.ofMinutes(minutes),
                                Duration.ofSeconds(row.getLong("clock_spent_seconds")),
                                Rows.instantOrNull(row, "clock_since")),
                last == null ? null : new MessageId(last),
                retained == null ? null : new MessageId(retained),
                Rows.instantOrNull(row, "hidden_at") != null);
    }
}
