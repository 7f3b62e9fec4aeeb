package parvis.text;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** The words of a parsed text on one line, without its marks. Walks without recursion and stops when it has enough. */
final class Words {

    private Words() {}

    static String of(Node root, int enough) {
        var words = new StringBuilder();
        for (var node = root.getFirstChild();
                node != null && words.length() < enough;
                node = after(node, root, words)) {
            switch (node) {
                case Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                case HtmlInline tag -> words.append(tag.getLiteral());
                case FencedCodeBlock code -> words.append(code.getLiteral());
                case IndentedCodeBlock code -> words.append(code.getLiteral());
                case SoftLineBreak _, HardLineBreak _ -> words.append(' ');
                default -> {}
            }
        }
        return words.toString();
    }

    private static @Nullable Node after(Node node, Node root, StringBuilder words) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        for (var at = node; at != null && at != root; at = at.getParent()) {
            if (at instanceof Block || at instanceof TableCell) {
                words.append(' ');
            }
            if (at.getNext() != null) {
                return at.getNext();
            }
        }
        return null;
    }
}
