package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;

/**
 * Keeps what colleagues type before they send it, for their own eyes. A window that changes a draft says which revision it
 * showed; where another window was faster, its words become a draft of their own, and neither is lost.
 */
@Component
public class AnswerDrafts {
    /** In UTF-16 units. */
    public static final int MOST_TEXT = 20_000;
    /** Of one colleague; who keeps more than this throws some away first. */
    static final int MOST = 300;
    /** Of one colleague in one conversation: more windows than that are not worked in. */
    static final int MOST_HERE = 8;
    /** For so long what was thrown away can be put back. */
    public static final Duration UNDO = Duration.ofHours(1);

    public sealed interface Outcome {
        /** @param others what they have kept beside it at the same place, the latest first */
        record Kept(AnswerDraft draft, List<AnswerDraft> others) implements Outcome {}

        /** Nothing was left of it. */
        record Emptied() implements Outcome {}

        record TooMany() implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final HeldPictures held;

    AnswerDrafts(Transactions transactions, JdbcClient db, HeldPictures held) {
        this.transactions = transactions;
        this.db = db;
        this.held = held;
    }

    /**
     * @param conversation null for a letter by which the house writes first
     * @param draft the one that this window goes on with, or null
     * @param revision of it, as the window last heard
     */
    public Outcome keep(
            Brand brand,
            Teammate by,
            @Nullable ConversationId conversation,
            @Nullable UUID draft,
            int revision,
            AnswerDraft.Typed typed,
            Instant at) {
        return keep(brand, by, conversation, draft, revision, typed, List.of(), at);
    }

    /** The same with pictures that came for it, beside those that it has; with them, nothing else needs to be typed. */
    public Outcome keep(
            Brand brand,
            Teammate by,
            @Nullable ConversationId conversation,
            @Nullable UUID draft,
            int revision,
            AnswerDraft.Typed typed,
            List<Picture> pictures,
            Instant at) {
        return transactions.in(brand.id(), () -> {
            if (typed.isNothing() && pictures.isEmpty() && !hasPictures(by.id(), draft)) {
                if (draft != null) {
                    forget(by.id(), draft, revision);
                }
                return new Outcome.Emptied();
            }
            var id = draft != null && change(by.id(), conversation, draft, revision, typed, at)
                    ? draft
                    : begin(brand, by.id(), conversation, typed, at);
            if (id == null) {
                return new Outcome.TooMany();
            }
            held.hold(brand.id(), id, pictures, at);
            var all = here(by.id(), conversation);
            return new Outcome.Kept(
                    all.stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow(),
                    all.stream().filter(d -> !d.id().equals(id)).toList());
        });
    }

    /** Inside a transaction of the brand: what of theirs is kept at this place, the latest first. */
    public List<AnswerDraft> here(TeammateId by, @Nullable ConversationId conversation) {
        return db.sql("""
                select * from conversation.draft
                 where teammate = :by and conversation is not distinct from cast(:conversation as uuid) and discarded_at is null
                 order by changed_at desc, id desc
                """)
                .param("by", by.value())
                .param("conversation", id(conversation))
                .query(AnswerDrafts::draft)
                .list();
    }

    /** Inside a transaction of the brand: what they threw away here last and may still put back. */
    public Optional<AnswerDraft> thrownAway(TeammateId by, @Nullable ConversationId conversation, Instant now) {
        return db.sql("""
                select * from conversation.draft
                 where teammate = :by and conversation is not distinct from cast(:conversation as uuid) and discarded_at > :since
                 order by discarded_at desc limit 1
                """)
                .param("by", by.value())
                .param("conversation", id(conversation))
                .param("since", Rows.time(now.minus(UNDO)))
                .query(AnswerDrafts::draft)
                .optional();
    }

    /** Inside a transaction of the brand: the numbers of the conversations in which they have a draft. */
    public Set<Long> numbers(TeammateId by) {
        return Set.copyOf(db.sql("""
                select distinct c.number from conversation.draft d
                  join conversation.conversation c on c.brand = d.brand and c.id = d.conversation
                 where d.teammate = ? and d.discarded_at is null limit 300
                """).param(by.value()).query(Long.class).list());
    }

    /** It can be put back for a while. False when it is not theirs, or gone. */
    public boolean throwAway(Brand brand, Teammate by, UUID draft, Instant at) {
        return transactions.in(
                brand.id(),
                () -> db.sql(
                                        "update conversation.draft set discarded_at = ?, revision = revision + 1 where id = ? and teammate = ? and discarded_at is null")
                                .params(Rows.time(at), draft, by.id().value())
                                .update()
                        > 0);
    }

    public boolean putBack(Brand brand, Teammate by, UUID draft, Instant at) {
        return transactions.in(
                brand.id(),
                () -> db.sql("""
                        update conversation.draft set discarded_at = null, changed_at = :at, revision = revision + 1
                         where id = :id and teammate = :by and discarded_at > :since
                        """)
                                .param("at", Rows.time(at))
                                .param("id", draft)
                                .param("by", by.id().value())
                                .param("since", Rows.time(at.minus(UNDO)))
                                .update()
                        > 0);
    }

