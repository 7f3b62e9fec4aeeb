package parvis.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.TeammateId;
import parvis.conversation.State;
import parvis.database.Rows;
import parvis.desk.QueueFilters.Aside;

/** The queue as PostgreSQL keeps it. Calls belong inside a transaction of the brand. */
@Repository
class Queue {
    /** What fewer carry is rare. */
    private static final int COUNTED = 1_000;

    private static final int EXCERPT = 600;

    private final JdbcClient db;

    Queue(JdbcClient db) {
        this.db = db;
    }

    /**
     * A conversation in the queue.
     *
     * @param unsent whether somebody must say what became of an answer that was sent
     * @param absent whose it is who is away, while another has it; else null
     * @param asking whether the last word, notes aside, is that of whoever asked
     * @param lastKind of the last message, or null when there is none
     */
    record Row(
            UUID id,
            long number,
            String subject,
            String language,
            State state,
            @Nullable Instant due,
            @Nullable Instant asleep,
            Instant opened,
            Instant lastAt,
            String person,
            String handle,
            String channel,
            boolean asking,
            boolean unsent,
            @Nullable UUID absent,
            @Nullable UUID last,
            @Nullable String lastKind,
            @Nullable UUID lastTeammate,
            String lastText) {

        Cursor cursor(QueueWish.Sort sort) {
            return new Cursor(
                    switch (sort) {
                        case DUE -> due;
                        case LONGEST -> opened;
                        case NEWEST -> lastAt;
                        case WAKING -> asleep;
                    },
                    id);
        }
    }

    /**
     * Whom and what a wish names, as they are known here.
     *
     * @param owner whose conversations they are to be, or null for anybody's
     * @param absent who is away, and whose conversations somebody else has meanwhile, or null
     * @param sight which conversations whoever asks sees, in SQL
     */
    record Named(
            TeammateId me,
            @Nullable UUID product,
            @Nullable UUID owner,
            @Nullable UUID absent,
            String sight) {}

    /** One more than was asked for, when there are more. */
    List<Row> list(QueueWish wish, Named named, Instant now) {
        var rare = isRare(wish.filters().tag());
        var states = wish.filters().aside() == Aside.ASLEEP || wish.state() != null
                ? Collections.singletonList(wish.state())
                : List.of(State.values());
        // One search for each state, so that each walks along its own index and stops early.
        var parts = states.stream()
                .map(state -> "(" + part(state, wish, rare, named.sight()) + ")")
                .collect(Collectors.joining("\nunion all\n"));
        var order = order(wish.sort());
        return read(
                "select * from (" + parts + ") c order by " + order + limit(wish), order, parameters(wish, named, now));
    }

    /** Those that were found, the best first; whatever is gone since is left out. */
    List<Row> found(List<UUID> ids, String sight, int from, int most) {
        return read(
                "select c.* from conversation.conversation c where c.id = any(:ids) and " + sight,
                "array_position(:ids, c.id) limit " + most + " offset " + from,
                Map.of("ids", ids.toArray(UUID[]::new)));
    }

    /** The channels of the brand, by slug, with their kinds. */
    List<Channel> channels() {
        return db.sql("select slug, kind, name from conversation.channel order by kind <> 'square', slug limit 50")
                .query((row, n) -> new Channel(row.getString("slug"), row.getString("kind"), row.getString("name")))
                .list();
    }

    record Channel(String slug, String kind, String name) {}

    /** @param state null for what sleeps, in whatever state but closed: nobody waits for that to wake */
    private static String part(@Nullable State state, QueueWish wish, boolean rare, String sight) {
        var where = new ArrayList<String>();
        where.add(sight);
        where.add(
                state == null
                        ? "c.asleep_until is not null and c.state <> 'closed'"
                        : "c.state = '" + state.word() + "'");
        var filters = wish.filters();
        if (state == State.CLOSED) {
            where.add(filters.aside() == Aside.SPAM ? "c.spam_at is not null" : "c.spam_at is null");
        }
        switch (wish.view()) {
            case MINE -> where.add("c.owner = :me");
            case PROMISED -> where.add("coalesce(c.due_at, 'infinity') <= :until");
            case TEAM -> {}
        }
        // what sleeps is found where everything is listed, in a list of its own, by its words, and when its promise
        // comes near
        if (state == State.OPEN && wish.state() == State.OPEN && wish.view() != QueueWish.View.PROMISED) {
            where.add("c.asleep_until is null");
        }
        if (filters.channel() != null) {
            where.add("c.channel = :channel");
        }
        if (filters.product() != null) {
            where.add("c.product = :product");
        }
        if (filters.language() != null) {
            where.add("c.language = :language");
        }
        if (filters.tag() != null) {
            // what few carry is looked up, what many carry is met on the way along the list
            where.add(
                    rare
                            ? "c.id in (select t.conversation from conversation.tag t where t.tag = :tag)"
                            : "(select true from conversation.tag t where t.conversation = c.id and t.tag = :tag limit 1)");
        }
        if (filters.owner() != null) {
            where.add(filters.owner().equals(QueueFilters.NOBODY) ? "c.owner is null" : "c.owner = :owner");
        }
        if (filters.absent() != null) {
            where.add("c.id in (select s.conversation from conversation.standing_in s where s.absent = :absent)");
        }
        if (filters.waited() != null) {
            where.add("c.opened_at <= :since");
        }
        if (filters.unanswered()) {
            where.add("c.answers = 0");
        }
        if (wish.after() != null) {
            var beyond = wish.sort().direction.equals("asc") ? ">" : "<";
            where.add("(" + wish.sort().key + ", c.id) " + beyond + " (cast(:key as timestamptz), :id)");
        }
        return "select c.* from conversation.conversation c where " + String.join(" and ", where) + " order by "
                + order(wish.sort()) + limit(wish);
    }

