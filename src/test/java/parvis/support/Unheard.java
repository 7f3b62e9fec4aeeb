package parvis.support;

import java.util.UUID;

/** Words that nobody has used: of letters alone, since figures may look like a telephone number, which the house stops. */
public final class Unheard {
    private Unheard() {}

    public static String word() {
        var word = new StringBuilder("z");
        UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .forEach(c -> word.append((char) (c <= '9' ? 'g' + c - '0' : c)));
        return word.toString();
    }
}
