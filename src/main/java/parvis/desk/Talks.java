package parvis.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.conversation.ConversationId;
import parvis.conversation.Help;
import parvis.conversation.Kind;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.database.Rows;

/** One conversation as PostgreSQL keeps it. Calls belong inside a transaction of the brand. */
@Repository
class Talks {
    private final JdbcClient db;

    Talks(JdbcClient db) {
        this.db = db;
    }

    /** @param begun whether the house wrote first and nothing followed yet */
    record Head(
            ConversationId id,
            long number,
            String slug,
            String subject,
            String language,
            State state,
            Visibility visibility,
            @Nullable UUID place,
            boolean hidden,
            String channel,
            @Nullable UUID product,
            UUID person,
            @Nullable UUID owner,
            Instant opened,
            @Nullable Instant due,
            @Nullable Instant answered,
            @Nullable Instant closed,
            @Nullable UUID lastMessage,
            boolean begun,
            boolean spam) {}

    record Said(
            UUID id,
            Kind kind,
            Visibility visibility,
            @Nullable UUID person,
            @Nullable String personName,
            @Nullable String personHandle,
            @Nullable UUID teammate,
            String channel,
            @Nullable String language,
            String text,
            @Nullable String html,
            @Nullable String quoted,
            Instant at,
            @Nullable UUID hiddenBy,
            @Nullable String hiddenReason,
            boolean hidden,
            String origin,
            String state,
            @Nullable String withheld,
            @Nullable String writtenFrom,
            int remotePictures,
            boolean raw,
            @Nullable String standing,
            @Nullable String standingOf,
            @Nullable Instant leaves,
            @Nullable String letter) {}

    record Rated(
            UUID id,
            @Nullable String name,
            Help help,
            @Nullable String words,
            Instant at) {}

    /**
     * Something that a teammate did to the conversation.
     *
     * @param beside who else it is about: who is away, or stands in (empty for the queue)
     */
    record Done(
            UUID id,
            String what,
            @Nullable UUID by,
            @Nullable String to,
            @Nullable String beside,
            Instant at) {}

    /** @param failed why it did not arrive there, or null */
    record Copy(String name, String email, @Nullable String failed) {}