    /** Inside a transaction of the brand: it was sent. */
    public void sent(TeammateId by, UUID draft) {
        db.sql("delete from conversation.draft where id = ? and teammate = ?")
                .params(draft, by.value())
                .update();
    }

    /** Inside a transaction of the brand: words and pictures that come back into the hands of whoever wrote them, whatever else they keep. */
    void comesBack(
            Brand brand,
            TeammateId by,
            @Nullable ConversationId conversation,
            AnswerDraft.Typed typed,
            List<Picture> pictures,
            Instant at) {
        held.hold(brand.id(), insert(brand, by, conversation, typed, at), pictures, at);
    }

    /** Inside a transaction of the brand. */
    void sweep(Instant untouchedSince, Instant discardedBefore) {
        db.sql("delete from conversation.draft where changed_at < ? or discarded_at < ?")
                .params(Rows.time(untouchedSince), Rows.time(discardedBefore))
                .update();
    }

    private boolean hasPictures(TeammateId by, @Nullable UUID draft) {
        return draft != null && !held.of(by, draft).isEmpty();
    }

    private void forget(TeammateId by, UUID draft, int revision) {
        db.sql("delete from conversation.draft where id = ? and teammate = ? and revision = ?")
                .params(draft, by.value(), revision)
                .update();
    }

    private boolean change(
            TeammateId by,
            @Nullable ConversationId conversation,
            UUID draft,
            int revision,
            AnswerDraft.Typed typed,
            Instant at) {
        return db.sql("""
                update conversation.draft
                   set destination = :destination, text = :text, recipient = :recipient, name = :name, copies = :copies,
                       subject = :subject, language = :language, revision = revision + 1, changed_at = :at
                 where id = :id and teammate = :by and conversation is not distinct from cast(:conversation as uuid)
                   and revision = :revision and discarded_at is null
                """)
                        .param("destination", typed.destination())
                        .param("text", typed.text())
                        .param("recipient", typed.recipient())
                        .param("name", typed.name())
                        .param("copies", typed.copies())
                        .param("subject", typed.subject())
                        .param("language", typed.language())
                        .param("at", Rows.time(at))
                        .param("id", draft)
                        .param("by", by.value())
                        .param("conversation", id(conversation))
                        .param("revision", revision)
                        .update()
                > 0;
    }

    private @Nullable UUID begin(
            Brand brand, TeammateId by, @Nullable ConversationId conversation, AnswerDraft.Typed typed, Instant at) {
        var kept = db.sql("""
                select count(*) as every, count(*) filter (where conversation is not distinct from cast(:conversation as uuid)) as here
                  from conversation.draft where teammate = :by and discarded_at is null
                """)
                .param("by", by.value())
                .param("conversation", id(conversation))
                .query((row, n) -> row.getInt("every") < MOST && row.getInt("here") < MOST_HERE)
                .single();
        return kept ? insert(brand, by, conversation, typed, at) : null;
    }

    private UUID insert(
            Brand brand, TeammateId by, @Nullable ConversationId conversation, AnswerDraft.Typed typed, Instant at) {
        var id = Ids.next();
        db.sql("""
                insert into conversation.draft (brand, id, teammate, conversation, destination, text, recipient, name, copies, subject,
                                                language, changed_at)
                values (:brand, :id, :by, cast(:conversation as uuid), :destination, :text, :recipient, :name, :copies, :subject,
                        :language, :at)
                """)
                .param("brand", brand.id().value())
                .param("id", id)
                .param("by", by.value())
                .param("conversation", id(conversation))
                .param("destination", typed.destination())
                .param("text", typed.text())
                .param("recipient", typed.recipient())
                .param("name", typed.name())
                .param("copies", typed.copies())
                .param("subject", typed.subject())
                .param("language", typed.language())
                .param("at", Rows.time(at))
                .update();
        return id;
    }

    private static @Nullable UUID id(@Nullable ConversationId conversation) {
        return conversation == null ? null : conversation.value();
    }

    private static AnswerDraft draft(ResultSet row, int n) throws SQLException {
        var conversation = Rows.uuidOrNull(row, "conversation");
        return new AnswerDraft(
                Rows.uuid(row, "id"),
                conversation == null ? null : new ConversationId(conversation),
                new AnswerDraft.Typed(
                        row.getString("destination"),
                        row.getString("text"),
                        row.getString("recipient"),
                        row.getString("name"),
                        row.getString("copies"),
                        row.getString("subject"),
                        row.getString("language")),
                row.getInt("revision"),
                Rows.instant(row, "changed_at"),
                Rows.instantOrNull(row, "discarded_at"));
    }
}
