package parvis.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.search.Index.Found;

/** What is found first where very many hold the same word: more than are looked at closely. */
class IndexTest {
    private static final BrandId BRAND = new BrandId(Ids.next());
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final int MANY = 1_200;

    @TempDir
    Path directory;

    private Index index;

    @BeforeEach
    void aHouseInWhichManySpeakOfTheSame() throws IOException {
        index = Index.open(directory);
        for (var i = 0; i < MANY; i++) {
            put("Trafic", "Trafic", NOW.minus(Duration.ofDays(200 + i)));
        }
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void whatMovedJustNowComesFirstThoughOthersHoldTheWordMoreOften() throws IOException {
        var now = put(
                "Une autre chose", "Parmi bien des mots qui en disent peu, le trafic de ce matin, en passant.", NOW);
        index.refresh();

        assertThat(desk("trafic")).startsWith(now);
    }

    @Test
    void whatIsNamedSoCountsForMoreThanWhatHoldsTheWord() throws IOException {
        for (var i = 0; i < MANY; i++) {
            put("Autre", "moulin moulin", NOW);
        }
        var named = put("Les moulins qui ne tournent plus comme avant, et pourquoi, dans la cour", "Rien.", NOW);
        index.refresh();

        assertThat(desk("moulin")).as("in another number, in the subject").startsWith(named);
    }

    @Test
    void aWordThatManyHoldIsNotTakenForAnotherAndOneThatIsMistypedIs() throws IOException {
        var like = put("Trafid", "Trafid", NOW);
        index.refresh();

        assertThat(desk("trafic")).hasSize(60).doesNotContain(like);
        assertThat(desk("trafic interrompu"))
                .as("what two words find is nothing here")
                .isEmpty();
        assertThat(desk("trafci")).hasSize(60);
        assertThat(desk("trafid")).startsWith(like).hasSize(60);
    }

    private List<UUID> desk(String typed) throws IOException {
        return index.top(Queries.desk(BRAND, typed, NOW).orElseThrow(), 60).stream()
                .map(Found::conversation)
                .toList();
    }

    private UUID put(String subject, String text, Instant last) throws IOException {
        var id = Ids.next();
        var document = new Document();
        document.add(new StringField(Fields.ID, id.toString(), Field.Store.YES));
        document.add(new BinaryDocValuesField(Fields.ID, Fields.bytes(id)));
        document.add(new StringField(Fields.BRAND, BRAND.toString(), Field.Store.NO));
        document.add(new LongField(Fields.LAST, Documents.seconds(last), Field.Store.NO));
        for (var words : List.of(subject, text)) {
            document.add(new TextField(Fields.DESK.words(), words, Field.Store.NO));
        }
        document.add(new TextField(Fields.DESK.subject(Language.FRENCH), subject, Field.Store.NO));
        document.add(new TextField(Fields.DESK.body(Language.FRENCH), text, Field.Store.NO));
        index.put(id, document);
        return id;
    }
}
