package parvis.console;

import org.springframework.aot.AotDetector;
import org.springframework.core.SpringProperties;
import org.springframework.util.ClassUtils;

/**
 * What Spring finds out about the classes of a server at each start, found out once, while the program is built: a third of what a
 * start takes. {@code ./parvis} has Spring's ahead-of-time processing call {@link #main}, which hands over a context that never
 * runs, and puts the classes that it writes beside ours. What depends on how a house is run must not be decided there: the demo,
 * which has beans of its own, and a server that takes no mail start without.
 */
public final class Preparing {
    private static final String PREPARED = Preparing.class.getName() + "__ApplicationContextInitializer";

    private Preparing() {}

    /** @param args the class of the application */
    public static void main(String[] args) throws ClassNotFoundException {
        Program.prepare(Class.forName(args[0]));
    }

    /** From now on, when there is something prepared. */
    static void use() {
        if (ClassUtils.isPresent(PREPARED, null)) {
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        }
    }
}
