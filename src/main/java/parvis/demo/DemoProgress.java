package parvis.demo;

/** The demo is being loaded: so many of its conversations have begun. Published for whoever waits at the console. */
public record DemoProgress(int conversations, int of) {

    /** Everything is there. */
    public record Ready() {}

    /** Loading stopped for good; the log says more. */
    public record Failed(String reason) {}
}
