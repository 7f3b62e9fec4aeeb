package parvis.text;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Images that are links: a reader's browser loads nothing from elsewhere. */
final class HouseNodes implements NodeRenderer {

    private final HtmlNodeRendererContext context;

    HouseNodes(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Image.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Image image) {
            image(image);
        }
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
