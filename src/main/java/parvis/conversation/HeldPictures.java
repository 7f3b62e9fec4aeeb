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
import org.springframework.stereotype.Component;
import parvis.brand.TeammateId;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Secrets;

/**
 * Pictures that came with what is not sent yet: with a draft, for its author, as long as that is kept; or with a form of the square
 * that came back, for whoever has its claim, for a day. Every node knows them.
 */
@Component
public class HeldPictures {
    /** For so long a form that came back can be sent again with its pictures. */
    static final Duration CLAIMED = Duration.ofDays(1);

    private final Transactions transactions;
    private final JdbcClient db;

    HeldPictures(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    public record Held(UUID id, Picture picture) {}

    /** @return what the form says to have it back; knowing the name of a file makes it nobody's own */
    public String claim(BrandId brand, Picture picture, Instant at) {
        var claim = Secrets.next();
        transactions.run(brand, () -> insert(brand, null, Secrets.hash(claim), picture, at));
        return claim;
    }

    /** Empty when it was not made here, or too long ago. */
    public Optional<Picture> claimed(BrandId brand, String claim, Instant now) {
        return transactions.reading(
                brand,
                () -> db.sql("select * from conversation.held_picture where claim = ? and held_at > ?")
                        .params(Secrets.hash(claim), Rows.time(now.minus(CLAIMED)))
                        .query(HeldPictures::held)
                        .optional()
                        .map(Held::picture));
    }

    /** Inside a transaction of the brand: those of a draft of theirs, in the order in which they came. */
    public List<Held> of(TeammateId by, UUID draft) {
        return db.sql("""
                select p.* from conversation.held_picture p join conversation.draft d on d.brand = p.brand and d.id = p.draft
                 where p.draft = ? and d.teammate = ? order by p.id
                """).params(draft, by.value()).query(HeldPictures::held).list();
    }

    /** One of a draft of theirs. */
    public Optional<Picture> one(BrandId brand, TeammateId by, UUID id) {
        return transactions.reading(
                brand,
                () -> db.sql("""
                select p.* from conversation.held_picture p join conversation.draft d on d.brand = p.brand and d.id = p.draft
                 where p.id = ? and d.teammate = ?
                """)
                        .params(id, by.value())
                        .query(HeldPictures::held)
                        .optional()
                        .map(Held::picture));
    }

    /** Inside a transaction of the brand. */
    void hold(BrandId brand, UUID draft, List<Picture> pictures, Instant at) {
        for (var picture : pictures) {
            insert(brand, draft, null, picture, at);
        }
    }

    /** Inside a transaction of the brand: what one of them shows, in the words of whoever sends it. */
    public void describe(TeammateId by, UUID draft, UUID id, String alt) {
        db.sql("""
                update conversation.held_picture p set alt = :alt from conversation.draft d
                 where p.id = :id and p.draft = :draft and p.alt <> :alt and d.brand = p.brand and d.id = p.draft and d.teammate = :by
                """)
                .param("alt", alt)
                .param("id", id)
                .param("draft", draft)
                .param("by", by.value())
                .update();
    }

    /** Inside a transaction of the brand: it does not go along any more, and is gone. */
    public void takeOut(TeammateId by, UUID draft, UUID id) {
        db.sql("""
                delete from conversation.held_picture p using conversation.draft d
                 where p.id = ? and p.draft = ? and d.brand = p.brand and d.id = p.draft and d.teammate = ?
                """).params(id, draft, by.value()).update();
    }

    /** Inside a transaction of the brand: forms that nobody sent again. Those of drafts go with them. */
    void sweep(Instant now) {
        db.sql("delete from conversation.held_picture where claim is not null and held_at < ?")
                .param(Rows.time(now.minus(CLAIMED)))
                .update();
    }

    private void insert(BrandId brand, @Nullable UUID draft, byte @Nullable [] claim, Picture picture, Instant at) {
        db.sql("""
                insert into conversation.held_picture (brand, id, draft, claim, name, type, bytes, file, thumb, width, height, alt, held_at)
                values (:brand, :id, cast(:draft as uuid), cast(:claim as bytea), :name, :type, :bytes, :file, :thumb, :width, :height, :alt, :at)
                """)
                .param("brand", brand.value())
                .param("id", Ids.next())
                .param("draft", draft)
                .param("claim", claim)
                .param("name", picture.name())
                .param("type", picture.type())
                .param("bytes", picture.bytes())
                .param("file", picture.file())
                .param("thumb", picture.thumb())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("alt", picture.alt())
                .param("at", Rows.time(at))
                .update();
    }

    private static Held held(ResultSet row, int n) throws SQLException {
        return new Held(
                Rows.uuid(row, "id"),
                new Picture(
                        row.getString("name"),
                        row.getString("type"),
                        row.getLong("bytes"),
                        row.getString("file"),
                        row.getString("thumb"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getString("alt")));
    }
}
