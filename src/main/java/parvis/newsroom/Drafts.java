package parvis.newsroom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Teammate;
import parvis.conversation.Picture;
import parvis.database.BrandId;
import parvis.database.Rows;

/** Drafts, their versions and their pictures. Calls belong inside a transaction of the brand. */
@Repository
class Drafts {
    /**
     * Of an earlier state.
     *
     * @param pictures what each showed to those who do not see it, in order; null where nobody kept them yet
     */
    record Version(int version, Wording wording, @Nullable Map<UUID, String> pictures, Instant at, UUID teammate) {}

    private static final String VERSION =
            "select version, title, brief, words, channel, publish_at, pictures, alts, at, teammate from newsroom.version";

    private static final String COLUMNS = """
            id, number, title, brief, words, channel, publish_at, open_to_agency, state, published_on, version, changed_at,
            changed_by
            """;

    private final JdbcClient db;

    Drafts(JdbcClient db) {
        this.db = db;
    }

    long nextNumber(BrandId brand) {
        return db.sql("""
                insert into newsroom.counter (brand, last) values (?, 1)
                on conflict (brand) do update set last = newsroom.counter.last + 1
                returning last
                """).param(brand.value()).query(Long.class).single();
    }

    void insert(BrandId brand, Kept draft) {
        db.sql("""
                insert into newsroom.draft (brand, id, number, title, brief, words, channel, publish_at, open_to_agency, state,
                                            version, created_at, changed_at, changed_by)
                values (:brand, :id, :number, :title, :brief, :words, :channel, :publishAt, :open, 'draft',
                        :version, :at, :at, :by)
                """)
                .param("brand", brand.value())
                .param("id", draft.id())
                .param("number", draft.number())
                .param("title", draft.wording().title())
                .param("brief", draft.wording().brief())
                .param("words", draft.wording().text())
                .param("channel", draft.wording().channel())
                .param(
                        "publishAt",
                        Rows.timeOrNull(draft.wording().publishAt()),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("open", draft.openToAgency())
                .param("version", draft.version())
                .param("at", Rows.time(draft.changedAt()))
                .param("by", draft.changedBy())
                .update();
    }

    /** Among those that this teammate sees. */
    Optional<Kept> byNumber(Teammate reader, long number) {
        return one("", reader, number);
    }

    /** The same, held until the transaction ends. */
    Optional<Kept> take(Teammate writer, long number) {
        return one(" for update", writer, number);
    }

    private Optional<Kept> one(String how, Teammate reader, long number) {
        return db.sql("select " + COLUMNS + " from newsroom.draft where number = :number and (open_to_agency or :house)"
                        + how)
                .param("number", number)
                .param("house", !reader.role().isAgency())
                .query((row, n) -> kept(row))
                .optional()
                .map(this::withPictures);
    }

    /** The newest first. */
    List<Kept> list(Teammate reader, @Nullable Instant beforeAt, @Nullable UUID before, int most) {
        return db
                .sql("select " + COLUMNS + """
                          from newsroom.draft
                         where (open_to_agency or :house)
                           and (cast(:before as uuid) is null
                                or (changed_at, id) < (cast(:at as timestamptz), cast(:before as uuid)))
                         order by changed_at desc, id desc limit :most
                        """)
                .param("house", !reader.role().isAgency())
                .param("at", Rows.timeOrNull(beforeAt), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("before", before, java.sql.Types.OTHER)
                .param("most", most)
                .query((row, n) -> kept(row))
                .list()
                .stream()
                .map(this::withPictures)
                .toList();
    }

    void write(UUID draft, Wording wording, int version, UUID by, Instant at) {
        db.sql("""
                update newsroom.draft
                   set title = :title, brief = :brief, words = :words, channel = :channel, publish_at = :publishAt,
                       version = :version, changed_at = :at, changed_by = :by
                 where id = :id
                """)
                .param("title", wording.title())
                .param("brief", wording.brief())
                .param("words", wording.text())
                .param("channel", wording.channel())
                .param("publishAt", Rows.timeOrNull(wording.publishAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("version", version)
                .param("at", Rows.time(at))
                .param("by", by)
                .param("id", draft)
                .update();
    }

    void stand(UUID draft, Standing standing, @Nullable LocalDate publishedOn) {
        db.sql("update newsroom.draft set state = :state, published_on = :on where id = :id")
                .param("state", standing.word())
                .param("on", publishedOn, java.sql.Types.DATE)
                .param("id", draft)
                .update();
    }

    void open(UUID draft, boolean toAgency) {
        db.sql("update newsroom.draft set open_to_agency = ? where id = ?")
                .params(toAgency, draft)
                .update();
    }

    /** What was typed on since this moment, by the same teammate and without a pause, stays one version. */
    boolean typeOn(UUID draft, Wording wording, int from, int to, UUID by, Instant at, Instant since) {
        return db.sql("""
                        update newsroom.version
                           set version = :to, title = :title, brief = :brief, words = :words, channel = :channel,
                               publish_at = :publishAt, at = :at
                         where draft = :draft and version = :from and teammate = :by and sitting and began_at > :since
                        """)
                        .param("to", to)
                        .param("title", wording.title())
                        .param("brief", wording.brief())
                        .param("words", wording.text())
                        .param("channel", wording.channel())
                        .param(
                                "publishAt",
                                Rows.timeOrNull(wording.publishAt()),
                                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("at", Rows.time(at))
                        .param("draft", draft)
                        .param("from", from)
                        .param("by", by)
                        .param("since", Rows.time(since))
                        .update()
                == 1;
    }

    void keepVersion(BrandId brand, UUID draft, int version, Wording wording, UUID by, Instant at, boolean sitting) {
        db.sql("""
                insert into newsroom.version (brand, draft, version, title, brief, words, channel, publish_at, began_at, at,
                                              teammate, sitting)
                values (:brand, :draft, :version, :title, :brief, :words, :channel, :publishAt, :at, :at, :by, :sitting)
                """)
                .param("brand", brand.value())
                .param("draft", draft)
                .param("version", version)
                .param("title", wording.title())
                .param("brief", wording.brief())
                .param("words", wording.text())
                .param("channel", wording.channel())
                .param("publishAt", Rows.timeOrNull(wording.publishAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", Rows.time(at))
                .param("by", by)
                .param("sitting", sitting)
                .update();
        keepPictures(draft, version);
    }

    /** A version shows what the draft shows now. */
    void keepPictures(UUID draft, int version) {
        db.sql("""
                update newsroom.version
                   set pictures = array(select id from newsroom.picture where draft = :draft and shown order by id),
                       alts = array(select alt from newsroom.picture where draft = :draft and shown order by id)
                 where draft = :draft and version = :version
                """).param("draft", draft).param("version", version).update();
    }

    /** The draft shows what a version showed, where that was kept. */
    void bringPicturesBack(UUID draft, int version) {
        db.sql("""
                update newsroom.picture p
                   set shown = p.id = any(v.pictures),
                       alt = coalesce(v.alts[array_position(v.pictures, p.id)], p.alt)
                  from newsroom.version v
                 where v.draft = :draft and v.version = :version and v.pictures is not null and p.draft = v.draft
                """).param("draft", draft).param("version", version).update();
    }

    /** A sitting that ended: what comes next is a version of its own. */
    void close(UUID draft, int version) {
        db.sql("update newsroom.version set sitting = false where draft = ? and version = ?")
                .params(draft, version)
                .update();
    }

    /** The newest first. */
    List<Version> versions(UUID draft, int before, int most) {
        return db.sql(VERSION + " where draft = ? and version < ? order by version desc limit ?")
                .params(draft, before, most)
                .query((row, n) -> version(row))
                .list();
    }

    Optional<Version> version(UUID draft, int version) {
        return db.sql(VERSION + " where draft = ? and version = ?")
                .params(draft, version)
                .query((row, n) -> version(row))
                .optional();
    }

    /** Whether the words are still those that somebody saw: pictures that came or went take nothing from what they type. */
    boolean isAsSeen(Kept draft, int seen) {
        return seen == draft.version()
                || version(draft.id(), seen)
                        .filter(version -> version.wording().equals(draft.wording()))
                        .isPresent();
    }

    boolean wroteAlone(UUID draft, UUID teammate) {
        return !db.sql("select exists (select from newsroom.version where draft = ? and teammate <> ?)")
                .params(draft, teammate)
                .query(Boolean.class)
                .single();
    }

    /** With all that it ever was. What people said of its findings stays: the guard learned from it. */
    void delete(UUID draft) {
        db.sql("delete from newsroom.version where draft = ?").param(draft).update();
        db.sql("delete from newsroom.picture where draft = ?").param(draft).update();
        db.sql("delete from newsroom.draft where id = ?").param(draft).update();
    }

    /** Those that it shows. */
    List<DraftPicture> pictures(UUID draft) {
        return pictures(draft, " and shown");
    }

    /** Those that it ever showed. */
    List<DraftPicture> allPictures(UUID draft) {
        return pictures(draft, "");
    }

    private List<DraftPicture> pictures(UUID draft, String which) {
        return db.sql("select id, name, type, bytes, file, thumb, width, height, alt, credit from newsroom.picture"
                        + " where draft = ?" + which + " order by id")
                .param(draft)
                .query((row, n) -> new DraftPicture(
                        Rows.uuid(row, "id"),
                        new Picture(
                                row.getString("name"),
                                row.getString("type"),
                                row.getLong("bytes"),
                                row.getString("file"),
                                row.getString("thumb"),
                                row.getInt("width"),
                                row.getInt("height"),
                                row.getString("alt")),
                        row.getString("credit")))
                .list();
    }

    void addPicture(BrandId brand, UUID draft, DraftPicture added) {
        var picture = added.picture();
        db.sql("""
                insert into newsroom.picture (brand, id, draft, name, type, bytes, file, thumb, width, height, alt, credit)
                values (:brand, :id, :draft, :name, :type, :bytes, :file, :thumb, :width, :height, :alt, :credit)
                """)
                .param("brand", brand.value())
                .param("id", added.id())
                .param("draft", draft)
                .param("name", picture.name())
                .param("type", picture.type())
                .param("bytes", picture.bytes())
                .param("file", picture.file())
                .param("thumb", picture.thumb())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("alt", picture.alt())
                .param("credit", added.credit())
                .update();
    }

    void describe(UUID draft, UUID picture, String alt) {
        db.sql("update newsroom.picture set alt = ? where draft = ? and id = ?")
                .params(alt, draft, picture)
                .update();
    }

    boolean takeOut(UUID draft, UUID picture) {
        return db.sql("update newsroom.picture set shown = false where draft = ? and id = ? and shown")
                        .params(draft, picture)
                        .update()
                == 1;
    }

    private Kept withPictures(Kept draft) {
        return new Kept(
                draft.id(),
                draft.number(),
                draft.wording(),
                draft.standing(),
                draft.openToAgency(),
                draft.publishedOn(),
                draft.version(),
                draft.changedAt(),
                draft.changedBy(),
                pictures(draft.id()));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Rows.uuid(row, "id"),
                row.getLong("number"),
                wording(row),
                Standing.of(row.getString("state")),
                row.getBoolean("open_to_agency"),
                row.getObject("published_on", LocalDate.class),
                row.getInt("version"),
                Rows.instant(row, "changed_at"),
                Rows.uuid(row, "changed_by"),
                List.of());
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                wording(row),
                pictures(row),
                Rows.instant(row, "at"),
                Rows.uuid(row, "teammate"));
    }

    private static @Nullable Map<UUID, String> pictures(ResultSet row) throws SQLException {
        var kept = row.getArray("pictures");
        if (kept == null) {
            return null;
        }
        var ids = (UUID[]) kept.getArray();
        var alts = (String[]) row.getArray("alts").getArray();
        var pictures = new LinkedHashMap<UUID, String>();
        for (int i = 0; i < ids.length; i++) {
            pictures.put(ids[i], alts[i]);
        }
        return pictures;
    }

    private static Wording wording(ResultSet row) throws SQLException {
        return new Wording(
                row.getString("title"),
                row.getString("brief"),
                row.getString("words"),
                row.getString("channel"),
                Rows.instantOrNull(row, "publish_at"));
    }
}
