package parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.search.Mark.Cursor;

/** Reads conversations as documents of the index: many in two statements, one text at a time in memory. */
@Component
class Documents {
    /** Of the words of one conversation and one side; the newest are read first. */
    private static final int MOST_WORDS = 1_000_000;

    private static final FieldType HELD = held();

    private static final int LONGEST_ADDRESS = 400;
    private static final int ROWS = 200;

    private final JdbcClient db;
    private final Transactions transactions;

    Documents(JdbcClient db, Transactions transactions) {
        this.db = db;
        this.transactions = transactions;
    }

    /** Puts these conversations as they are now; those that are no more are removed. */
    void index(BrandId brand, Collection<UUID> conversations, long generation, Index index) {
        transactions.reading(brand, () -> {
            var heads = heads(conversations, generation);
            var missing = new HashSet<>(conversations);
            missing.removeAll(heads.keySet());
            try {
                for (var gone : missing) {
                    index.remove(gone);
                }
                write(conversations, heads, index);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    /** The conversations of people and products that changed: their names stand in the documents. */
    List<UUID> ofPeople(BrandId brand, Collection<UUID> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        return transactions.reading(
                brand,
                () -> db.sql("""
                select id from conversation.conversation where person = any(:people)
                union
                select conversation from conversation.message where person = any(:people)
                """)
                        .param("people", Columns.uuids(people))
                        .query(UUID.class)
                        .list());
    }

    List<UUID> ofProducts(BrandId brand, Collection<UUID> products) {
        if (products.isEmpty()) {
            return List.of();
        }
        return transactions.reading(
                brand,
                () -> db.sql("select id from conversation.conversation where product = any(:products)")
                        .param("products", Columns.uuids(products))
                        .query(UUID.class)
                        .list());
    }

    /** The next conversations of a brand, in the order of their ids. */
    List<UUID> after(Cursor cursor, int most) {
        return transactions.reading(
                new BrandId(cursor.brand()),
                () -> db.sql("select id from conversation.conversation where id > :after order by id limit :most")
                        .param("after", cursor.conversation())
                        .param("most", most)
                        .query(UUID.class)
                        .list());
    }

    /** A document under way: what is not yet known is its words. */
    private static final class Draft {
        final Document document = new Document();
        final Language language;
        final boolean open;
        final String asker;
        final Map<Fields, Integer> room = new HashMap<>();

        Draft(Language language, boolean open, String asker) {
            this.language = language;
            this.open = open;
            this.asker = asker;
        }

        void words(Fields side, String field, Language language, Tokens text) {
            var left = room.getOrDefault(side, MOST_WORDS);
            if (left > 0) {
                room.put(side, left - text.letters());
                document.add(new TextField(field, text.in(language)));
                document.add(new TextField(side.words(), text.plain()));
            }
        }

        /** Which words stand in it, and nothing of where. */
        void holds(Fields side, String field, TokenStream words) {
            if (room.getOrDefault(side, MOST_WORDS) > 0) {
                document.add(new Field(field, words, HELD));
            }
        }

        Set<Fields> sides(boolean isPublic) {
            return open && isPublic ? Set.of(Fields.SQUARE, Fields.DESK) : Set.of(Fields.DESK);
        }
    }

    private Map<UUID, Draft> heads(Collection<UUID> conversations, long generation) {
        var heads = new HashMap<UUID, Draft>();
        db.sql("""
                select c.brand, c.id, c.number, c.subject, c.language, c.person, c.last_message_at, p.name as product,
                       c.visibility = 'public' and c.hidden_at is null as open,
                       (select string_agg(t.tag, ' ') from conversation.tag t
                         where t.brand = c.brand and t.conversation = c.id) as tags
                  from conversation.conversation c
                  left join brand.product p on p.brand = c.brand and p.id = c.product
                 where c.id = any(:ids)
                """).param("ids", Columns.uuids(conversations)).query(row -> {
            heads.put(Rows.uuid(row, "id"), head(row, generation));
        });
        db.sql("""
                select x.conversation, p.name, p.handle,
                       (select string_agg(i.value, ' ') from person.identity i
                         where i.brand = p.brand and i.person = p.id
                           and (i.kind = 'email' or i.kind like 'handle:%')) as addresses
                  from (select id as conversation, person from conversation.conversation where id = any(:ids)
                        union
                        select conversation, person from conversation.message
                         where conversation = any(:ids) and person is not null) x
                  join person.person p on p.id = x.person
                """).param("ids", Columns.uuids(conversations)).query(row -> {
            var draft = heads.get(Rows.uuid(row, "conversation"));
            if (draft != null) {
                someone(draft, row);
            }
        });
        return heads;
    }

    private static Draft head(ResultSet row, long generation) throws SQLException {
        var draft = new Draft(
                Language.of(row.getString("language")),
                row.getBoolean("open"),
                Rows.uuid(row, "person").toString());
        var document = draft.document;
        document.add(new StoredField(Fields.ASKER, draft.asker));
        var id = Rows.uuid(row, "id");
        document.add(new StringField(Fields.ID, id.toString(), Field.Store.YES));
        document.add(new BinaryDocValuesField(Fields.ID, Fields.bytes(id)));
        document.add(new StringField(Fields.BRAND, Rows.uuid(row, "brand").toString(), Field.Store.NO));
        document.add(new StringField(Fields.NUMBER, Long.toString(row.getLong("number")), Field.Store.NO));
        document.add(new LongField(Fields.LAST, seconds(Rows.instant(row, "last_message_at")), Field.Store.NO));
        document.add(new LongPoint(Fields.GENERATION, generation));
        if (draft.open) {
            document.add(new StringField(Fields.OPEN, "1", Field.Store.NO));
        }
        var product = Rows.textOrNull(row, "product");
        var labels = labels(Rows.textOrNull(row, "tags"), product);
        var subject = Tokens.of(row.getString("subject"));
        for (var side : draft.sides(true)) {
            draft.words(side, side.subject(draft.language), draft.language, subject);
            draft.holds(side, side.asked(draft.language), subject.in(draft.language));
            if (product != null) {
                draft.holds(side, side.product(), Tokens.of(product).plain());
            }
            if (!labels.isEmpty()) {
                document.add(new TextField(side.labels(), labels, Field.Store.NO));
                document.add(new TextField(side.words(), labels, Field.Store.NO));
            }
        }
        return draft;
    }

    private static void someone(Draft draft, ResultSet row) throws SQLException {
        var words = row.getString("name") + " " + row.getString("handle");
        var addresses = Rows.textOrNull(row, "addresses");
        if (addresses != null) {
            words += " " + addresses.replaceAll("[@._+-]", " ");
            for (var address : addresses.split(" ")) {
                if (address.length() <= LONGEST_ADDRESS) {
                    draft.document.add(new StringField(Fields.ADDRESS, lower(address), Field.Store.NO));
                }
            }
        }
        draft.document.add(new TextField(Fields.DESK.labels(), words, Field.Store.NO));
        draft.document.add(new TextField(Fields.DESK.words(), words, Field.Store.NO));
    }

    private void write(Collection<UUID> conversations, Map<UUID, Draft> heads, Index index) throws IOException {
        var pending = new Pending(index);
        db.sql("""
                select conversation, language, text, origin_url, person, kind, visibility = 'public' and kind <> 'note' and state = 'sent' and hidden_at is null as open
                  from conversation.message where conversation = any(:ids) order by conversation, at desc, id desc
                """)
                .param("ids", Columns.uuids(conversations))
                .withFetchSize(ROWS)
                .query(row -> {
                    var id = Rows.uuid(row, "conversation");
                    var draft = heads.get(id);
                    if (draft != null) {
                        pending.next(id, draft);
                        message(draft, row);
                    }
                });
        pending.flush();
        for (var silent : heads.entrySet()) {
            if (!pending.written.contains(silent.getKey())) {
                index.put(silent.getKey(), silent.getValue().document);
            }
        }
    }

    private static void message(Draft draft, ResultSet row) throws SQLException {
        var code = Rows.textOrNull(row, "language");
        var language = code == null ? draft.language : Language.of(code);
        var text = Tokens.of(row.getString("text"));
        for (var side : draft.sides(row.getBoolean("open"))) {
            draft.words(side, side.body(language), language, text);
            var origin = Rows.textOrNull(row, "origin_url");
            if (origin != null) {
                draft.document.add(new TextField(side.words(), origin, Field.Store.NO));
            }
            if (!row.getString("kind").equals("note")) {
                var isAsker = draft.asker.equals(row.getString("person"));
                draft.holds(side, isAsker ? side.asked(language) : side.answered(language), text.in(language));
            }
        }
    }

    /** Messages come conversation by conversation: a document is written when the next one begins. */
    private static final class Pending {
        private final Index index;
        private final Set<UUID> written = new HashSet<>();
        private @Nullable UUID id;
        private @Nullable Draft draft;

        Pending(Index index) {
            this.index = index;
        }

        void next(UUID next, Draft nextDraft) {
            if (!next.equals(id)) {
                flush();
                id = next;
                draft = nextDraft;
            }
        }

        void flush() {
            if (id != null && draft != null) {
                try {
                    index.put(id, draft.document);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                // Its words are on disk now; the map of drafts must not hold them until the last one.
                draft.document.clear();
                written.add(id);
            }
        }
    }

    private static FieldType held() {
        var held = new FieldType(TextField.TYPE_NOT_STORED);
        held.setIndexOptions(IndexOptions.DOCS);
        held.freeze();
        return held;
    }

    static long seconds(Instant at) {
        return at.getEpochSecond();
    }

    static String lower(String address) {
        return address.toLowerCase(java.util.Locale.ROOT);
    }

    private static String labels(@Nullable String tags, @Nullable String product) {
        return ((tags == null ? "" : tags) + " " + (product == null ? "" : product)).strip();
    }
}
