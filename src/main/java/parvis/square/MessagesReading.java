package parvis.square;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;
import parvis.square.page.MessageView.FileView;
import parvis.square.page.MessageView.PictureView;
import parvis.text.Headings;
import parvis.text.Markdown;

/** The messages of a conversation that one visitor may read, with their pictures and whether they helped. */
@Component
class MessagesReading {
    static final int MOST = 200;

    /**
     * A message as it is stored, hidden or not.
     *
     * @param html its words, safe and as a page shows them
     */
    record Stored(
            UUID id,
            boolean sent,
            boolean isPublic,
            @Nullable UUID person,
            @Nullable String name,
            @Nullable String handle,
            @Nullable Instant since,
            @Nullable UUID teammate,
            @Nullable UUID parent,
            boolean imported,
            @Nullable String original,
            @Nullable String language,
            String html,
            @Nullable String quoted,
            Instant at,
            boolean hidden,
            @Nullable UUID hiddenBy,
            String hiddenReason) {}

    /** @param more whether others follow */
    record Window(List<Stored> messages, boolean more) {}

    record Rated(String help, boolean withWords) {}

    record Ratings(Map<UUID, long[]> counts, Map<UUID, Rated> own) {
        long helped(UUID message) {
            return counts.getOrDefault(message, new long[2])[0];
        }

        long partly(UUID message) {
            return counts.getOrDefault(message, new long[2])[1];
        }
    }

    /**
     * What a visitor may read of a conversation.
     *
     * @param person who they are; null for a reader and for the house
     * @param asker whether they asked: private answers of the house are for them
     */
    record Sight(UUID conversation, @Nullable UUID person, boolean asker) {}

    private static final String SELECT = """
            select m.id, m.kind, m.visibility, m.person, m.teammate, m.parent, m.origin_url, m.language, m.text, m.quoted, m.at,
                   case when ch.kind = 'mail' then null else m.html end as html,
                   m.hidden_at, m.hidden_by, m.hidden_reason, p.name, p.handle, p.since, ch.kind as channel_kind
              from conversation.message m
              join conversation.channel ch on ch.brand = m.brand and ch.slug = m.channel
              left join person.person p on p.brand = m.brand and p.id = m.person
             where m.conversation = :conversation and m.kind <> 'note' and m.state not in ('draft', 'waiting')
               and (m.visibility = 'public' or m.person = :person or (:asker and m.kind = 'sent'))
            """;

    private final JdbcClient db;

    MessagesReading(JdbcClient db) {
        this.db = db;
    }

    /** The message that opened a conversation; the page is about it. */
    Stored opening(Sight sight) {
        return query(sight, " order by m.at, m.id limit 1")
                .query(MessagesReading::stored)
                .single();
    }

    Optional<Stored> one(Sight sight, UUID message) {
        return query(sight, " and m.id = :message")
                .param("message", message)
                .query(MessagesReading::stored)
                .optional();
    }

    Window after(Sight sight, UUID message) {
        var found = query(sight, """
                 and (m.at, m.id) > (select a.at, a.id from conversation.message a where a.id = :after)
                 order by m.at, m.id limit :most
                """)
                .param("after", message)
                .param("most", MOST + 1)
                .query(MessagesReading::stored)
                .list();
        return found.size() > MOST ? new Window(found.subList(0, MOST), true) : new Window(found, false);
    }

    Map<UUID, List<PictureView>> pictures(UUID conversation) {
        var pictures = new HashMap<UUID, List<PictureView>>();
        db.sql("""
                select a.message, a.file, a.alt, a.width, a.height from conversation.attachment a
                  join conversation.message m on m.brand = a.brand and m.id = a.message
                 where m.conversation = ? and a.type like 'image/%' and a.thumb is not null order by a.message, a.position limit 2000
                """).param(conversation).query(row -> {
            pictures.computeIfAbsent(Rows.uuid(row, "message"), m -> new ArrayList<>())
                    .add(new PictureView(
                            row.getString("file"), row.getString("alt"), row.getInt("width"), row.getInt("height")));
        });
        return pictures;
    }

    Map<UUID, List<FileView>> files(UUID conversation) {
        var files = new HashMap<UUID, List<FileView>>();
        db.sql("""
                select a.message, a.file, a.name, a.bytes, a.alt from conversation.attachment a
                  join conversation.message m on m.brand = a.brand and m.id = a.message
                 where m.conversation = ? and a.thumb is null order by a.message, a.position limit 2000
                """).param(conversation).query(row -> {
            files.computeIfAbsent(Rows.uuid(row, "message"), m -> new ArrayList<>())
                    .add(new FileView(
                            row.getString("file"), row.getString("name"), row.getLong("bytes"), row.getString("alt")));
        });
        return files;
    }

    Ratings ratings(UUID conversation, @Nullable UUID person, byte @Nullable [] reader) {
        var counts = new HashMap<UUID, long[]>();
        db.sql(
                        "select message, help, count(*) as people from conversation.rating where conversation = ? and help <> 'no' group by message, help")
                .param(conversation)
                .query(row -> {
                    counts.computeIfAbsent(Rows.uuid(row, "message"), m -> new long[2])[
                                    row.getString("help").equals("yes") ? 0 : 1] =
                            row.getLong("people");
                });
        var own = new HashMap<UUID, Rated>();
        if (person != null || reader != null) {
            db.sql("""
                    select message, help, words from conversation.rating
                     where conversation = :conversation and (person = :person or reader = :reader)
                    """)
                    .param("conversation", conversation)
                    .param("person", person, Types.OTHER)
                    .param("reader", person == null ? reader : null, Types.BINARY)
                    .query(row -> {
                        own.put(
                                Rows.uuid(row, "message"),
                                new Rated(row.getString("help"), Rows.textOrNull(row, "words") != null));
                    });
        }
        return new Ratings(counts, own);
    }

    /** Who wrote here or said whether something helped: they may see more than everybody, or something of their own. */
    Set<UUID> involved(UUID conversation) {
        return new HashSet<>(db.sql("""
                select person from conversation.message where conversation = :id and person is not null
                union select person from conversation.rating where conversation = :id and person is not null
                """)
                .param("id", conversation)
                .query((row, n) -> Rows.uuid(row, "person"))
                .list());
    }

    private JdbcClient.StatementSpec query(Sight sight, String more) {
        return db.sql(SELECT + more)
                .param("conversation", sight.conversation())
                .param("person", sight.person(), Types.OTHER)
                .param("asker", sight.asker());
    }

    private static String shown(String text, @Nullable String html) {
        return html != null ? Headings.ordered(html) : Markdown.toHtml(text);
    }

    private static Stored stored(ResultSet row, int n) throws SQLException {
        return new Stored(
                Rows.uuid(row, "id"),
                row.getString("kind").equals("sent"),
                row.getString("visibility").equals("public"),
                Rows.uuidOrNull(row, "person"),
                Rows.textOrNull(row, "name"),
                Rows.textOrNull(row, "handle"),
                Rows.instantOrNull(row, "since"),
                Rows.uuidOrNull(row, "teammate"),
                Rows.uuidOrNull(row, "parent"),
                row.getString("channel_kind").equals("import"),
                Rows.textOrNull(row, "origin_url"),
                Rows.textOrNull(row, "language"),
                shown(row.getString("text"), Rows.textOrNull(row, "html")),
                Rows.textOrNull(row, "quoted"),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "hidden_at") != null,
                Rows.uuidOrNull(row, "hidden_by"),
                java.util.Objects.requireNonNullElse(Rows.textOrNull(row, "hidden_reason"), ""));
    }
}
