package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Answers that the house gives often: each has a colleague who keeps it right. */
@Component
public class CannedAnswers {
    /** In characters, as people count them. */
    public static final int MOST_TITLE = 80;

    public static final int MOST_TEXT = 8_000;
    /** Of a brand: more would be searched and not known. */
    public static final int MOST = 500;

    /** @param owner the colleague who keeps it right */
    public record Canned(
            UUID id,
            String title,
            LocalText text,
            UUID owner,
            int uses,
            @Nullable Instant lastUsed) {

        /** In that language, or in the other one where there is none. */
        public String in(String language) {
            var own = text.in(language);
            return own.isBlank() ? text.in(language.equals("fr") ? "en" : "fr") : own;
        }
    }

    /** What somebody wrote, cleaned. */
    public record Wording(String title, LocalText text, UUID owner) {
        boolean isWhole() {
            return !title.isBlank() && !(text.fr().isBlank() && text.en().isBlank());
        }
    }

    public enum Outcome {
        DONE,
        /** It has no title, no text, or nobody who may keep it. */
        INCOMPLETE,
        TOO_MANY,
        /** It is kept by somebody else. */
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;
    private final Ledger ledger;

    CannedAnswers(Transactions transactions, JdbcClient db, Team team, Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
        this.ledger = ledger;
    }

    /**
     * Those that hold all of the words somewhere, the most used first. Belongs inside a transaction of the brand.
     *
     * @param words empty for all
     */
    public List<Canned> find(String words, int most) {
        var each = words.isBlank() ? new String[0] : words.strip().split("\\s+");
        var likes = Arrays.stream(each)
                .limit(8)
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
        return db.sql("""
                select * from conversation.canned
                 where not exists (select from unnest(cast(:likes as text[])) word
                                    where title || ' ' || text_fr || ' ' || text_en not ilike word)
                 order by uses desc, title collate "fr-x-icu", id limit :most
                """)
                .param("likes", likes)
                .param("most", most)
                .query(CannedAnswers::canned)
                .list();
    }

    /** Belongs inside a transaction of the brand. */
    public Optional<Canned> byId(UUID id) {
        return db.sql("select * from conversation.canned where id = ?")
                .param(id)
                .query(CannedAnswers::canned)
                .optional();
    }

    public Outcome add(Brand brand, Teammate by, Wording wording, Instant at) {
        if (!by.may(Permission.ANSWER_OWN)) {
            return Outcome.NOT_ALLOWED;
        }
        if (!wording.isWhole() || !canKeep(brand, by, wording.owner())) {
            return Outcome.INCOMPLETE;
        }
        return transactions.in(brand.id(), () -> {
            var count = db.sql("select count(*) from conversation.canned")
                    .query(Integer.class)
                    .single();
            if (count >= MOST) {
                return Outcome.TOO_MANY;
            }
            var id = Ids.next();
            db.sql("""
                    insert into conversation.canned (brand, id, title, text_fr, text_en, teammate, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(brand.id().value(), id, wording.title())
                    .params(wording.text().fr(), wording.text().en(), wording.owner(), Rows.time(at))
                    .update();
            return told(brand, by, id, "canned.added", at);
        });
    }

    public Outcome change(Brand brand, Teammate by, UUID id, Wording wording, Instant at) {
        return transactions.in(brand.id(), () -> {
            var before = lock(id);
            if (before.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!mayChange(by, before.get().owner())) {
                return Outcome.NOT_ALLOWED;
            }
            if (!wording.isWhole() || !canKeep(brand, by, wording.owner())) {
                return Outcome.INCOMPLETE;
            }
            db.sql("""
                    update conversation.canned set title = ?, text_fr = ?, text_en = ?, teammate = ?, changed_at = ? where id = ?
                    """)
                    .params(wording.title(), wording.text().fr(), wording.text().en())
                    .params(wording.owner(), Rows.time(at), id)
                    .update();
            return told(brand, by, id, "canned.changed", at);
        });
    }

    public Outcome remove(Brand brand, Teammate by, UUID id, Instant at) {
        return transactions.in(brand.id(), () -> {
            var before = lock(id);
            if (before.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!mayChange(by, before.get().owner())) {
                return Outcome.NOT_ALLOWED;
            }
            db.sql("delete from conversation.canned where id = ?").param(id).update();
            return told(brand, by, id, "canned.removed", at);
        });
    }

    /** @param into the conversation in which somebody put it into an answer; null for a letter that begins one */
    public void used(Brand brand, Teammate by, UUID id, @Nullable ConversationId into, Instant at) {
        transactions.run(brand.id(), () -> {
            db.sql("update conversation.canned set uses = uses + 1, last_used_at = ? where id = ?")
                    .params(Rows.time(at), id)
                    .update();
            ledger.write(new LedgerEvent(
                    brand.id(),
                    at,
                    "canned.used",
                    Actor.teammate(by.id().value()),
                    "canned",
                    id,
                    into == null ? null : into.value(),
                    How.DESK,
                    Map.of()));
        });
    }

    public static boolean mayChange(Teammate by, UUID owner) {
        return by.may(Permission.ANSWER_ANY)
                || by.may(Permission.ANSWER_OWN) && by.id().value().equals(owner);
    }

    /** Who answers one's own keeps one's own; who answers everything says who keeps what. */
    private boolean canKeep(Brand brand, Teammate by, UUID owner) {
        return (by.may(Permission.ANSWER_ANY) || by.id().value().equals(owner))
                && team.byId(brand.id(), owner)
                        .filter(t -> t.may(Permission.ANSWER_OWN))
                        .isPresent();
    }

    private Optional<Canned> lock(UUID id) {
        return db.sql("select * from conversation.canned where id = ? for update")
                .param(id)
                .query(CannedAnswers::canned)
                .optional();
    }

    private Outcome told(Brand brand, Teammate by, UUID id, String what, Instant at) {
        ledger.write(new LedgerEvent(
                brand.id(), at, what, Actor.teammate(by.id().value()), "canned", id, null, How.DESK, Map.of()));
        return Outcome.DONE;
    }

    private static Canned canned(ResultSet row, int n) throws SQLException {
        return new Canned(
                Rows.uuid(row, "id"),
                row.getString("title"),
                new LocalText(row.getString("text_fr"), row.getString("text_en")),
                Rows.uuid(row, "teammate"),
                row.getInt("uses"),
                Rows.instantOrNull(row, "last_used_at"));
    }
}
