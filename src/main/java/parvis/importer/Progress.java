package parvis.importer;

/**
 * How far an import has come.
 *
 * @param of how many there are; 0 while that is not known. Mails are counted by the mebibytes that hold them
 * @param rows that were read so far, of whatever kind
 * @param leftOut so many of them were not brought
 */
public record Progress(Stage stage, long done, long of, long rows, long leftOut) {
    static Progress reading() {
        return new Progress(Stage.READING, 0, 0, 0, 0);
    }

    public enum Stage {
        READING,
        PEOPLE,
        QUESTIONS,
        ANSWERS,
        COMMENTS,
        LINKS,
        MAILS,
        MESSAGES;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
