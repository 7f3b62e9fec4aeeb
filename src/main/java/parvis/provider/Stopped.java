package parvis.provider;

/** Ends somebody's way in from wherever it has got to. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    Stopped(Trouble trouble) {
        super(trouble.word());
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
