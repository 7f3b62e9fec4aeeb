package parvis.keep;

/** How far it has come. */
public record Progress(Stage stage, String what, long rows) {
    public enum Stage {
        CHECKING,
        WRITING,
        FILES,
        LOADING,
        CONSTRAINTS
    }
}
