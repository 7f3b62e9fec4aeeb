package parvis.text;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Headings that leave h1 and h2 to the page, and images that are links: a reader's browser loads nothing from elsewhere. */
final class HouseNodes implements NodeRenderer {

    private final HtmlNodeRendererContext context;

    HouseNodes(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Heading.class, Image.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case Heading heading -> heading(heading);
            case Image image -> image(image);
            default -> throw new IllegalStateException(node.toString());
        }
    }

    private void heading(Heading heading) {
        var out = context.getWriter();
        var tag = "h" + Math.min(heading.getLevel() + 2, 6);
        out.line();
        out.tag(tag);
        for (var child = heading.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        out.tag('/' + tag);
        out.line();
    }

    private void image(Image image) {
        var out = context.getWriter();
        var words = Words.of(image, Integer.MAX_VALUE).strip();
        if (insideLink(image)) {
            out.text(words);
            return;
        }
        out.tag("a", Map.of("href", image.getDestination()));
        out.text(words.isEmpty() ? image.getDestination() : words);
        out.tag("/a");
    }

    private static boolean insideLink(Node node) {
        for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof Link || parent instanceof Image) {
                return true;
            }
        }
        return false;
    }
}
