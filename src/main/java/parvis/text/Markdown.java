package parvis.text;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Markdown as people write it (CommonMark, with tables, strike-through and bare addresses), as HTML that is safe to show.
 * HTML tags in it are shown as they were typed; a line break is a line break; images become links; headings begin at h2.
 *
 * <p>Work and output stay in proportion to the text whatever it holds: nesting past {@link #DEEPEST} stays text, and a
 * text longer than {@link #LONGEST}, or that would unfold past {@link #LONGEST_HTML}, is shown plain.
 */
public final class Markdown {

    /** In UTF-16 units. Parsing brackets takes time in the square of their number: here, half a second at worst. */
    public static final int LONGEST = 50_000;

    /** In UTF-16 units; what lies beyond is not shown at all. */
    public static final int LONGEST_PLAIN = 500_000;

    static final int LONGEST_HTML = 2_000_000;
    static final int DEEPEST = 24;

    private static final List<Extension> EXTENSIONS = List.of(
            AutolinkExtension.create(),
            StrikethroughExtension.create(),
            TablesExtension.builder().maxCells(5_000).build());

    // Without blocks of HTML, a line that begins with a tag is a paragraph like any other.
    private static final Set<Class<? extends Block>> BLOCKS = new LinkedHashSet<>(List.of(
            Heading.class,
            FencedCodeBlock.class,
            ThematicBreak.class,
            ListBlock.class,
            BlockQuote.class,
            IndentedCodeBlock.class));

    private static final Parser PARSER = parser().extensions(EXTENSIONS).build();

    private static final Parser WITHOUT_TABLES = parser().extensions(
                    List.of(AutolinkExtension.create(), StrikethroughExtension.create()))
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .softbreak("<br />\n")
            .nodeRendererFactory(HouseNodes::new)
            .build();

    private static final PolicyFactory POLICY = SafeHtml.ours();

    private Markdown() {}

    public static String toHtml(String text) {
        if (text.length() > LONGEST) {
            return plain(text);
        }
        var html = new Bounded(LONGEST_HTML);
        try {
            RENDERER.render(parse(text), html);
        } catch (Bounded.Full unfolded) {
            return plain(text);
        }
        return Headings.ordered(POLICY.sanitize(html.toString()));
    }

    static Node parse(String text) {
        try {
            return PARSER.parse(text);
        } catch (IllegalArgumentException moreCellsThanAllowed) {
            return WITHOUT_TABLES.parse(text);
        }
    }

    private static Parser.Builder parser() {
        return Parser.builder()
                .enabledBlockTypes(BLOCKS)
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST);
    }

    private static String plain(String text) {
        var shown = text.length() <= LONGEST_PLAIN
                ? text
                : text.substring(0, PlainText.wholeCharacters(text, LONGEST_PLAIN)) + "…";
        var escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<p>" + escaped.replace("\n", "<br />\n") + "</p>";
    }

    /** Refuses to grow past a bound: a reference definition can be repeated in three characters and unfold to thousands. */
    private static final class Bounded implements Appendable {

        static final class Full extends RuntimeException {
            Full() {
                super(null, null, false, false);
            }
        }

        private final StringBuilder written = new StringBuilder();
        private final int bound;

        Bounded(int bound) {
            this.bound = bound;
        }

        @Override
        public Appendable append(CharSequence part) {
            if (written.length() + part.length() > bound) {
                throw new Full();
            }
            written.append(part);
            return this;
        }

        @Override
        public Appendable append(CharSequence part, int start, int end) throws IOException {
            return append(part.subSequence(start, end));
        }

        @Override
        public Appendable append(char character) {
            return append(String.valueOf(character));
        }

        @Override
        public String toString() {
            return written.toString();
        }
    }
}
