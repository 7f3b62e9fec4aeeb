package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.conversation.ConversationEvent.ManyHandedOver;
import parvis.conversation.ConversationEvent.ManyUndone;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;

/**
 * What a colleague is to know: at the desk at once, by a letter when they did not see it in some minutes. Colleagues say after
 * how many, or that they want none.
 */
@Component
public class Alerts {
    /** Where nobody said otherwise. */
    public static final int MINUTES = 10;

    public static final int MOST_MINUTES = 1_440;
    /** More than anybody counts. */
    public static final int COUNTED = 100;

    private static final int MOST_JUDGES = 20;

    public enum About {
        /** Somebody named them in a note. */
        MENTION,
        /** They were given many conversations at once. */
        MANY,
        /** An answer waits for their approval. */
        APPROVAL,
        /** An answer of theirs came back with a word of advice. */
        RETURNED,
        /** An answer of theirs was approved. */
        APPROVED,
        /** Somebody is away, and what is theirs is with them. */
        STANDING_IN,
        /** They are back, and have again what others had for them. */
        BACK;

        /** Whether it is about several conversations, and leads to the desk. */
        public boolean isOfMany() {
            return this == MANY || this == STANDING_IN || this == BACK;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param message the note or the answer, or null */
    public record Alert(
            UUID id,
            UUID teammate,
            About about,
            long number,
            String subject,
            @Nullable UUID message,
            int count,
            UUID by,
            Instant at,
            boolean seen) {}

    private static final String SELECT = """
            select a.id, a.teammate, a.kind, c.number, c.subject, a.message, a.count, a.by_teammate, a.at, a.seen_at
              from conversation.alert a join conversation.conversation c on c.brand = a.brand and c.id = a.conversation
            """;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Mentions mentions;
    private final Absences absences;
    private final Team team;

    Alerts(Transactions transactions, JdbcClient db, Mentions mentions, Absences absences, Team team) {
        this.absences = absences;
        this.transactions = transactions;
        this.db = db;
        this.mentions = mentions;
        this.team = team;
    }

    /** Inside the transaction that keeps the note. */
    void noted(Brand brand, ConversationId id, MessageId note, Teammate by, String text, Instant at) {
        for (var teammate : mentions.of(brand, text)) {
            if (!teammate.id().equals(by.id())) {
                db.sql(
                                "insert into conversation.mention (brand, message, teammate) values (?, ?, ?) on conflict do nothing")
                        .params(brand.id().value(), note.value(), teammate.id().value())
                        .update();
                insert(brand.id(), teammate.id(), About.MENTION, id, note.value(), null, 1, by.id(), at);
            }
        }
    }

    /**
     * An answer waits: for whoever it speaks for, else for whoever has the conversation and may answer it, else for all who may
     * answer everything.
     */
    void proposed(Brand brand, Conversation c, MessageId message, Teammate drafter, Teammate voice, Instant at) {
        for (var who : judges(brand, c, drafter, voice, at)) {
            insert(brand.id(), who.id(), About.APPROVAL, c.id(), message.value(), null, 1, drafter.id(), at);
        }
    }

    private List<Teammate> judges(Brand brand, Conversation c, Teammate drafter, Teammate voice, Instant at) {
        if (!voice.id().equals(drafter.id())) {
            var away = absences.away(brand, at);
            return away.of(voice.id().value()).isEmpty()
                    ? List.of(voice)
                    : away.decideFor(voice.id().value()).stream()
                            .filter(t -> !t.id().equals(drafter.id()))
                            .limit(MOST_JUDGES)
                            .toList();
        }
        var owner = c.owner() == null
                ? Optional.<Teammate>empty()
                : team.byId(brand.id(), c.owner()).filter(t -> t.mayAct(c.owner()));
        return owner.map(List::of)
                .orElseGet(() -> team.of(brand.id()).stream()
                        .filter(t -> t.may(Permission.ANSWER_ANY))
                        .limit(MOST_JUDGES)
                        .toList());
    }

    /** Answers in the name of somebody who is away wait for this colleague now: each is told once. */
    void waitsInNameOf(BrandId brand, UUID absent, Teammate who, Instant at) {
        var waiting = db.sql("""
                select a.message, a.drafter, m.conversation
                  from conversation.approval a join conversation.message m on m.brand = a.brand and m.id = a.message
                 where a.state = 'waiting' and m.teammate = :absent and a.drafter not in (:absent, :who)
                   and not exists (select 1 from conversation.alert told where told.message = a.message
                                    and told.teammate = :who and told.kind = 'approval')
                 order by a.message limit 200
                """)
                .param("absent", absent)
                .param("who", who.id().value())
                .query((row, n) -> new Waiting(
                        Rows.uuid(row, "message"),
                        new TeammateId(Rows.uuid(row, "drafter")),
                        new ConversationId(Rows.uuid(row, "conversation"))))
                .list();
        for (var one : waiting) {
            insert(brand, who.id(), About.APPROVAL, one.conversation(), one.message(), null, 1, one.drafter(), at);
        }
    }

    private record Waiting(UUID message, TeammateId drafter, ConversationId conversation) {}

    /** @param by who is away, or is back */
    void stoodIn(BrandId brand, About about, UUID whom, ConversationId first, int count, UUID by, Instant at) {
        insert(brand, new TeammateId(whom), about, first, null, null, count, new TeammateId(by), at);
    }

    /** What was told of it before holds no more. */
    void settled(MessageId message) {
        db.sql("delete from conversation.alert where message = ? and kind in ('approval', 'returned', 'approved')")
                .param(message.value())
                .update();
    }

    void decided(Brand brand, Approval approval, About what, Teammate by, Instant at) {
        settled(approval.message());
        // an agency has no desk: it finds what came back where it wrote it
        if (team.byId(brand.id(), approval.drafter())
                .filter(t -> t.may(Permission.ANSWER_LENT))
                .isPresent()) {
            return;
        }
        insert(
                brand.id(),
                new TeammateId(approval.drafter()),
                what,
                approval.conversation(),
                approval.message().value(),
                null,
                1,
                by.id(),
                at);
    }

    @EventListener
    void given(ManyHandedOver given) {
        insert(
                given.brand(),
                given.holder(),
                About.MANY,
                given.conversations().getFirst(),
                null,
                given.bulk(),
                given.conversations().size(),
                given.from(),
                given.at());
    }

    @EventListener
    void undone(ManyUndone undone) {
        db.sql("delete from conversation.alert where bulk = ?")
                .param(undone.bulk())
                .update();
    }

    private void insert(
            BrandId brand,
            TeammateId teammate,
            About about,
            ConversationId conversation,
            @Nullable UUID message,
            @Nullable UUID bulk,
            int count,
            TeammateId by,
            Instant at) {
        db.sql("""
                insert into conversation.alert (brand, id, teammate, kind, conversation, message, bulk, count, by_teammate, at)
                values (:brand, :id, :teammate, :kind, :conversation, :message, :bulk, :count, :by, :at)
                """)
                .param("brand", brand.value())
                .param("id", Ids.next())
                .param("teammate", teammate.value())
                .param("kind", about.word())
                .param("conversation", conversation.value())
                .param("message", message)
                .param("bulk", bulk)
                .param("count", count)
                .param("by", by.value())
                .param("at", Rows.time(at))
                .update();
    }

    /** The latest first. Belongs inside a transaction of the brand, as do the next two. */
    public List<Alert> latest(TeammateId teammate, int most) {
        return db.sql(SELECT + " where a.teammate = ? order by a.at desc, a.id desc limit ?")
                .params(teammate.value(), most)
                .query(Alerts::alert)
                .list();
    }

    /** How many they have not seen, at most {@link #COUNTED}. */
    public int unseen(TeammateId teammate) {
        return db.sql(
                        "select count(*) from (select 1 from conversation.alert where teammate = ? and seen_at is null limit "
                                + COUNTED + ") unseen")
                .param(teammate.value())
                .query(Integer.class)
                .single();
    }

    /** After how many minutes a letter tells them; empty for never. */
    public Optional<Integer> minutes(TeammateId teammate) {
        return db
                .sql("select minutes from conversation.alert_wish where teammate = ?")
                .param(teammate.value())
                .query((row, n) -> Optional.ofNullable(Rows.intOrNull(row, "minutes")))
                .list()
                .stream()
                .findFirst()
                .orElse(Optional.of(MINUTES));
    }

    /** They looked at this conversation. */
    public void seen(BrandId brand, TeammateId teammate, long number, Instant at) {
        transactions.run(
                brand,
                () -> db.sql("""
                update conversation.alert set seen_at = ?
                 where teammate = ? and seen_at is null
                   and conversation = (select id from conversation.conversation where number = ?)
                """)
                        .params(Rows.time(at), teammate.value(), number)
                        .update());
    }

    public void allSeen(BrandId brand, TeammateId teammate, Instant at) {
        transactions.run(
                brand,
                () -> db.sql("update conversation.alert set seen_at = ? where teammate = ? and seen_at is null")
                        .params(Rows.time(at), teammate.value())
                        .update());
    }

    /** @param minutes from 1 to {@link #MOST_MINUTES}, or null for no letter */
    public void wish(BrandId brand, TeammateId teammate, @Nullable Integer minutes) {
        transactions.run(
                brand,
                () -> db.sql("""
                insert into conversation.alert_wish (brand, teammate, minutes) values (:brand, :teammate, :minutes)
                on conflict (brand, teammate) do update set minutes = excluded.minutes
                """)
                        .param("brand", brand.value())
                        .param("teammate", teammate.value())
                        .param("minutes", minutes)
                        .update());
    }

    /** What a letter is to tell now, once: those that nobody saw in time. Belongs inside a transaction of the brand. */
    public List<Alert> overdue(Instant now) {
        var ids = db.sql("""
                update conversation.alert set mailed_at = :now
                 where id in (select a.id from conversation.alert a
                                left join conversation.alert_wish w on w.brand = a.brand and w.teammate = a.teammate
                               where a.seen_at is null and a.mailed_at is null
                                 and (w.teammate is null or w.minutes is not null)
                                 and a.at <= cast(:now as timestamptz) - make_interval(mins => coalesce(w.minutes, :minutes))
                               order by a.at limit 500 for update of a skip locked)
                returning id
                """)
                .param("now", Rows.time(now))
                .param("minutes", MINUTES)
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        return db.sql(SELECT + " where a.id = any(?) order by a.teammate, a.at, a.id")
                .param(ids.toArray(UUID[]::new))
                .query(Alerts::alert)
                .list();
    }

    /** What was told long ago is history, and stands in the conversation. */
    void forget(Instant before) {
        db.sql("delete from conversation.alert where at < ?")
                .param(Rows.time(before))
                .update();
    }

    private static Alert alert(ResultSet row, int n) throws SQLException {
        return new Alert(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "teammate"),
                About.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("number"),
                row.getString("subject"),
                Rows.uuidOrNull(row, "message"),
                row.getInt("count"),
                Rows.uuid(row, "by_teammate"),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "seen_at") != null);
    }
}
