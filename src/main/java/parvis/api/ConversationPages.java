package parvis.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.conversation.State;
import parvis.database.Rows;
import parvis.database.Transactions;

/** Conversations as the API shows them, straight from SQL. */
@Repository
class ConversationPages {
    record Named(UUID id, String name) {}

    /** What is shown of a conversation wherever it is. */
    record Head(
            UUID id,
            long number,
            String subject,
            String state,
            String visibility,
            String channel,
            @Nullable String place,
            Named person,
            @Nullable Named owner,
            @Nullable Instant due,
            Instant lastMessageAt,
            @Nullable UUID lastMessage) {}

    /** @param messages how many there are */
    record Item(@JsonUnwrapped Head head, int messages) {}

    record Author(String name, String role) {}

    record Attachment(String name, String type, long bytes, String url) {}

    record Message(
            UUID id,
            String kind,
            String visibility,
            Author author,
            String text,
            @Nullable String quoted,
            @Nullable String html,
            String origin,
            String state,
            boolean hidden,
            List<Attachment> attachments,
            Instant at) {}

    record File(UUID message, String sha256, String name, String type, long bytes) {}

    /**
     * @param ids those that a search found; null for all
     * @param sight which of them whoever calls sees, in SQL
     */
    record Wanted(
            @Nullable State state,
            @Nullable String channel,
            @Nullable List<UUID> ids,
            @Nullable Cursor after,
            int limit,
            String sight) {}

    private static final String ITEM = """
            select c.id, c.number, c.subject, c.state, c.visibility, c.channel, l.slug as place, c.person, p.name as person_name,
                   c.owner, t.name as owner_name, c.due_at, c.last_message_at, c.last_message, c.messages
              from conversation.conversation c
              join person.person p on p.brand = c.brand and p.id = c.person
              left join brand.teammate t on t.brand = c.brand and t.id = c.owner
              left join brand.place l on l.brand = c.brand and l.id = c.place
             where true
            """;

    private static final String MESSAGE = """
            select m.*, coalesce(t.name, p.name) as author, coalesce(t.role, 'person') as author_role
              from conversation.message m
              left join brand.teammate t on t.brand = m.brand and t.id = m.teammate
              left join person.person p on p.brand = m.brand and p.id = m.person
            """;

    private final JdbcClient db;
    private final Transactions transactions;
    private final Addresses addresses;

    ConversationPages(JdbcClient db, Transactions transactions, Addresses addresses) {
        this.db = db;
        this.transactions = transactions;
        this.addresses = addresses;
    }

    Page<Item> list(Brand brand, Wanted wanted) {
        var sql = new StringBuilder(ITEM).append(" and ").append(wanted.sight());
        var parameters = new ArrayList<Object>();
        if (wanted.state() != null) {
            sql.append(" and c.state = ?");
            parameters.add(wanted.state().word());
        }
        if (wanted.channel() != null) {
            sql.append(" and c.channel = ?");
            parameters.add(wanted.channel());
        }
        if (wanted.ids() != null) {
            sql.append(" and c.id = any(?)");
            parameters.add(wanted.ids().toArray(UUID[]::new));
        }
        if (wanted.after() != null) {
            sql.append(" and (c.last_message_at, c.id) < (?, ?)");
            parameters.add(Rows.time(wanted.after().at()));
            parameters.add(wanted.after().id());
        }
        sql.append(" order by c.last_message_at desc, c.id desc limit ?");
        parameters.add(wanted.limit() + 1);
        var found = transactions.reading(
                brand.id(),
                () -> db.sql(sql.toString())
                        .params(parameters)
                        .query(ConversationPages::item)
                        .list());
        return Page.of(
                found,
                wanted.limit(),
                item -> new Cursor(item.head().lastMessageAt(), item.head().id()));
    }

    /** A conversation with some of its messages, oldest first. */
    record Whole(
            @JsonUnwrapped Head head,
            int messageCount,
            List<Message> messages,
            @Nullable String next) {}

