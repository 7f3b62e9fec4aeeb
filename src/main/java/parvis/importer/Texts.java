package parvis.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Incoming;
import parvis.text.Clean;
import parvis.text.PlainText;
import parvis.text.SafeHtml;

/** Texts of a dump as they are kept: posts are HTML, comments a little Markdown, tags {@code <a><b>} or {@code |a|b|}. */
final class Texts {
    /** Tags and links make HTML longer than what it says. */
    private static final int MOST_HTML = 4 * Incoming.MOST_TEXT;

    private static final int MOST_NAME = 80;
    private static final int MOST_TAG = 50;
    private static final Pattern TAG = Pattern.compile("[^<>|]+");
    /** A link that begins with one slash is relative to the site. */
    private static final Pattern RELATIVE = Pattern.compile("]\\(/(?!/)");

    record Body(String text, String html) {}

    private final LongAdder pictures = new LongAdder();
    private final SafeHtml safe;
    private final @Nullable String base;

    Texts(Site site) {
        this.safe = new SafeHtml(site.base(), SafeHtml.Images.LINKED, pictures::increment);
        this.base = site.base() == null ? null : site.base().toString();
    }

    /** How many there were so far in the bodies: each stays where it is, and is linked. */
    long pictures() {
        return pictures.sum();
    }

    Body body(String html) {
        var safeHtml = safe.sanitize(Clean.text(html, MOST_HTML).text()).replace("\0", "");
        return new Body(PlainText.ofSafe(safeHtml), safeHtml);
    }

    String comment(String markdown) {
        var text = Clean.text(markdown, Incoming.MOST_TEXT).text();
        return base == null ? text : RELATIVE.matcher(text).replaceAll(Matcher.quoteReplacement("](" + base + "/"));
    }

    static String subject(String title) {
        var subject = Clean.line(title, Incoming.MOST_SUBJECT).text();
        return subject.isEmpty() ? "…" : subject;
    }

    static String name(String name, String otherwise) {
        var clean = Clean.line(name, MOST_NAME).text();
        return clean.isEmpty() ? otherwise : clean;
    }

    static List<String> tags(String written) {
        var tags = new ArrayList<String>();
        for (var found = TAG.matcher(written); found.find(); ) {
            var tag = Clean.line(found.group(), MOST_TAG).text();
            if (!tag.isEmpty()) {
                tags.add(tag);
            }
        }
        return tags;
    }
}