    Map<UUID, List<Copy>> copies(List<UUID> messages) {
        return db
                .sql(
                        "select message, name, email, failed from conversation.copy where message = any(?) order by message, position")
                .param(messages.toArray(UUID[]::new))
                .query((row, n) -> Map.entry(
                        Rows.uuid(row, "message"),
                        new Copy(row.getString("name"), row.getString("email"), Rows.textOrNull(row, "failed"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** A file to be saved. */
    record Saved(String file, String name, long bytes, String words) {}

    record Shown(String file, @Nullable String thumb, String alt, int width, int height) {}

    Optional<ConversationId> byNumber(long number) {
        return db.sql("select id from conversation.conversation where number = ?")
                .param(number)
                .query((row, n) -> new ConversationId(Rows.uuid(row, "id")))
                .optional();
    }

    Optional<Head> head(long number) {
        return db.sql("""
                select c.*, channel.kind as channel_kind, kept.at as answered_at,
                       -- what is about to leave counts: nobody answers past it
                       coalesce((select d.message from conversation.departure d
                                   join conversation.message m on m.brand = d.brand and m.id = d.message
                                  where d.conversation = c.id and not d.later
                                    and m.stored_at > coalesce((select l.stored_at from conversation.message l
                                                                 where l.id = c.last_message), '-infinity')
                                  order by m.stored_at desc, d.message desc limit 1), c.last_message) as newest
                  from conversation.conversation c
                  left join conversation.message kept on kept.brand = c.brand and kept.id = c.retained
                  join conversation.channel channel on channel.brand = c.brand and channel.slug = c.channel
                 where c.number = ?
                """).param(number).query(Talks::head).optional();
    }

    Optional<Head> head(ConversationId id) {
        return db.sql("select number from conversation.conversation where id = ?")
                .param(id.value())
                .query(Long.class)
                .optional()
                .flatMap(this::head);
    }

    /** Whose it is who is away, while somebody else has it. */
    Optional<UUID> absent(ConversationId id) {
        return db.sql("select absent from conversation.standing_in where conversation = ?")
                .param(id.value())
                .query(UUID.class)
                .optional();
    }

    record Asleep(Instant until, UUID by) {}

    Optional<Asleep> asleep(ConversationId id) {
        return db.sql(
                        "select asleep_until, asleep_by from conversation.conversation where id = ? and asleep_until is not null")
                .param(id.value())
                .query((row, n) -> new Asleep(Rows.instant(row, "asleep_until"), Rows.uuid(row, "asleep_by")))
                .optional();
    }

    /** The newest messages before the cursor, the newest first. */
    List<Said> messages(ConversationId id, @Nullable Cursor before, int most) {
        var parameters = new HashMap<String, Object>();
        parameters.put("id", id.value());
        if (before != null) {
            parameters.put("key", before.key());
            parameters.put("before", before.id());
        }
        return db.sql("""
                select m.*, p.name as person_name, p.handle as person_handle, channel.kind as channel_kind,
                       mail.standing is not null as raw, nullif(mail.standing, '') as standing, mail.standing_of
                  from (select * from conversation.message
                         where conversation = :id %s
                         order by at desc, id desc limit %d) m
                  left join person.person p on p.brand = m.brand and p.id = m.person
                  left join conversation.channel channel on channel.brand = m.brand and channel.slug = m.channel
                  left join lateral (select coalesce(r.standing, '') as standing, r.standing_of
                                       from mail.received r where r.brand = m.brand and r.message = m.id
                                      order by r.received_at, r.id limit 1) mail on true
                 order by m.at desc, m.id desc
                """.formatted(before == null ? "" : "and (at, id) < (cast(:key as timestamptz), :before)", most))
                .params(parameters)
                .query(Talks::said)
                .list();
    }

    List<String> tags(ConversationId id) {
        return db.sql("select tag from conversation.tag where conversation = ? order by tag limit 50")
                .param(id.value())
                .query((row, n) -> row.getString("tag"))
                .list();
    }

    /** Another that this one names, or that names it. */
    record Linked(long number, String subject, boolean again) {}

    List<Linked> linked(ConversationId id, String sight) {
        return db.sql("""
                select c.number, c.subject, bool_or(l.kind = 'duplicate') as again
                  from (select other as id, kind from conversation.link where conversation = :id
                        union all
                        select conversation, kind from conversation.link where other = :id) l
                  join conversation.conversation c on c.id = l.id and %s
                 group by c.number, c.subject order by c.number limit 50
                """.formatted(sight))
                .param("id", id.value())
                .query((row, n) -> new Linked(row.getLong("number"), row.getString("subject"), row.getBoolean("again")))
                .list();
    }

    /** Those that carry tags are many: only where some are not seen is each looked at. */
    private static String among(String sight) {
        return sight.equals("true")
                ? ""
                : "where exists (select 1 from conversation.conversation c where c.id = t.conversation and " + sight
                        + ")";
    }

    /** The tags on the latest conversations that carry any, those that most of them carry first. */
    List<String> tagsInUse(int most, String sight) {
        return db.sql("""
                select tag from (select t.tag from conversation.tag t %s order by t.conversation desc limit 2000) latest
                 group by tag order by count(*) desc, tag limit %d
                """.formatted(among(sight), most))
                .query((row, n) -> row.getString("tag"))
                .list();
    }

    /** What else the same person began. */
    record Other(long number, String subject) {}

    /** Of two that are merged what is public stays so: into those of the person that this one may go, the latest first. */
    List<Other> others(Head head, String sight, int most) {
        return db.sql("""
                select c.number, c.subject from conversation.conversation c
                 where c.person = ? and c.id <> ? and c.spam_at is null and (c.visibility = 'public' or ?) and %s
                 order by c.last_message_at desc, c.id desc limit ?
                """.formatted(sight))
                .params(head.person(), head.id().value(), head.visibility() == Visibility.PRIVATE, most)
                .query((row, n) -> new Other(row.getLong("number"), row.getString("subject")))
                .list();
    }

    /** Who wrote a message. */
    record Newer(UUID message, String name) {}

    /** The first message after one that somebody has seen. */
    Optional<Newer> after(ConversationId id, UUID seen) {
        return db.sql("""
                select m.id, coalesce(t.name, p.name) as name
                  from conversation.message m
                  left join brand.teammate t on t.brand = m.brand and t.id = m.teammate
                  left join person.person p on p.brand = m.brand and p.id = m.person
                 where m.conversation = :id
                   and (m.at, m.id) > (select s.at, s.id from conversation.message s where s.id = :seen)
                 order by m.at, m.id limit 1
                """)
                .param("id", id.value())
                .param("seen", seen)
                .query((row, n) -> new Newer(Rows.uuid(row, "id"), row.getString("name")))
                .optional();
    }

    /** What people said about answers from one moment to another: those we know, and those who used words. */
    List<Rated> ratings(ConversationId id, Instant from, Instant to, int most) {
        return db.sql("""
                select r.id, r.help, r.words, r.at, p.name
                  from conversation.rating r left join person.person p on p.brand = r.brand and p.id = r.person
                 where r.conversation = ? and r.at >= ? and r.at < ? and (r.person is not null or r.words is not null)
                 order by r.at desc limit ?
                """)
                .params(id.value(), Rows.time(from), Rows.time(to), most)
                .query((row, n) -> new Rated(
                        Rows.uuid(row, "id"),
                        Rows.textOrNull(row, "name"),
                        Help.of(row.getString("help")),
                        Rows.textOrNull(row, "words"),
                        Rows.instant(row, "at")))
                .list();
    }

    /** Handed over, closed, reopened: from the ledger, which keeps what was done and by whom. */
    List<Done> done(ConversationId id, Instant from, Instant to, int most) {
        return db.sql("""
                select id, what, actor, at,
                       coalesce(detail ->> 'to', detail ->> 'number', detail ->> 'when', detail ->> 'why',
                                (select t.tag from conversation.tagging t where t.id = cast(e.detail ->> 'tag' as uuid))) as given_to,
                       coalesce(detail ->> 'for', detail ->> 'with') as beside
                  from ledger.event e
                 where conversation = ? and at >= ? and at < ?
                   and what in ('conversation.handed-over', 'conversation.closed', 'conversation.reopened',
                                 'answer.proposed', 'answer.revised', 'answer.returned', 'answer.approved', 'answer.approved-edited',
                                 'answer.unapproved', 'answer.taken-back', 'answer.put-off', 'answer.stopped', 'answer.arrived', 'answer.sent-again',
                                 'letters.stopped', 'letters.resumed', 'conversation.begun', 'conversation.merged',
                                 'conversation.put-to-sleep', 'conversation.woken', 'conversation.stood-in', 'conversation.given-back',
                                 'conversation.tagged', 'conversation.untagged',
                                 'conversation.spam', 'conversation.not-spam', 'conversation.undone',
                                 'conversation.linked', 'conversation.duplicate', 'conversation.unlinked', 'person.blocked',
                                 'conversation.split', 'conversation.split-from', 'conversation.split-undone', 'conversation.moved',
                                 'conversation.lent', 'conversation.taken-back')
                 order by at desc limit ?
                """)
                .params(id.value(), Rows.time(from), Rows.time(to), most)
                .query((row, n) -> new Done(
                        Rows.uuid(row, "id"),
                        row.getString("what"),
                        Rows.uuidOrNull(row, "actor"),
                        Rows.textOrNull(row, "given_to"),
                        Rows.textOrNull(row, "beside"),
                        Rows.instant(row, "at")))
                .list();
    }

    Map<UUID, List<Shown>> pictures(List<UUID> messages) {
        return db
                .sql("""
                select message, file, thumb, alt, coalesce(width, 0) as width, coalesce(height, 0) as height
                  from conversation.attachment where message = any(?) and thumb is not null order by message, position
                """)
                .param(messages.toArray(UUID[]::new))
                .query((row, n) -> Map.entry(
                        Rows.uuid(row, "message"),
                        new Shown(
                                row.getString("file"),
                                Rows.textOrNull(row, "thumb"),
                                row.getString("alt"),
                                row.getInt("width"),
                                row.getInt("height"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    Map<UUID, List<Saved>> files(List<UUID> messages) {
        return db
                .sql("""
                select message, file, name, bytes, alt from conversation.attachment
                 where message = any(?) and thumb is null order by message, position
                """)
                .param(messages.toArray(UUID[]::new))
                .query((row, n) -> Map.entry(
                        Rows.uuid(row, "message"),
                        new Saved(
                                row.getString("file"),
                                row.getString("name"),
                                row.getLong("bytes"),
                                row.getString("alt"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Head head(ResultSet row, int n) throws SQLException {
        return new Head(
                new ConversationId(Rows.uuid(row, "id")),
                row.getLong("number"),
                row.getString("slug"),
                row.getString("subject"),
                row.getString("language"),
                State.of(row.getString("state")),
                Visibility.of(row.getString("visibility")),
                Rows.uuidOrNull(row, "place"),
                Rows.instantOrNull(row, "hidden_at") != null,
                row.getString("channel_kind"),
                Rows.uuidOrNull(row, "product"),
                Rows.uuid(row, "person"),
                Rows.uuidOrNull(row, "owner"),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "due_at"),
                Rows.instantOrNull(row, "answered_at"),
                Rows.instantOrNull(row, "closed_at"),
                Rows.uuidOrNull(row, "newest"),
                Rows.uuidOrNull(row, "begun_by") != null && row.getInt("messages") == 1,
                Rows.instantOrNull(row, "spam_at") != null);
    }

    private static Said said(ResultSet row, int n) throws SQLException {
        return new Said(
                Rows.uuid(row, "id"),
                Kind.of(row.getString("kind")),
                Visibility.of(row.getString("visibility")),
                Rows.uuidOrNull(row, "person"),
                Rows.textOrNull(row, "person_name"),
                Rows.textOrNull(row, "person_handle"),
                Rows.uuidOrNull(row, "teammate"),
                java.util.Objects.requireNonNullElse(Rows.textOrNull(row, "channel_kind"), "square"),
                Rows.textOrNull(row, "language"),
                row.getString("text"),
                Rows.textOrNull(row, "html"),
                Rows.textOrNull(row, "quoted"),
                Rows.instant(row, "at"),
                Rows.uuidOrNull(row, "hidden_by"),
                Rows.textOrNull(row, "hidden_reason"),
                Rows.instantOrNull(row, "hidden_at") != null,
                row.getString("origin"),
                row.getString("state"),
                Rows.textOrNull(row, "withheld"),
                Rows.textOrNull(row, "written_from"),
                row.getInt("remote_pictures"),
                row.getBoolean("raw"),
                Rows.textOrNull(row, "standing"),
                Rows.textOrNull(row, "standing_of"),
                Rows.instantOrNull(row, "leaves_at"),
                Rows.textOrNull(row, "letter"));
    }
}
