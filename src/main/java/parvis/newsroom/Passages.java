package parvis.newsroom;

import java.text.Normalizer;
import java.util.Locale;
import parvis.guard.Check;
import parvis.guard.Finding;

/** What a verdict is tied to: the passage without what may change around it. */
final class Passages {
    /** A longer passage is known by its beginning. */
    private static final int MOST = 500;

    private Passages() {}

    /**
     * Empty for what is said of the whole text or of a picture: such a verdict holds in its own draft and teaches nothing about
     * others.
     */
    static String of(Finding finding, String text) {
        var whole = finding.start() == 0 && finding.end() >= text.strip().length();
        if (finding.check() == Check.PICTURE) {
            return finding.why().arguments().isEmpty()
                    ? ""
                    : PICTURE + normal(finding.why().arguments().getFirst().toString());
        }
        return whole || finding.end() > text.length() ? "" : normal(text.substring(finding.start(), finding.end()));
    }

    /** Before the name of a picture: no passage of a text begins so. */
    static final String PICTURE = "\u241f";

    /** Whether a verdict on it says something about other drafts. */
    static boolean teaches(String passage) {
        return !passage.isEmpty() && !passage.startsWith(PICTURE);
    }

    static String normal(String passage) {
        var plain = Normalizer.normalize(passage, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\p{C}", "")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .replaceAll("^[\\p{P}\\p{Z}]+|[\\p{P}\\p{Z}]+$", "");
        return plain.length() <= MOST ? plain : plain.substring(0, MOST);
    }
}