    Optional<Whole> whole(Brand brand, UUID id, @Nullable Cursor after, int limit) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(ITEM + " and c.id = ?")
                        .param(id)
                        .query(ConversationPages::item)
                        .optional()
                        .map(item -> {
                            var page = Page.of(
                                    messages(brand, id, after, limit + 1), limit, m -> new Cursor(m.at(), m.id()));
                            return new Whole(item.head(), item.messages(), page.items(), page.next());
                        }));
    }

    Optional<Message> message(Brand brand, UUID id) {
        return transactions.reading(brand.id(), () -> {
            var attachments = attachments(brand, List.of(id));
            return db.sql(MESSAGE + " where m.id = ?")
                    .param(id)
                    .query((row, n) -> message(row, attachments))
                    .optional();
        });
    }

    Optional<File> file(Brand brand, UUID attachment) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from conversation.attachment where id = ?")
                        .param(attachment)
                        .query((row, n) -> new File(
                                Rows.uuid(row, "message"),
                                row.getString("file"),
                                row.getString("name"),
                                row.getString("type"),
                                row.getLong("bytes")))
                        .optional());
    }

    private List<Message> messages(Brand brand, UUID conversation, @Nullable Cursor after, int most) {
        var page = " and (m.at, m.id) > (?, ?) order by m.at, m.id limit ?";
        var at = Rows.time(after == null ? Instant.EPOCH.minusSeconds(1L << 33) : after.at());
        var id = after == null ? new UUID(0, 0) : after.id();
        var ids = db.sql("select m.id from conversation.message m where m.conversation = ?" + page)
                .params(conversation, at, id, most)
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        var attachments = attachments(brand, ids);
        return db.sql(MESSAGE + " where m.conversation = ?" + page)
                .params(conversation, at, id, most)
                .query((row, n) -> message(row, attachments))
                .list();
    }

    private Map<UUID, List<Attachment>> attachments(Brand brand, List<UUID> messages) {
        var found = new HashMap<UUID, List<Attachment>>();
        db.sql("select * from conversation.attachment where message = any(?) order by message, position")
                .param(messages.toArray(UUID[]::new))
                .query(row -> {
                    found.computeIfAbsent(Rows.uuid(row, "message"), m -> new ArrayList<>())
                            .add(new Attachment(
                                    row.getString("name"),
                                    row.getString("type"),
                                    row.getLong("bytes"),
                                    addresses.of(brand, "/api/v1/attachments/" + Rows.uuid(row, "id"))));
                });
        return found;
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        var owner = Rows.uuidOrNull(row, "owner");
        var head = new Head(
                Rows.uuid(row, "id"),
                row.getLong("number"),
                row.getString("subject"),
                row.getString("state"),
                row.getString("visibility"),
                row.getString("channel"),
                Rows.textOrNull(row, "place"),
                new Named(Rows.uuid(row, "person"), row.getString("person_name")),
                owner == null ? null : new Named(owner, row.getString("owner_name")),
                Rows.instantOrNull(row, "due_at"),
                Rows.instant(row, "last_message_at"),
                Rows.uuidOrNull(row, "last_message"));
        return new Item(head, row.getInt("messages"));
    }

    private static Message message(ResultSet row, Map<UUID, List<Attachment>> attachments) throws SQLException {
        var id = Rows.uuid(row, "id");
        return new Message(
                id,
                row.getString("kind"),
                row.getString("visibility"),
                new Author(row.getString("author"), row.getString("author_role")),
                row.getString("text"),
                Rows.textOrNull(row, "quoted"),
                Rows.textOrNull(row, "html"),
                row.getString("origin"),
                row.getString("state"),
                Rows.instantOrNull(row, "hidden_at") != null,
                attachments.getOrDefault(id, List.of()),
                Rows.instant(row, "at"));
    }
}
