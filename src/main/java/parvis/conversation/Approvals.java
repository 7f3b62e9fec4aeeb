package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.database.BrandId;
import parvis.database.Rows;

/** Answers that wait for approval, as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
public class Approvals {
    /** More than anybody counts. */
    public static final int COUNTED = 100;

    private static final String FROM = """
              from conversation.approval a
              join conversation.message m on m.brand = a.brand and m.id = a.message
              join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
            """;
    private static final String SELECT = """
            select a.*, m.conversation, m.teammate as voice, m.visibility, m.text,
                   encode(sha256(convert_to(concat_ws(E'\\x1f', m.visibility, m.teammate, m.text,
                       (select string_agg(concat_ws(E'\\x1e', f.file, f.name, f.alt), E'\\x1d' order by f.position)
                          from conversation.attachment f where f.brand = m.brand and f.message = m.id),
                       (select string_agg(x.email, E'\\x1d' order by x.position)
                          from conversation.copy x where x.brand = m.brand and x.message = m.id)), 'UTF8')), 'hex') as version
            """ + FROM;
    /**
     * What somebody may approve: what they could send themselves, unless it stands in yet another's name; and what those could
     * for whom they decide while these are away.
     */
    private static final String THEIRS = """
             where a.state = 'waiting' and a.drafter <> :me
               and (m.teammate = a.drafter or m.teammate = :me or m.teammate = any(:covered))
            """;

    private static final String OF_THEIR_OWN = " and (c.owner is null or c.owner = :me or c.owner = any(:covered))";
    private static final String IN_SIGHT = " and (m.teammate = :me or m.teammate = any(:covered) or c.owner = :me)";

    private final JdbcClient db;

    Approvals(JdbcClient db) {
        this.db = db;
    }

    public Optional<Approval> byMessage(MessageId message) {
        return db.sql(SELECT + " where a.message = ?")
                .param(message.value())
                .query(Approvals::approval)
                .optional();
    }

    /** Of a conversation, those that left too. */
    public List<Approval> of(ConversationId conversation) {
        return db.sql(SELECT + " where m.conversation = ? order by a.message desc limit 200")
                .param(conversation.value())
                .query(Approvals::approval)
                .list();
    }

    /**
     * What waits for them, the oldest first.
     *
     * @param covered those who are away and for whom they decide
     */
    public List<Approval> waitingFor(Teammate who, Set<UUID> covered, int most) {
        return who.may(Permission.ANSWER_OWN) || who.may(Permission.ANSWER_ANY)
                ? db.sql(SELECT + theirs(who) + " order by a.proposed_at, a.message limit :most")
                        .param("me", who.id().value())
                        .param("covered", covered.toArray(UUID[]::new))
                        .param("most", most)
                        .query(Approvals::approval)
                        .list()
                : List.of();
    }

    /** What they wrote and nobody approved yet, the oldest first. */
    public List<Approval> draftedBy(TeammateId who, int most) {
        return db.sql(SELECT
                        + " where a.drafter = ? and a.state <> 'approved' order by a.proposed_at, a.message limit ?")
                .params(who.value(), most)
                .query(Approvals::approval)
                .list();
    }

    /** How many wait for them, at most {@link #COUNTED}. */
    public int count(Teammate who, Set<UUID> covered) {
        return who.may(Permission.ANSWER_OWN) || who.may(Permission.ANSWER_ANY)
                ? db.sql("select count(*) from (select 1 " + FROM + theirs(who) + " limit " + COUNTED + ") waiting")
                        .param("me", who.id().value())
                        .param("covered", covered.toArray(UUID[]::new))
                        .query(Integer.class)
                        .single()
                : 0;
    }

    private static String theirs(Teammate who) {
        return THEIRS
                + (who.may(Permission.ANSWER_ANY) ? "" : OF_THEIR_OWN)
                + (who.may(Permission.SEE_ALL) ? "" : IN_SIGHT);
    }

    /** How many of theirs came back, at most {@link #COUNTED}. */
    public int returned(TeammateId drafter) {
        return db.sql(
                        "select count(*) from (select 1 from conversation.approval where drafter = ? and state = 'returned' limit "
                                + COUNTED + ") returned")
                .param(drafter.value())
                .query(Integer.class)
                .single();
    }

    boolean isWaiting(ConversationId conversation, TeammateId drafter) {
        return db.sql("select exists (select 1 " + FROM
                        + " where m.conversation = ? and a.drafter = ? and a.state <> 'approved')")
                .params(conversation.value(), drafter.value())
                .query(Boolean.class)
                .single();
    }

    void insert(BrandId brand, MessageId message, TeammateId drafter, @Nullable Instant wanted, Instant at) {
        db.sql("""
                insert into conversation.approval (brand, message, drafter, proposed_at, wanted_at)
                values (:brand, :message, :drafter, :at, :wanted)
                """)
                .param("brand", brand.value())
                .param("message", message.value())
                .param("drafter", drafter.value())
                .param("at", Rows.time(at))
                .param("wanted", Rows.timeOrNull(wanted))
                .update();
    }

    /** Other words, by its drafter: it is to be looked at again. */
    void reword(MessageId message, String text) {
        words(message, text);
        db.sql("update conversation.approval set state = 'waiting' where message = ?")
                .param(message.value())
                .update();
    }

    void words(MessageId message, String text) {
        db.sql("update conversation.message set text = ? where id = ?")
                .params(text, message.value())
                .update();
    }

    void giveBack(MessageId message, TeammateId by, String advice, Instant at) {
        db.sql("""
                update conversation.approval set state = 'returned', advice = ?, decided_by = ?, decided_at = ? where message = ?
                """).params(advice, by.value(), Rows.time(at), message.value()).update();
    }

    /** From here on it stands in its conversation as what was said last, whenever it was drafted. */
    void approve(Approval approval, TeammateId by, boolean edited, Instant at) {
        var message = approval.message();
        db.sql(
                        "update conversation.message set withheld = null, written_from = null, at = ?, stored_at = default where id = ?")
                .params(Rows.time(at), message.value())
                .update();
        db.sql("""
                update conversation.approval
                   set state = 'approved', approved = ?, decided_by = ?, decided_at = ?, edited = ? where message = ?
                """)
                .params(approval.version(), by.value(), Rows.time(at), edited, message.value())
                .update();
    }

    /** What was approved is not any more. */
    void waitAgain(MessageId message) {
        db.sql("update conversation.approval set state = 'waiting', approved = null, edited = false where message = ?")
                .param(message.value())
                .update();
    }

    private static Approval approval(ResultSet row, int n) throws SQLException {
        return new Approval(
                new MessageId(Rows.uuid(row, "message")),
                new ConversationId(Rows.uuid(row, "conversation")),
                Rows.uuid(row, "drafter"),
                Rows.uuid(row, "voice"),
                Visibility.of(row.getString("visibility")),
                row.getString("text"),
                Approval.State.of(row.getString("state")),
                row.getString("version"),
                Rows.instant(row, "proposed_at"),
                Rows.instantOrNull(row, "wanted_at"),
                Rows.textOrNull(row, "advice"),
                Rows.textOrNull(row, "approved"),
                Rows.uuidOrNull(row, "decided_by"),
                Rows.instantOrNull(row, "decided_at"),
                row.getBoolean("edited"));
    }
}
