package parvis.importer;

/**
 * How far an import has come.
 *
 * @param of how many there are; 0 while that is not known
 */
public record Progress(Stage stage, long done, long of) {
    public enum Stage {
        READING,
        PEOPLE,
        QUESTIONS,
        ANSWERS,
        COMMENTS,
        LINKS;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
