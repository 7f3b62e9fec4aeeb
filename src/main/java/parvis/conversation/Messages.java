package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;

/** Messages as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
class Messages {

    /**
     * A message to store.
     *
     * @param text Markdown as it was written, or the plain reading of {@code html}
     * @param html sanitized, when it came as HTML
     * @param quoted what was folded away from the text, or null
     */
    record New(
            MessageId id,
            ConversationId conversation,
            Kind kind,
            Visibility visibility,
            @Nullable UUID person,
            @Nullable UUID teammate,
            @Nullable UUID parent,
            String channel,
            @Nullable String externalId,
            @Nullable String language,
            String text,
            @Nullable String html,
            Instant at,
            @Nullable String quoted,
            Incoming.Origin origin,
            int remotePictures) {

        New(
                MessageId id,
                ConversationId conversation,
                Kind kind,
                Visibility visibility,
                @Nullable UUID person,
                @Nullable UUID teammate,
                @Nullable UUID parent,
                String channel,
                @Nullable String externalId,
                @Nullable String language,
                String text,
                @Nullable String html,
                Instant at) {
            this(
                    id,
                    conversation,
                    kind,
                    visibility,
                    person,
                    teammate,
                    parent,
                    channel,
                    externalId,
                    language,
                    text,
                    html,
                    at,
                    null,
                    Incoming.Origin.PERSON,
                    0);
        }
    }

    /** What a use case must know of a message before it touches it. */
    record Known(
            MessageId id,
            ConversationId conversation,
            Kind kind,
            Visibility visibility,
            @Nullable UUID person,
            @Nullable UUID teammate,
            Instant at,
            boolean hidden) {}

    private final JdbcClient db;

    Messages(JdbcClient db) {
        this.db = db;
    }

    void insert(BrandId brand, New m) {
        db.sql("""
                insert into conversation.message (brand, id, conversation, kind, visibility, person, teammate, parent, channel,
                    external_id, language, text, html, at, quoted, origin, remote_pictures)
                values (:brand, :id, :conversation, :kind, :visibility, :person, :teammate, :parent, :channel,
                    :externalId, :language, :text, :html, :at, :quoted, :origin, :remote)
                """)
                .param("brand", brand.value())
                .param("id", m.id().value())
                .param("conversation", m.conversation().value())
                .param("kind", m.kind().word())
                .param("visibility", m.visibility().word())
                .param("person", m.person())
                .param("teammate", m.teammate())
                .param("parent", m.parent())
                .param("channel", m.channel())
                .param("externalId", m.externalId())
                .param("language", m.language())
                .param("text", m.text())
                .param("html", m.html())
                .param("at", Rows.time(m.at()))
                .param("quoted", m.quoted())
                .param("origin", m.origin().word())
                .param("remote", m.remotePictures())
                .update();
    }

    /** Of messages that nothing stands above. */
    void insertAll(BrandId brand, List<New> all) {
        db.sql("""
                insert into conversation.message (brand, id, conversation, kind, visibility, person, teammate, channel, external_id,
                    language, text, html, at, quoted, origin, remote_pictures)
                select :brand, * from unnest(:ids, :conversations, :kinds, :visibilities, :people, :teammates, :channels, :externalIds,
                    :languages, :texts, :htmls, :ats, :quoted, :origins, :remotes)
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(all, m -> m.id().value()))
                .param("conversations", Columns.uuids(all, m -> m.conversation().value()))
                .param("kinds", Columns.texts(all, m -> m.kind().word()))
                .param("visibilities", Columns.texts(all, m -> m.visibility().word()))
                .param("people", Columns.uuids(all, New::person))
                .param("teammates", Columns.uuids(all, New::teammate))
                .param("channels", Columns.texts(all, New::channel))
                .param("externalIds", Columns.texts(all, New::externalId))
                .param("languages", Columns.texts(all, New::language))
                .param("texts", Columns.texts(all, New::text))
                .param("htmls", Columns.texts(all, New::html))
                .param("ats", Columns.times(all, New::at))
                .param("quoted", Columns.texts(all, New::quoted))
                .param("origins", Columns.texts(all, m -> m.origin().word()))
                .param("remotes", Columns.numbers(all, m -> (long) m.remotePictures()))
                .update();
    }

    /** Words that nobody reads until a colleague sends them. */
    void withhold(MessageId id, Withheld.Why why, String from) {
        db.sql("update conversation.message set state = 'waiting', withheld = ?, written_from = ? where id = ?")
                .params(why.word(), from, id.value())
                .update();
    }

    /** Sent now, whenever they were written; from here on they are an answer like any other. */
    void release(MessageId id, Instant at) {
        db.sql("update conversation.message set state = 'sent', at = ?, withheld = null where id = ?")
                .params(Rows.time(at), id.value())
                .update();
    }

    void dismiss(MessageId id) {
        db.sql("update conversation.message set state = 'failed' where id = ?")
                .param(id.value())
                .update();
    }

    /** Held until the transaction ends; empty when nothing of that id waits any more. */
    Optional<Known> waiting(UUID id) {
        return db.sql(
                        "select * from conversation.message where id = ? and state = 'waiting' and withheld <> 'approval' for update")
                .param(id)
                .query(Messages::known)
                .optional();
    }

    /** Behind the pictures. */
    void attachFiles(BrandId brand, MessageId message, int position, List<Attached> files) {
        for (var file : files) {
            db.sql("""
                    insert into conversation.attachment (brand, id, message, position, name, type, bytes, file, alt)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(
                            brand.value(),
                            Ids.next(),
                            message.value(),
                            position++,
                            file.name(),
                            file.type(),
                            file.bytes(),
                            file.file(),
                            file.words())
                    .update();
        }
    }

    /** As they were attached, in their order. */
    List<Picture> pictures(MessageId message) {
        return db.sql("""
                select name, type, bytes, file, thumb, coalesce(width, 0) as width, coalesce(height, 0) as height, alt
                  from conversation.attachment where message = ? and thumb is not null order by position
                """)
                .param(message.value())
                .query((row, n) -> new Picture(
                        row.getString("name"),
                        row.getString("type"),
                        row.getLong("bytes"),
                        row.getString("file"),
                        row.getString("thumb"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getString("alt")))
                .list();
    }

    void attach(BrandId brand, MessageId message, List<Picture> pictures) {
        var position = 0;
        for (var picture : pictures) {
            db.sql("""
                    insert into conversation.attachment (brand, id, message, position, name, type, bytes, file, thumb, width, height, alt)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(
                            brand.value(),
                            Ids.next(),
                            message.value(),
                            position++,
                            picture.name(),
                            picture.type(),
                            picture.bytes(),
                            picture.file(),
                            picture.thumb(),
                            picture.width(),
                            picture.height(),
                            picture.alt())
                    .update();
        }
    }

    /** One that somebody may have read: it has left, or is leaving. */
    Optional<Known> byId(UUID id) {
        return spoken(id, "and state <> 'waiting'");
    }

    /** One that the house has sent, wherever it is on its way. */
    Optional<Known> ofTheHouse(UUID id) {
        return spoken(id, "");
    }

    /** Words that were withheld are nobody's until a colleague sends them. */
    private Optional<Known> spoken(UUID id, String and) {
        return db.sql("select * from conversation.message where id = ? and withheld is null " + and)
                .param(id)
                .query(Messages::known)
                .optional();
    }

    void hide(MessageId id, Instant at, UUID by, String reason) {
        db.sql("update conversation.message set hidden_at = ?, hidden_by = ?, hidden_reason = ? where id = ?")
                .params(Rows.time(at), by, reason, id.value())
                .update();
    }

    void show(MessageId id) {
        db.sql("update conversation.message set hidden_at = null, hidden_by = null, hidden_reason = null where id = ?")
                .param(id.value())
                .update();
    }

    /** Whether this is the message that opened its conversation. */
    boolean opens(Known message) {
        return db.sql("select id from conversation.message where conversation = ? order by at, id limit 1")
                .param(message.conversation().value())
                .query(UUID.class)
                .single()
                .equals(message.id().value());
    }

    private static Known known(ResultSet row, int n) throws SQLException {
        return new Known(
                new MessageId(Rows.uuid(row, "id")),
                new ConversationId(Rows.uuid(row, "conversation")),
                Kind.of(row.getString("kind")),
                Visibility.of(row.getString("visibility")),
                Rows.uuidOrNull(row, "person"),
                Rows.uuidOrNull(row, "teammate"),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "hidden_at") != null);
    }
}
