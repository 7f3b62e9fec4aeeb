package parvis.console;

/** The command ends with this code and one line that says why. */
final class Refusal extends RuntimeException {
    private final int exitCode;

    Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
