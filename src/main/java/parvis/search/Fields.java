package parvis.search;

/**
 * The fields of a document. Those of the square hold nothing but what everybody may read; those of the desk hold all. They
 * are apart so that no question asked on the square can touch, count or be ranked by a private word.
 *
 * @param prefix of all fields of this side
 */
enum Fields {
    SQUARE("square."),
    DESK("desk.");

    static final String ID = "id";
    static final String BRAND = "brand";
    static final String NUMBER = "number";
    static final String ADDRESS = "desk.address";
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

    /** Everything, folded but not stemmed: for exact words, typing errors and beginnings of words. */
    String words() {
        return prefix + "words";
    }

    /** Tags and the product's name. */
    String labels() {
        return prefix + "labels";
    }
}