    /** A figure, not a parameter: with one PostgreSQL would plan each time anew, which takes longer than finding them. */
    private static String limit(QueueWish wish) {
        return " limit " + (wish.most() + 1);
    }

    private static String order(QueueWish.Sort sort) {
        return sort.key + " " + sort.direction + ", c.id " + sort.direction;
    }

    private static Map<String, Object> parameters(QueueWish wish, Named named, Instant now) {
        var filters = wish.filters();
        var parameters = new HashMap<String, Object>();
        parameters.put("me", named.me().value());
        parameters.put("until", Rows.time(now.plus(QueueWish.View.SOON)));
        put(parameters, "channel", filters.channel());
        put(parameters, "product", named.product());
        put(parameters, "language", filters.language());
        put(parameters, "tag", filters.tag());
        put(parameters, "owner", named.owner());
        put(parameters, "absent", named.absent());
        if (filters.waited() != null) {
            parameters.put("since", Rows.time(now.minus(filters.waited().time)));
        }
        if (wish.after() != null) {
            parameters.put("key", wish.after().key());
            parameters.put("id", wish.after().id());
        }
        return parameters;
    }

    private boolean isRare(@Nullable String tag) {
        return tag != null
                && db.sql("select count(*) from (select 1 from conversation.tag where tag = ? limit " + COUNTED
                                        + ") carried")
                                .param(tag)
                                .query(Integer.class)
                                .single()
                        < COUNTED;
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private List<Row> read(String conversations, String order, Map<String, ?> parameters) {
        return db.sql("""
                select c.id, c.number, c.subject, c.language, c.state, c.due_at, c.asleep_until, c.opened_at, c.last_message_at, c.last_message,
                       standing.absent, p.name as person_name, p.handle as person_handle, channel.kind as channel_kind,
                       last.kind as last_kind, last.teammate as last_teammate, left(last.text, %d) as last_text,
                       -- asked apart, since each has an index of the few: together all messages of a conversation were read
                       exists (select 1 from conversation.message lost
                                where lost.conversation = c.id and lost.withheld is null and lost.state in ('unconfirmed', 'failed'))
                       or exists (select 1 from conversation.message lost
                                   where lost.conversation = c.id and lost.withheld is null and lost.letter is not null) as unsent,
                       coalesce(
                           case when last.kind <> 'note' and last.at >= c.last_message_at then last.person = c.person
                                else (select said.person = c.person from conversation.message said
                                       where said.conversation = c.id and said.kind <> 'note'
                                       order by said.at desc, said.id desc limit 1)
                           end, false) as asking
                  from (%s) c
                  join person.person p on p.brand = c.brand and p.id = c.person
                  join conversation.channel channel on channel.brand = c.brand and channel.slug = c.channel
                  left join conversation.standing_in standing on standing.brand = c.brand and standing.conversation = c.id
                  left join conversation.message last on last.brand = c.brand and last.id = c.last_message
                 order by %s
                """.formatted(EXCERPT, conversations, order))
                .params(parameters)
                .query(Queue::row)
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var text = Rows.textOrNull(row, "last_text");
        return new Row(
                Rows.uuid(row, "id"),
                row.getLong("number"),
                row.getString("subject"),
                row.getString("language"),
                State.of(row.getString("state")),
                Rows.instantOrNull(row, "due_at"),
                Rows.instantOrNull(row, "asleep_until"),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "last_message_at"),
                row.getString("person_name"),
                row.getString("person_handle"),
                row.getString("channel_kind"),
                row.getBoolean("asking"),
                row.getBoolean("unsent"),
                Rows.uuidOrNull(row, "absent"),
                Rows.uuidOrNull(row, "last_message"),
                Rows.textOrNull(row, "last_kind"),
                Rows.uuidOrNull(row, "last_teammate"),
                text == null ? "" : text);
    }
}
