package parvis.search;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.lucene.util.BytesRef;

/**
 * The fields of a document. Those of the square hold nothing but what everybody may read; those of the desk hold all. They
 * are apart so that no question asked on the square can touch, count or be ranked by a private word.
 *
 * @param prefix of all fields of this side
 */
enum Fields {
    SQUARE("square."),
    DESK("desk.");

    /** Of the conversation: to be replaced by it, and beside that {@link #bytes} of it, since it is read for each hit. */
    static final String ID = "id";

    static final String BRAND = "brand";
    static final String NUMBER = "number";
    static final String ADDRESS = "desk.address";
    /** The person who asked. */
    static final String ASKER = "asker";

    static final String LAST = "last";
    static final String GENERATION = "generation";
    /** Set on what everybody may read. */
    static final String OPEN = "open";

    private final String prefix;

    Fields(String prefix) {
        this.prefix = prefix;
    }

    /** In the words of a language, stemmed. */
    String subject(Language language) {
        return prefix + "subject." + language.code();
    }

    String body(Language language) {
        return prefix + "body." + language.code();
    }

    /** What was asked: the subject and what the person wrote who asked. */
    String asked(Language language) {
        return prefix + "asked." + language.code();
    }

    /** What others said to it, colleagues and members; no notes. */
    String answered(Language language) {
        return prefix + "answered." + language.code();
    }

    /** The name of the product that it is about. */
    String product() {
        return prefix + "product";
    }

    /** Everything, folded but not stemmed: for exact words, typing errors and beginnings of words. */
    String words() {
        return prefix + "words";
    }

    /** Tags and the product's name. */
    String labels() {
        return prefix + "labels";
    }

    static BytesRef bytes(UUID id) {
        return new BytesRef(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    static UUID uuid(BytesRef bytes) {
        var buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
