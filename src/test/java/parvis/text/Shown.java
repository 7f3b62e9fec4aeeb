package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Judges HTML as a browser reads it: what is there after parsing, not what the characters look like. */
final class Shown {

    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "a",
            Set.of("href", "rel"),
            "ol",
            Set.of("start"),
            "td",
            Set.of("align", "colspan", "rowspan"),
            "th",
            Set.of("align", "colspan", "rowspan"));

    private Shown() {}

    static Document safely(String html, String source) {
        var document = Jsoup.parse(html);
        assertThat(document.head().childNodeSize()).as(source).isZero();
        document.body().traverse((node, depth) -> {
            assertThat(node).as(source).isInstanceOfAny(Element.class, TextNode.class, Comment.class);
            if (node instanceof Comment comment) { // written between two braces, so that no template reads them
                assertThat(comment.getData()).as(source).isBlank();
            }
            if (node instanceof Element element && element != document.body()) {
                assertThat(SafeHtml.ELEMENTS).as(source).contains(element.tagName());
                for (Attribute attribute : element.attributes()) {
                    assertThat(ATTRIBUTES.getOrDefault(element.tagName(), Set.of()))
                            .as(source)
                            .contains(attribute.getKey());
                }
                if (element.hasAttr("href")) {
                    assertThat(element.attr("href")).as(source).matches("(?is)(https?://[^/].*|mailto:.*)");
                    assertThat(element.attr("rel").split(" ")).as(source).contains("nofollow", "ugc", "noopener");
                }
            }
        });
        return document;
    }
}
