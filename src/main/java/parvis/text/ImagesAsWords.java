package parvis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;
import parvis.text.SafeHtml.Images;

/** Turns each image into a link to it or into nothing, before the policy judges the link. */
final class ImagesAsWords extends HtmlStreamEventReceiverWrapper {

    private final Images images;
    private final Predicate<String> allowed;
    private final Runnable linked;
    private boolean insideLink;

    /** @param linked told of each image that is still within reach: by its own link, or by the one that it stood in */
    ImagesAsWords(HtmlStreamEventReceiver underlying, Images images, Predicate<String> allowed, Runnable linked) {
        super(underlying);
        this.images = images;
        this.allowed = allowed;
        this.linked = linked;
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (element.equals("img")) {
            image(attribute(attributes, "src"), attribute(attributes, "alt").strip());
            return;
        }
        insideLink |= element.equals("a");
        underlying.openTag(element, attributes);
    }

    @Override
    public void closeTag(String element) {
        insideLink &= !element.equals("a");
        if (!element.equals("img")) {
            underlying.closeTag(element);
        }
    }

    private void image(String source, String alternative) {
        if (images == Images.LINKED && allowed.test(source)) {
            linked.run();
        }
        if (insideLink) { // a link in a link is none
            underlying.text(alternative.isEmpty() && images == Images.LINKED ? fileName(source) : alternative);
        } else if (images == Images.LINKED) {
            underlying.openTag("a", new ArrayList<>(List.of("href", source))); // the policy edits it
            underlying.text(alternative.isEmpty() ? fileName(source) : alternative);
            underlying.closeTag("a");
        }
    }

    /** The last part of the path; for what cannot be linked (data:, cid:) there is nothing worth reading. */
    private static String fileName(String source) {
        if (source.startsWith("data:") || source.startsWith("cid:")) {
            return "";
        }
        var path = source.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String attribute(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return attributes.get(i + 1);
            }
        }
        return "";
    }
}
